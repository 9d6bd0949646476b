"""The way of a quote: from what was pasted to one class, and every article that carries it."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from corpus.article import Article
from corpus.cutting.sentences import sentences
from corpus.dates import in_time
from corpus.errors import UsageError
from corpus.matching.match import (
    PREFERRED,
    Match,
    Wanted,
    covered,
    covers,
    match_quote,
    pieced,
    prepare_quote,
    shared_pieces,
)
from corpus.matching.runs import Run, cover
from corpus.matching.wording import Wording, telling
from corpus.spans import Span
from index.memory import Memory
from index.models.encoder import Encoder
from qa.answer import source_of
from qa.asking.question import readable
from qa.checking.checked import Check, CheckClass, CheckedMatch, Sighting
from qa.checking.lookup import carrying, loose_phrases, whole_phrases
from qa.checking.near import nearest_passages, nearest_sentences
from qa.checking.speaking import Voice, Voices
from qa.checking.verdicts import notes_on, notes_on_speaker, notes_on_the_way, verdict_on

QUOTE_MAX = 20_000  # characters; a long speech, and nothing that anybody quotes is longer
MATCHES_MAX = 30  # articles that are compared and reported; a phrase may stand in thousands
_PASSAGES = 300  # that have a whole phrase of the quote
_LOOSE_PASSAGES = 24  # that have most of its short phrases
_TEXT_MAX = 3_000_000  # characters of articles that are compared for one quote
_MISSES = 8  # articles in a row that do not come near, after others did; the best come first
_PIECE_ACROSS = 5  # words of the shortest piece of a quote stitched from several articles
_REST_PASSAGES = 20  # that have most of the short phrases of the rest of a stitched quote
_CONTEXT = 1_500  # characters before and after a match in which the sentences around are found
_ROUNDS = 3  # of looking for the articles that have the rest of a stitched quote

Found = list[tuple[Article, Match]]


def check(
    memory: Memory, encoder: Callable[[], Encoder], quote: str, speaker: str | None = None
) -> Check:
    """Whether a quote is in the archive, how closely, where, and who says it there.

    1. Take the quote; 2. compare it with the articles that have a whole phrase of it, and with
    those that have most of its short ones; 3. where that leaves words open, join the pieces of
    several articles; 4. or else look for something near in meaning; 5. find who speaks, and
    report. ``encoder`` is called only for 4, so that an exact quote need not wait for a model.

    Raises ``UsageError`` for a quote that is empty, too long or without any word.
    """
    wanted = take_quote(quote)
    memory.follow()
    with memory.store.snapshot():
        sightings = _sorted_out(memory, wanted, _compared(wanted, _likely(memory, wanted)))
        if not sightings and memory.store.holds_passages:
            sightings = _near(memory, encoder(), wanted)
        return _reported(memory, wanted, quote, (speaker or "").strip() or None, sightings)


def take_quote(quote: str) -> Wanted:
    """The quote made ready. Raises ``UsageError`` when there is nothing to look for."""
    quote = readable(quote)
    if not quote.strip():
        raise UsageError("The quote is empty; paste the words that are to be checked.")
    if len(quote) > QUOTE_MAX:
        raise UsageError(
            f"The quote has {len(quote):,} characters, and {QUOTE_MAX:,} are compared at most; "
            "check it in parts."
        )
    wanted = prepare_quote(quote)
    if not wanted.keys:
        raise UsageError(f"{quote.strip()[:40]!r} holds no word; paste the words of the quote.")
    return wanted


def _likely(memory: Memory, wanted: Wanted) -> Iterator[Article]:
    """The articles that share phrases with the quote, those with its very characters first."""
    whole = carrying(memory, whole_phrases(wanted.words), _PASSAGES)
    whole.sort(key=lambda article: wanted.words.text not in article.text)
    yield from whole
    known = {article.id for article in whole}
    for article in carrying(memory, loose_phrases(wanted.words), _LOOSE_PASSAGES):
        if article.id not in known:
            yield article


def _compared(wanted: Wanted, articles: Iterable[Article]) -> Found:
    """Those of the articles that come near the quote in one place, and how near."""
    found: Found = []
    read = misses = 0
    for article in articles:
        read += len(article.text)
        if len(found) == MATCHES_MAX or (found and (read > _TEXT_MAX or misses == _MISSES)):
            break
        match = match_quote(wanted, article.text)
        misses = misses + 1 if match is None else 0
        if match is not None:
            found.append((article, match))
    return found


def _near(memory: Memory, encoder: Encoder, wanted: Wanted) -> list[Sighting]:
    """What the nearest passages have of the quote's words, or else of its meaning."""
    quote = wanted.words.text
    near = nearest_passages(memory, encoder, quote)
    articles = {article.id: article for article, _ in near.passages}
    found = _sorted_out(memory, wanted, _compared(wanted, articles.values()))
    return found or nearest_sentences(memory, encoder, quote, near)


