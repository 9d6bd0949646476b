"""Who said so? What somebody says, in the words of the question, comes first.

"Who warned of a recession?" is answered by a statement with such a verb and such a subject, and
not by whatever else is near recessions.
"""

import re
from collections.abc import Mapping, Sequence

from corpus.english.speech_verbs import VERBS
from corpus.spans import Span
from index.memory import Memory
from index.records import Candidate
from index.truth.statements import Kept
from qa.asking.confidence import wanted_of
from qa.asking.prefer import moved_up
from qa.understanding.taken import Taken

Spans = tuple[Span, ...]

_WHO = re.compile(
    r"\W*who(?: else| all| first| also| ever| once| publicly| recently| has| have| had)* "
    r"(?P<verb>[\w’'-]+)\b(?P<what>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LOOKED_AT = 30  # of the best passages
_SHARE = 0.5  # of what the question's other words weigh, that a statement must have
_ANY = frozenset({"say", "tell"})  # verbs that stand for every other


def who_said_first(
    memory: Memory, taken: Taken, ranked: Sequence[Candidate]
) -> tuple[list[Candidate], Mapping[int, Spans]]:
    """The candidates, moved up what has a statement that a question for its speaker asks about.

    And where in the article's text its words are, by the id of the passage.
    """
    asked = _WHO.fullmatch(taken.words)
    verb = VERBS.get(asked["verb"].casefold()) if asked is not None else None
    if asked is None or verb is None or taken.speakers or taken.quotation is not None:
        return list(ranked), {}
    shares = wanted_of(memory.rarity(asked["what"])).shares
    passages = [item.passage for item in ranked[:_LOOKED_AT]]
    told: dict[int, Spans] = {}
    for passage, article in memory.store.cited(passages):
        said = memory.store.statements.of(article.id, passage.span)
        fitting = (one for one in said if _fits(memory, one, article.text, verb.base, shares))
        first = next(fitting, None)
        if first is not None:
            told[passage.id] = first.statement.content
    return moved_up(ranked, lambda item: item.passage in told), told


def _fits(memory: Memory, one: Kept, text: str, verb: str, shares: Mapping[str, float]) -> bool:
    """Whether somebody who is told, by name or role, says what is asked, with such a verb."""
    statement = one.statement
    cues = " ".join(span.of(text) for span in statement.cue).casefold().split()
    has_verb = verb in _ANY or verb in {VERBS[word].base for word in cues if word in VERBS}
    if not has_verb or (one.speaker is None and statement.role is None):
        return False
    stems = set(memory.stems(" ".join(span.of(text) for span in statement.content)))
    return sum(share for stem, share in shares.items() if stem in stems) >= _SHARE
