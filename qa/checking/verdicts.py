"""What a check says in words: the verdict, and what to beware of."""

from collections.abc import Iterator, Sequence

from corpus.matching.cautions import UNMARKED
from corpus.matching.match import Wanted
from qa.answer import Source
from qa.checking.checked import CheckClass, CheckedMatch
from qa.checking.speaking import Voice, Voices, nearest_names, same_person
from qa.enumeration import first_of, together

_SAYS: dict[CheckClass, str] = {
    "verbatim": "The quote stands word for word, character for character, in {where}.",
    "typography": "The words stand in {where}; only typography differs.",
    "changed": "The words were changed: {where} {has} others.",
    "cut": "The quote is cut: {where} {has} words that it leaves out.",
    "stitched": "The quote is stitched together from separate places in {where}.",
    "paraphrase": (
        "The quote is not in this archive; {where} {has} something near it in meaning, "
        "which is no more than that."
    ),
    "absent": "The quote is not in this archive, and nothing near it is.",
}
_PLACES = 3  # that are named in a verdict
_OTHERWISE = {"cut": "prints more than the quote has", "changed": "prints other words"}


def verdict_on(class_: CheckClass, matches: Sequence[CheckedMatch]) -> str:
    """The class in one sentence, with the places that have it; and what may turn the sense."""
    closest = [match for match in matches if match.class_ == class_]
    sources = [match.article for match in closest]
    names = list(dict.fromkeys(map(name_of, sources)))
    where = first_of(names, _PLACES) if len(names) > _PLACES else together(names)
    says = _SAYS[class_].format(where=where, has="has" if len(names) == 1 else "have")
    turned = _turned(closest) if class_ in _OTHERWISE else ()
    return " ".join([says, *turned])


def _turned(closest: Sequence[CheckedMatch]) -> tuple[str, ...]:
    """The first warning of each match that concerns the sense, each once."""
    telling = ([w for w in match.warnings if w != UNMARKED] for match in closest)
    return tuple(dict.fromkeys(warnings[0] for warnings in telling if warnings))


def notes_on(
    wanted: Wanted, class_: CheckClass, matches: Sequence[CheckedMatch]
) -> tuple[str, ...]:
    """What to beware of, whoever was asked for."""
    notes = []
    if len(wanted.keys) == 1:
        notes.append("One word proves nothing: anybody may have used it.")
    for match in matches:
        if class_ in ("verbatim", "typography", "cut") and match.class_ != class_:
            how = _OTHERWISE.get(match.class_)
            if how:
                also = f" {match.warnings[0]}" if match.warnings else ""
                notes.append(f"{name_of(match.article)} {how}.{also}")
    return tuple(dict.fromkeys(notes))


def notes_on_speaker(asked: str, matches: Sequence[CheckedMatch], voices: Voices) -> Iterator[str]:
    """What to say when it is not the speaker asked for who says it, or not told who."""
    names = list(dict.fromkeys(match.speaker for match in matches if match.speaker))
    others = [name for name in names if not same_person(asked, name)]
    alike = [name for name in names if voices.is_asked(Voice(name)) is None]
    if alike and not voices.is_known:
        words = "some of these words" if len(alike) < len(names) else "the words"
        yield f"{asked} is not known here; {words} are given to {together(alike)}."
    elif alike and len(alike) == len(names):
        yield f"The words are given to {together(alike)}, who may not be {asked}."
    elif others and len(others) < len(names):
        yield f"Some of these words are given to {together(others)}, not to {asked}."
    elif names:
        yield f"These words are given to {together(names)}, not to {asked}."
    elif matches:
        yield f"The articles do not tell that {asked} said this."
    heard = voices.heard()
    if not voices.is_known and not any(same_person(asked, name) for name in heard):
        near = nearest_names(asked, heard)
        if near:
            offer = f"the nearest names are {together(near)}"
            yield f"Nobody called {asked} speaks in these articles; {offer}."
        elif voices.unknown:
            yield voices.unknown


def notes_on_the_way(
    matches: Sequence[CheckedMatch], said: Sequence[Voice | None]
) -> Iterator[str]:
    """What to say of words that an article has from somebody who tells what another said."""
    for match, voice in zip(matches, said, strict=True):
        if voice is not None and voice.name and voice.via:
            where = name_of(match.article)
            yield f"{where} has the words of {voice.name} at second hand: “{voice.via}”."


def name_of(source: Source) -> str:
    """An article by its outlet and day, or by its headline.

    >>> name_of(Source("a1", "Pier shut", None, (), None, None))
    '“Pier shut”'
    """
    name = source.outlet or source.named
    return f"{name} ({source.published.day_in_words()})" if source.published else name