def _sorted_out(memory: Memory, wanted: Wanted, found: Found) -> list[Sighting]:
    """The closest matches first, without those that are beside the point; or the pieces."""
    found = sorted(found, key=lambda item: item[1].closeness)
    closest = found[0][1] if found else None
    if closest is None or closest.class_ in ("changed", "stitched"):
        pieces = _stitched(memory, wanted, [article for article, _ in found])
        if pieces and (closest is None or pieces[1] > closest.shared + PREFERRED):
            return pieces[0]
    return [
        Sighting(article, match.class_, match.spans, match.difference, match.warnings)
        for article, match in found
        if closest is not None and _worth_telling(wanted, closest, match)
    ]


def _worth_telling(wanted: Wanted, closest: Match, match: Match) -> bool:
    """Whether an article is a version of the same words, beside the closest one."""
    if not match.differing or match.differing == closest.differing:
        return True
    if match.class_ == "stitched" or len(wanted.keys) < 4 or telling(wanted.keys) < 2:
        return False
    return match.closeness[0] < 2 or match.shared >= 0.7


def _stitched(
    memory: Memory, wanted: Wanted, articles: Sequence[Article]
) -> tuple[list[Sighting], float] | None:
    """The pieces of several articles that together make the quote, and the share they make."""
    if len(wanted.keys) < 2 * _PIECE_ACROSS:
        return None
    pool = _Pool(wanted)
    pool.add(articles)
    pool.add(carrying(memory, loose_phrases(wanted.words), _LOOSE_PASSAGES))
    chosen = pool.pieces()
    for _ in range(_ROUNDS):
        missing = list(_missing(wanted, chosen))
        if not missing:
            break
        for first, last in missing:
            pool.add(carrying(memory, loose_phrases(wanted.words, first, last), _REST_PASSAGES))
        longer = pool.pieces()
        if longer == chosen:
            break
        chosen = longer
    if not covers(wanted, chosen):
        return None
    return pool.sightings(chosen), covered(wanted, chosen)


