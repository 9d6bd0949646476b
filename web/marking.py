"""Source text as HTML, with what is cited marked and what is said underlined.

Every character of the source is there, once and in order: marks only stand between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from web.show import shown, speaker_link
from whosaid import Said, Span


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who says something in a text, as the text's legend names them."""

    speaker: str | None
    role: str | None


def voices(said: Sequence[Said]) -> list[Voice]:
    """Whoever speaks, each once, in the order of the text; those unknown are one.

    Whose words stand in another's alone has none that are underlined, and is left out.
    """
    known = {item.speaker: Voice(item.speaker, item.role) for item in reversed(said)}
    seen = {item.speaker for _, item, _ in _stretches(said)}
    return [
        known[speaker]
        for speaker in dict.fromkeys(item.speaker for item in said)
        if speaker in seen
    ]


def marked(
    text: str,
    cited: Span | None = None,
    said: Sequence[Said] = (),
    *,
    start: int = 0,
    attributes: str = "",
) -> str:
    """A stretch of an article's text, ``cited`` marked and what is ``said`` underlined.

    ``start`` is where in the article the text begins; the spans count from the article's
    beginning, and may reach out of the text. Each underlined stretch carries the number of its
    speaker in ``legend``.

    >>> marked("a < b", Span(0, 1))
    '<mark>a</mark> &lt; b'
    """
    numbers = {voice.speaker: number for number, voice in enumerate(voices(said), 1)}
    stretches = [(span, numbers[item.speaker], ends) for span, item, ends in _stretches(said)]
    end = start + len(text)
    if cited is None or cited.start >= cited.end:
        return _underlined(text, start, Span(start, end), stretches)
    first, last = max(start, min(cited.start, end)), max(start, min(cited.end, end))
    return (
        _underlined(text, start, Span(start, first), stretches)
        + f"<mark{attributes}>{_underlined(text, start, Span(first, last), stretches)}</mark>"
        + _underlined(text, start, Span(last, end), stretches)
    )


def legend(said: Sequence[Said]) -> str:
    """Who speaks in a text, by the numbers that its underlined stretches carry."""
    items = "".join(
        f"<li><sup>{number}</sup> {_named(voice)}</li>"
        for number, voice in enumerate(voices(said), 1)
    )
    return f'<ul class="voices" aria-label="Who is speaking">{items}</ul>' if items else ""


def _named(voice: Voice) -> str:
    name = speaker_link(voice.speaker) if voice.speaker else "speaker unknown or not named"
    return f"{name}, {shown(voice.role)}" if voice.speaker and voice.role else name


def _stretches(said: Sequence[Said]) -> list[tuple[Span, Said, bool]]:
    """What is said, in the order of the text and without overlaps, and whether it ends there."""
    ordered = sorted(
        ((span, item, span == item.content[-1]) for item in said for span in item.content),
        key=lambda it: (it[0].start, it[0].end),
    )
    apart: list[tuple[Span, Said, bool]] = []
    for span, item, ends in ordered:
        begins = max(span.start, apart[-1][0].end) if apart else span.start
        if begins < span.end:
            apart.append((Span(begins, span.end), item, ends))
    return apart


def _underlined(
    text: str, start: int, part: Span, stretches: Sequence[tuple[Span, int, bool]]
) -> str:
    """One part of the text, span by span."""
    pieces, done = [], part.start
    for span, number, ends in stretches:
        first, last = max(span.start, done), min(span.end, part.end)
        if first >= last:
            continue
        label = f' data-voice="{number}"' if ends and last == span.end else ""
        pieces.append(shown(text[done - start : first - start]))
        pieces.append(
            f'<span class="said"{label}>{shown(text[first - start : last - start])}</span>'
        )
        done = last
    return "".join([*pieces, shown(text[done - start : part.end - start])])
