"""The headline: which of the first lines it is, and the title in it without the site's own tail."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from corpus.cleaning.bylines import credit_lines
from corpus.cleaning.captions import images, is_caption
from corpus.cleaning.clutter import advertisements, menus, share_buttons, site_lines
from corpus.cleaning.credits import agency_credits
from corpus.cleaning.datelines import dateline
from corpus.cleaning.finding import Finding
from corpus.cleaning.lines import Line, ends_sentence, lines
from corpus.cleaning.mastheads import is_masthead
from corpus.english.word_classes import word_set
from corpus.spans import Span

HEAD_LINES = 12  # lines from the top among which the headline stands
LONGEST_HEADLINE = 250  # characters
LONGEST_EXCLAMATION = 150  # characters of a headline that ends as a sentence does
MASTHEAD_LINES = 3  # lines from the top of which one can be the masthead
NEARLY = 0.9  # of the letters of two printings of a headline are the same, in their order
LONGEST_TAIL = 7  # words of a site's name or motto after the headline
FEWEST_TITLE_WORDS = 4  # longer words in a title that is known by its capitals, and
CAPITALISED = 0.8  # of them begin with one, as those of a sentence or a caption do not

_BAR = re.compile(r" (?:\||»|::) ")
_DASH = re.compile(r" [-–—] ")
_LABEL = re.compile(r"(?:opinion|editorial|analysis|exclusive|video|photos|live)", re.IGNORECASE)
_REMARK = re.compile(  # of an agency's editors: what this version of the story changes
    r"\(.*\)|(?:corrects|clarifies|adds|updates|recasts|refiles|repeats) .*", re.IGNORECASE
)
_NOT_LETTERS = re.compile(r"[\W_]+")
_NO_TITLE = re.compile(
    r".*\.(?:jpe?g|png|gif|webp|svg)|(?:photo|image|picture|file|logo|img|caption|illustration)\b.*",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"\b(?!vs\b)[a-z]{2,}\.[\"”’)]{0,2} [\"“‘(]?[A-Z]")
_LONGER_WORD = re.compile(r"[^\W\d_][\w'’]{2,}")
_SMALL_WORDS = word_set("and are but for from into its nor not off per than the via with amid over")


def masthead(text: str) -> Finding[str] | None:
    r"""The outlet whose name stands alone above the headline.

    >>> masthead("The Ellan Gazette\n\nBridge shut\n\nIt is shut for a week.").value
    'The Ellan Gazette'
    """
    for line, following in pairwise(lines(text)[: MASTHEAD_LINES + 1]):
        if is_masthead(line.words) and not ends_sentence(following.words):
            return Finding(line.words, "masthead", (line.span,))
    return None


def headline(text: str) -> Finding[str] | None:
    r"""The title of the article: the first line above it that is not a label or a credit.

    Where several headings stand above the article they are sub-headlines, and the title is the
    alternative text of an image if that is one; or else the first of them.

    >>> headline("Bridge shut | Ellan Gazette\n\nBridge shut\n\nIt is shut for a week.").value
    'Bridge shut'
    """
    headings = _headings(text)
    if not headings:
        return None
    title, _ = without_tail(_plain(headings[0].words), _confirmed_tail(headings))
    repeats = headline_lines(text, title)
    alternative = None
    if any(line.span not in repeats for line in headings):
        alternative = next(filter(_is_title, (image.alternative for image in images(text))), None)
    if alternative:
        spans = tuple(headline_lines(text, alternative))
        return Finding(alternative, "image alternative text", spans)
    return Finding(title, "first line", tuple(repeats))


def headline_outlet(text: str) -> Finding[str] | None:
    """The outlet that the first line names after the headline: "Bridge shut | Ellan Gazette"."""
    headings = _headings(text)
    if not headings:
        return None
    _, tail = without_tail(_plain(headings[0].words), _confirmed_tail(headings))
    return Finding(tail, "headline tail") if tail and is_masthead(tail) else None


def headline_lines(text: str, title: str) -> list[Span]:
    """The lines above the article that print the title, or nearly."""
    found = []
    for line in lines(text)[:HEAD_LINES]:
        if len(line.words) > LONGEST_HEADLINE:
            break
        if is_same_headline(without_tail(_plain(line.words))[0], title):
            found.append(line.span)
        elif ends_sentence(line.words) and not is_caption(line.words):
            break
    return found


def is_same_headline(words: str, title: str) -> bool:
    """Whether two headlines are the same but for typography, or a letter here and there.

    >>> is_same_headline("Gov’t to act on ‘bridge’", "Gov't to Act on 'Bridge'")
    True
    """
    if not 0.8 <= (len(words) + 1) / (len(title) + 1) <= 1.25:
        return False
    one, other = _letters(words), _letters(title)
    if one == other:
        return bool(one)
    if len(title) > LONGEST_HEADLINE or ends_sentence(words):
        return False  # a sentence of the article, however like its headline
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= NEARLY


def without_tail(printed: str, outlet: str | None = None) -> tuple[str, str | None]:
    """A headline without the site's name or motto after it, and what that was.

    A dash can stand in a headline too, and before a source ("Plant to close - Ellan Gazette"), so
    what follows one goes only if it is the outlet.

    >>> without_tail("Bridge shut again | Be Ellan-wise")
    ('Bridge shut again', 'Be Ellan-wise')
    >>> without_tail("Bridge shut - for good")
    ('Bridge shut - for good', None)
    """
    title, tail = " ".join(printed.split()), None
    if len(title) > 2 * LONGEST_HEADLINE:
        return title, None
    while gap := _last_gap(title):
        head, rest = title[: gap.start()], title[gap.end() :]
        if outlet is None or _letters(rest) != _letters(outlet):
            if _DASH.fullmatch(gap[0]):
                break
            if _LABEL.fullmatch(head):
                title = rest
                continue
            if not is_masthead(rest) and not _is_tail(head, rest):
                break
        title, tail = head, tail if tail and is_masthead(tail) else rest
    return title, tail


@lru_cache(maxsize=2)  # asked for the title and for the outlet in its tail
def _headings(text: str) -> list[Line]:
    """The headings above the article: the first lines that are no labels, credits or captions."""
    found: list[Line] = []
    labels, dated = _labels(text), dateline(text)
    for line in lines(text)[:HEAD_LINES]:
        if dated and line.start == dated.spans[0].start:
            break
        label = line.start in labels or not any(map(str.isalpha, line.words))
        if label or is_caption(line.words) or _REMARK.fullmatch(line.words):
            if found:
                break
        elif _is_heading(line.words):
            found.append(line)
        else:
            break
    below = (line for line in lines(text) if found and line.start > found[-1].start)
    return found if any(map(_has_sentence, below)) else []


def _has_sentence(line: Line) -> bool:
    """Whether a line is of the article, and not another heading or credit."""
    return len(line.words) > LONGEST_HEADLINE or ends_sentence(line.words) or ". " in line.words


def _labels(text: str) -> set[int]:
    """Where the lines begin that are neither headings nor the article."""
    found = {line.span.start for line in credit_lines(text)}
    front = text[: max((line.end for line in lines(text)[:HEAD_LINES]), default=0)]
    for rule in (menus, share_buttons, site_lines, advertisements, agency_credits):
        found |= {span.start for span in rule(front)}
    if name := masthead(text):
        found |= {span.start for span in name.spans}
    return found | {image.span.start for image in images(front)}


def _is_heading(words: str) -> bool:
    """Whether a line could be a headline: not too long, and not the beginning of the article."""
    if len(words) > LONGEST_HEADLINE or words.endswith((",", ";", ":", "-", "–", "—")):
        return False
    if words.startswith(("* ", "• ", "- ", "– ", "— ")) or _SENTENCES.search(words):
        return False
    if not ends_sentence(words):
        return True
    exclaims = words.rstrip("\"'”’").endswith(("?", "!")) or is_capitalised(words)
    return exclaims and len(words) <= LONGEST_EXCLAMATION


def _is_title(words: str) -> bool:
    """Whether an image's alternative text is printed as a title is, and not as a caption.

    >>> _is_title("Two Rivers, One Bridge: Ellan Waits"), _is_title("Boats wait at Old Quay")
    (True, False)
    """
    long = len(words) > LONGEST_HEADLINE or words.endswith(".")
    return not long and is_capitalised(words) and not _NO_TITLE.fullmatch(words)


def is_capitalised(words: str) -> bool:
    """Whether nearly all of the longer words begin with a capital, and there are some.

    >>> is_capitalised("Port Opens Again After Storm"), is_capitalised("The port opens again")
    (True, False)
    """
    longer = [word for word in _LONGER_WORD.findall(words) if word not in _SMALL_WORDS]
    capitalised = sum(word[0].isupper() for word in longer)
    return len(longer) >= FEWEST_TITLE_WORDS and capitalised >= CAPITALISED * len(longer)


def _is_tail(head: str, rest: str) -> bool:
    """Whether what follows a bar is a site's name or motto, and not the headline itself."""
    return len(rest.split()) <= LONGEST_TAIL and (len(head.split()) > 2 or len(head) >= len(rest))


def _confirmed_tail(headings: list[Line]) -> str | None:
    """What follows the last dash of the first heading, when a second one prints it without that."""
    words = headings[0].words
    dash = max(_DASH.finditer(words), key=re.Match.start, default=None)
    if dash and any(is_same_headline(line.words, words[: dash.start()]) for line in headings[1:]):
        return words[dash.end() :]
    return None


def _last_gap(title: str) -> re.Match[str] | None:
    gaps = [*_BAR.finditer(title), *_DASH.finditer(title)]
    return max(gaps, key=re.Match.start, default=None)


def _plain(words: str) -> str:
    """A heading without the marks that Markdown puts before and after it."""
    return words.strip("#* ").strip() if words[:1] in "#*" else words


def _letters(words: str) -> str:
    return _NOT_LETTERS.sub("", words).casefold()