def _missing(wanted: Wanted, pieces: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """The words of the quote that no piece has, where there are enough for a piece."""
    done = 0
    for start, end in [
        *((piece.i, piece.i + piece.n) for piece in pieces),
        (len(wanted.keys),) * 2,
    ]:
        if start - done >= _PIECE_ACROSS:
            yield done, start
        done = max(done, end)


class _Pool:
    """Articles laid end to end, so that pieces of several can be chosen like those of one."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._articles: list[Article] = []
        self._words: list[Wording] = []
        self._bases = [0]
        self._runs: list[Run] = []

    def add(self, articles: Iterable[Article]) -> None:
        """Take the pieces of articles in that are not in yet."""
        known = {article.id for article in self._articles}
        for article in articles:
            if article.id not in known:
                words, runs = shared_pieces(self._wanted, article.text)
                base = self._bases[-1]
                self._runs += [run._replace(j=run.j + base) for run in runs]
                self._articles.append(article)
                self._words.append(words)
                self._bases.append(base + len(words) + 1)

    def pieces(self) -> list[Run]:
        """The pieces that together have most of the quote, in its order."""
        return cover(self._runs, self._wanted.keys, _PIECE_ACROSS)

    def sightings(self, pieces: Sequence[Run]) -> list[Sighting]:
        """Every article that has one of the pieces whole, the first piece's first."""
        own: dict[int, dict[int, Run]] = {}
        for piece in pieces:
            for run in self._runs:
                if run.i <= piece.i and run.ends[0] >= piece.ends[0]:
                    at = bisect_right(self._bases, run.j) - 1
                    start = run.j + piece.i - run.i - self._bases[at]
                    own.setdefault(at, {}).setdefault(piece.i, Run(piece.i, start, piece.n))
        return [self._sighting(at, list(runs.values())) for at, runs in own.items()][:MATCHES_MAX]

    def _sighting(self, at: int, runs: list[Run]) -> Sighting:
        words = self._words[at]
        spans = tuple(words.span(run.j, run.ends[1]) for run in runs)
        edits = pieced(self._wanted, words, runs)
        return Sighting(self._articles[at], "stitched", spans, edits)


def _reported(
    memory: Memory, wanted: Wanted, quote: str, asked: str | None, sightings: Sequence[Sighting]
) -> Check:
    """The record of a check: who speaks, what is around, and all of it in words."""
    voices = Voices(memory.store, asked)
    apart = [part for item in sightings for part in _by_voice(voices, item)]
    ordered = sorted(apart, key=lambda it: (in_time(it.article.published), it.article.id))
    said = [voices.of(item) for item in ordered]
    matches = tuple(map(_record, ordered, said))
    class_: CheckClass = sightings[0].class_ if sightings else "absent"
    same = _speaker_matches(voices, class_, zip(ordered, said, strict=True)) if asked else None
    notes = [*notes_on(wanted, class_, matches), *voices.notes, *notes_on_the_way(matches, said)]
    if asked and not same:
        notes += notes_on_speaker(asked, matches, voices)
    return Check(quote, class_, same, verdict_on(class_, matches), matches, tuple(notes))


def _by_voice(voices: Voices, sighting: Sighting) -> list[Sighting]:
    """A stitched sighting once for each who speaks in its pieces; any other as it is."""
    if sighting.class_ != "stitched":
        return [sighting]
    own: dict[Voice | None, list[Span]] = {}
    for span in sighting.spans:
        own.setdefault(voices.of(sighting._replace(spans=(span,))), []).append(span)
    return [sighting._replace(spans=tuple(spans)) for spans in own.values()]


def _speaker_matches(
    voices: Voices, class_: CheckClass, said: Iterable[tuple[Sighting, Voice | None]]
) -> bool | None:
    """Whether it is the speaker asked for; of a stitched quote, in every piece that tells."""
    known = [(item, voice) for item, voice in said if voice and (voice.name or voice.anonymous)]
    decisive = [voice for item, voice in known if item.class_ == class_]
    if not any(voice.name for voice in decisive):  # a fuller version may name the speaker
        decisive = [voice for _, voice in known]
    if not decisive:
        return None
    same = {voices.is_asked(voice) for voice in decisive}
    first, last = (False, True) if class_ == "stitched" else (True, False)
    return first if first in same else None if None in same else last


def _record(sighting: Sighting, voice: Voice | None) -> CheckedMatch:
    """A sighting with its source, its words, and the sentences around."""
    article, spans = sighting.article, sighting.spans
    order = sorted(spans)
    return CheckedMatch(
        article=source_of(article),
        spans=spans,
        text=_printed(article.text, spans, sighting.class_),
        class_=sighting.class_,
        speaker=voice.name if voice else None,
        before=_before(article.text, order[0].start),
        after=_after(article.text, order[-1].end),
        difference=sighting.difference,
        warnings=sighting.warnings,
    )


def _printed(text: str, spans: Sequence[Span], class_: CheckClass) -> str:
    """What the article prints: all from the first to the last span; of a stitched one, each."""
    if class_ == "stitched":
        return " … ".join(span.of(text) for span in spans)
    return text[spans[0].start : spans[-1].end]


def _before(text: str, at: int) -> str:
    """The text before a match from the beginning of the sentence before."""
    start = max(0, at - _CONTEXT)
    found = [start + span.start for span in sentences(text[start:at])]
    return text[found[-2] if len(found) > 1 else found[0] : at] if found else ""


def _after(text: str, at: int) -> str:
    """The text after a match to the end of the sentence after it."""
    found = [at + span.end for span in sentences(text[at : at + _CONTEXT])]
    return text[at : found[1] if len(found) > 1 else found[0]] if found else ""
