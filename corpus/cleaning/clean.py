"""Cleaning: takes out of a text what is not the article, and keeps what it took out.

Nothing is ever changed, only deleted: ``article.restore`` puts every piece back where it stood.
The rules are listed in ``RULES``; one that goes wrong can be found by its name in the removals.
"""

from collections.abc import Callable, Iterable, Iterator

from corpus.article import Removal
from corpus.cleaning import captions, clutter, credits, labels, promotion
from corpus.spans import Span

Rule = Callable[[str], list[Span]]
Found = tuple[Span, str]
"""A span that a rule takes out, and the rule's name."""

RULES: tuple[Rule, ...] = (
    captions.image_markup,
    captions.doubled_captions,
    captions.repeated_captions,
    credits.copyright_lines,
    credits.agency_credits,
    credits.reporting_credits,
    clutter.comment_forms,
    clutter.share_buttons,
    clutter.newsletter_lines,
    clutter.follow_lines,
    clutter.cookie_lines,
    clutter.advertisements,
    clutter.read_more_lines,
    labels.labelled_links,
    clutter.related_lists,
    clutter.menus,
    clutter.site_lines,
    clutter.contact_lines,
    promotion.about_reporters,
    promotion.promotions,
    promotion.video_lines,
    promotion.data_notices,
)
BLANKS = "blank_lines"


def clean(text: str, extra: Iterable[Found] = ()) -> tuple[str, tuple[Removal, ...]]:
    r"""The article in a text, and what stood around it.

    ``extra`` are spans that gave their value already, such as the byline. A text in which every
    line looks like clutter is kept whole, for then it is the rules that are wrong.

    >>> clean("Bridge shut.\n\nLink copied\n\nIt is shut.")[0]
    'Bridge shut.\n\nIt is shut.'
    """
    found = [*extra, *((span, rule.__name__) for rule in RULES for span in rule(text))]
    cuts = disjoint(found)
    if not any(any(map(str.isalnum, span.of(text))) for span in kept(text, cuts)):
        cuts = []
    blanks = ((span, BLANKS) for span in blank_lines(text, cuts))
    return delete(text, disjoint([*cuts, *blanks]))


def disjoint(found: Iterable[Found]) -> list[Found]:
    """The same stretches in the order of the text, none of them twice: the first rule counts.

    >>> disjoint([(Span(4, 9), "b"), (Span(0, 6), "a")])
    [(Span(start=0, end=6), 'a'), (Span(start=6, end=9), 'b')]
    """
    cuts: list[Found] = []
    done = 0
    for (start, end), rule in sorted(found, key=lambda one: one[0].start):
        if end > max(start, done):
            cuts.append((Span(max(start, done), end), rule))
            done = end
    return cuts


def kept(text: str, cuts: list[Found]) -> list[Span]:
    """The spans between the cuts."""
    edges = [0, *(edge for span, _ in cuts for edge in span), len(text)]
    return [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def blank_lines(text: str, cuts: list[Found]) -> list[Span]:
    r"""White space that is superfluous once the cuts are made: all but one blank line in a row.

    >>> [span.of("Shut. \n\n\nBoats.") for span in blank_lines("Shut. \n\n\nBoats.", [])]
    [' ', '\n']
    """
    spare: list[Span] = []
    gap: list[Span] = []
    begun = False
    for piece in kept(text, cuts):
        for span, white in _parts(text, piece):
            if white:
                gap.append(span)
                continue
            spare += _spare(text, gap) if begun else gap
            gap, begun = [], True
    return spare + gap


def delete(text: str, cuts: list[Found]) -> tuple[str, tuple[Removal, ...]]:
    """The text without the cuts, and each of them with the place in the rest where it stood."""
    removed, gone = [], 0
    for span, rule in cuts:
        removed.append(Removal(span.start - gone, span.of(text), rule))
        gone += span.end - span.start
    return "".join(span.of(text) for span in kept(text, cuts)), tuple(removed)


def _parts(text: str, piece: Span) -> Iterator[tuple[Span, bool]]:
    """The lines of a piece and the white space between them, which is marked ``True``."""
    done = at = piece.start
    for line in piece.of(text).split("\n"):
        bare = line.strip()
        if bare:
            start = at + len(line) - len(line.lstrip())
            if done < start:
                yield Span(done, start), True
            done = start + len(bare)
            yield Span(start, done), False
        at += len(line) + 1
    if done < piece.end:
        yield Span(done, piece.end), True


def _spare(text: str, gap: list[Span]) -> list[Span]:
    """What is too much of the white space between two lines, or two parts of one.

    Of the pieces of it that lie around cuts the one with the most line breaks stays.
    """
    breaks = [text.count("\n", *span) for span in gap]
    if not any(breaks):
        return gap[1:]
    staying = breaks.index(max(breaks))
    spare: list[Span] = []
    for number, span in enumerate(gap):
        spare += _all_but_breaks(text, span) if number == staying else [span]
    return spare


def _all_but_breaks(text: str, span: Span) -> Iterator[Span]:
    """The white space but for the line break in it, or the two that make a blank line."""
    at = span.start
    for _ in range(min(2, text.count("\n", *span))):
        line_break = text.index("\n", at)
        if at < line_break:
            yield Span(at, line_break)
        at = line_break + 1
    if at < span.end:
        yield Span(at, span.end)
