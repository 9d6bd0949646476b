"""Figures as an answer shows them: with who claims them, and whether they set others right."""

import re
from collections.abc import Sequence

from corpus.article import Article
from corpus.dates import in_time
from corpus.english.word_classes import PRONOUNS, word_set
from corpus.figures.claims import counted_by, is_being_verified, named_beside
from corpus.figures.corrections import corrections, printed_before
from corpus.figures.find import find
from index.truth.statements import Kept
from index.truth.store import Store
from qa.answer import Figure, FigureGroup, source_of
from qa.figures.gather import Sighted
from qa.figures.lineup import LinedUp

UNKNOWN = "somebody unknown"
_PRONOUNS = (PRONOUNS | word_set("who which that")) - {"we"}
_OUTLET_ITSELF = frozenset({"we", "this newspaper", "this paper"})
_DOES = re.compile(r"(?:recall|add)(?:s|ed|ing)?", re.I)
_HANGING = re.compile(r",? (?:obtained|released|published|seen|out|which|who|both)\Z")
_OTHERS = 12  # figures of other quantities that are shown, the nearest to the question


def groups(store: Store, question: str, found: LinedUp) -> tuple[FigureGroup, ...]:
    """The figures that are asked for as one group, then the others by what they count."""
    if not found.asked:
        return ()
    asked = FigureGroup(question, True, _figures(store, found.asked))
    others: dict[str, list[Sighted]] = {}
    for item in found.others[:_OTHERS]:
        clause = " ".join(item.clause.of(item.article.text).split()).strip(" ,.;:“”\"'")
        others.setdefault(clause, []).append(item)
    return (
        asked,
        *(FigureGroup(name, False, _figures(store, some)) for name, some in others.items()),
    )


def _figures(store: Store, some: Sequence[Sighted]) -> tuple[Figure, ...]:
    """Figures in the order of their publication, the undated last."""
    said = {item.article.id: store.statements.of(item.article.id) for item in some}
    correcting, corrected = _correcting(some)
    return tuple(
        Figure(
            article=source_of(item.article),
            start=item.mention.span.start,
            end=item.mention.span.end,
            text=item.mention.span.of(item.article.text),
            sentence=item.sentence,
            value=item.mention.value,
            upper=item.mention.upper,
            unit=item.mention.unit,
            qualifier=item.mention.qualifier,
            claimed_by=_claimed_by(store, item, said[item.article.id]),
            corrects=item in correcting,
            corrected=item in corrected,
        )
        for item in sorted(some, key=_order)
    )


def _correcting(some: Sequence[Sighted]) -> tuple[list[Sighted], list[Sighted]]:
    """The figures that correct an earlier one of the same outlet, and those that are corrected.

    By what their article says: in the stretch that corrects, the first value that the outlet had
    not given before sets right those which it had, and which that stretch names. What it had given
    is known from an earlier article among these, or from the stretch itself ("we said that 480").
    """
    found, wrong = [], []
    for article in {item.article.id: item.article for item in some}.values():
        day = in_time(article.published)
        own = [item for item in some if article.outlet == item.article.outlet is not None]
        before = [item for item in own if in_time(item.article.published) < day]
        inside = _correcting_stretches(article, some)
        printed = [i for i in inside if printed_before(article.text, i.clause, i.mention.number)]
        earlier = {item.mention.value for item in (*before, *printed)} - {None}
        new = [item for item in inside if item.mention.value not in {*earlier, None}]
        if earlier and new:
            found += [item for item in inside if item.mention.value == new[0].mention.value]
            named = earlier & {item.mention.value for item in inside}
            wrong += [item for item in (*inside, *before) if item.mention.value in named]
    return found, wrong


def _correcting_stretches(article: Article, some: Sequence[Sighted]) -> list[Sighted]:
    """The figures in the stretches of an article that correct, in their order."""
    spans = corrections(article.text, article.title)
    return sorted(
        (
            item
            for item in some
            if item.article.id == article.id
            and any(span.covers(item.mention.number) for span in spans)
        ),
        key=lambda item: item.mention.number,
    )


def _order(item: Sighted) -> tuple[tuple[bool, str], str, int]:
    return in_time(item.article.published), item.article.id, item.mention.number.start


def _claimed_by(store: Store, item: Sighted, said: Sequence[Kept]) -> str | None:
    """Who gives a figure, by resolved name or as printed; None when the outlet does."""
    text, number = item.article.text, item.mention.number
    beside = named_beside(text, item.sentence, number)
    if beside is not None:
        return _named(beside.of(text))
    if is_being_verified(text, item.sentence, item.mention.span):
        return UNKNOWN
    around = [
        kept
        for kept in said
        if any(span.covers(number) for span in kept.statement.content)
        and not _counts_only(text, kept)
    ]
    if around:
        kept = min(around, key=lambda k: sum(s.end - s.start for s in k.statement.content))
        names = store.speakers.names_of([kept.speaker])
        printed = " ".join(span.of(text) for span in kept.statement.source)
        if printed.casefold() in _OUTLET_ITSELF:
            return None
        return names.get(kept.speaker or 0) or _named(printed or kept.statement.role or "anonymous")
    counting = counted_by(text, item.sentence, number)
    return _named(counting.of(text)) if counting else None


def _counts_only(text: str, kept: Kept) -> bool:
    """Whether what looks like a verb of saying does something to so many: "it recalled 40 cars"."""
    if not kept.statement.cue or kept.statement.kind != "indirect":
        return False
    cue = kept.statement.cue[-1]
    return _DOES.fullmatch(cue.of(text)) is not None and any(
        mention.span.start == 0 for mention in find(text[cue.end : cue.end + 60].lstrip())
    )


def _named(printed: str) -> str:
    """A source as printed; a number, or a pronoun that nobody was found for, names none."""
    nobody = printed.casefold() in _PRONOUNS or not any(map(str.isalpha, printed))
    return UNKNOWN if nobody else _HANGING.sub("", printed.rstrip(","))
