"""From the runs that a quote and an article share in one place to the steps between their words.

A run says what is the same; a step says of every word of the quote whether it is the same, added
or changed, and what the article has instead or besides.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.matching.runs import Run, best_chain, densest, solid
from corpus.matching.utterances import Scene
from corpus.matching.wording import FUNCTION_WORDS, Opcode, Wording, align, operation, telling

_REACH = 12
"""Words that may be missing between two shared stretches of one paragraph, besides two for each
word of the quote between them; more only within one utterance or sentence."""
_CLOSE = 3
"""Words: function words farther than this from the rest are shared by chance."""


def steps_between(quote: Wording, article: Wording, scene: Scene, runs: list[Run]) -> list[Opcode]:
    """The steps from the best place of an article to the quote; empty when nothing is shared.

    They cover all words of the quote in order, and a stretch of the article without a gap.
    """

    def linked(first: Run, then: Run) -> bool:
        return _linked(quote.keys, article, scene, first, then)

    chain = best_chain(densest(runs, 2 * len(quote) + 20), linked)
    if not chain:
        return []
    steps = [
        *_beyond(quote.keys, article, scene, chain[0], -1)[::-1],
        *_within(quote.keys, article.keys, chain),
        *_beyond(quote.keys, article, scene, chain[-1], 1),
    ]
    return _joined(_without_chance(quote, article, steps))


def _linked(quote: Sequence[str], words: Wording, scene: Scene, first: Run, then: Run) -> bool:
    """Whether two runs stand in one place of the article."""
    here, there = words.starts[first.ends[1] - 1], words.starts[then.j]
    speech, other = scene.speech(here), scene.speech(there)
    if speech != other and min(speech, other) >= 0:
        return False
    together = speech == other >= 0
    if max(then.j - first.ends[1], then.i - first.ends[0]) <= _CLOSE:
        return True
    if then.j - first.ends[1] <= _REACH + 2 * (then.i - first.ends[0]):
        return together or scene.paragraph(here) == scene.paragraph(there)
    if not (solid(first, quote, 3) and solid(then, quote, 3)):
        return False
    return together or there < scene.sentence(here).end


def _within(quote: Sequence[str], article: Sequence[str], chain: list[Run]) -> Iterator[Opcode]:
    """The runs of a chain and what lies between them."""
    i, j = chain[0].i, chain[0].j
    for run in chain:
        yield from align(quote[i : run.i], article[j : run.j], i, j)
        yield "same", run.i, run.i + run.n, run.j, run.j + run.n
        i, j = run.ends


def _beyond(
    quote: Sequence[str], words: Wording, scene: Scene, run: Run, step: int
) -> list[Opcode]:
    """The steps before (-1) or after (1) a chain, from it outwards.

    They go as far as the quote and the article still share something; the words of the quote
    beyond that have at most as many words of the article for counterpart.
    """
    i, j = (run.i, run.j) if step < 0 else run.ends
    left = i if step < 0 else len(quote) - i
    edge = _reach(words, scene, j, step, 2 * left + 6) if left else j
    if step < 0:
        outward = align(quote[:i], words.keys[edge:j], 0, edge)[::-1]
    else:
        outward = align(quote[i:], words.keys[j:edge], i, j)
    trusted = skipped = 0
    for at, (op, i1, i2, j1, j2) in enumerate(outward):
        if op != "same":
            skipped += j2 - j1
        elif skipped > _CLOSE and not telling(quote[i1:i2]):
            break
        else:
            trusted, skipped = at + 1, 0
    return [*outward[:trusted], *_rest(words, scene, outward[trusted:], step)]


def _reach(words: Wording, scene: Scene, j: int, step: int, most: int) -> int:
    """The word up to which the article goes on in the same paragraph or utterance."""
    inside = words.starts[j if step < 0 else j - 1]
    paragraph, speech = scene.paragraph(inside), scene.speech(inside)
    edge = j
    while abs(edge - j) < most and 0 <= (following := edge - (step < 0)) < len(words):
        at = words.starts[following]
        other = scene.speech(at)
        if scene.paragraph(at) != paragraph and (speech < 0 or other != speech):
            break
        if other >= 0 and speech not in (-1, other):
            break
        speech = max(speech, other)
        edge += step
    return edge


def _rest(words: Wording, scene: Scene, beyond: list[Opcode], step: int) -> list[Opcode]:
    """One step for all words of the quote that are left, if any."""
    i1, i2 = min((code[1] for code in beyond), default=0), max((c[2] for c in beyond), default=0)
    if i1 == i2:
        return []
    inner = beyond[0][4] if step < 0 else beyond[0][3]
    neighbour = words.starts[inner if step < 0 else inner - 1]
    sentence, edge = scene.sentence(neighbour), inner
    while abs(edge - inner) < i2 - i1 and 0 <= (following := edge - (step < 0)) < len(words):
        if not sentence.start <= words.starts[following] < sentence.end:
            break
        edge += step
    j1, j2 = sorted((edge, inner))
    return [(operation(False, i2 - i1, j2 - j1), i1, i2, j1, j2)]


def _without_chance(quote: Wording, article: Wording, steps: list[Opcode]) -> Iterator[Opcode]:
    """The steps, function words between two changes undone, and a hyphen no change."""
    changes = [0 if code[0] == "same" else code[4] - code[3] + 1 for code in steps]
    for at, (op, i1, i2, j1, j2) in enumerate(steps):
        around = changes[at - 1 : at] + changes[at + 1 : at + 2]
        by_chance = (
            op == "same"
            and len(around) == 2
            and all(around)
            and sum(around) > _CLOSE + 2
            and FUNCTION_WORDS.issuperset(quote.keys[i1:i2])
        )
        hyphen = op == "changed" and _same_letters(quote, article, (i1, i2), (j1, j2))
        yield "changed" if by_chance else "same" if hyphen else op, i1, i2, j1, j2


def _same_letters(quote: Wording, article: Wording, a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two stretches differ only by a hyphen or the space after an initial."""
    if "".join(quote.keys[slice(*a)]) != "".join(article.keys[slice(*b)]):
        return False
    return bool(re.search(r"\w[-‐‑.]\s?\w", quote.printed(*a) + "|" + article.printed(*b)))


def _joined(steps: Iterator[Opcode]) -> list[Opcode]:
    """The steps, neighbours that are both the same, or both not, made one."""
    joined: list[Opcode] = []
    for op, i1, i2, j1, j2 in steps:
        if joined and (joined[-1][0] == "same") == (op == "same"):
            _, first, _, begin, _ = joined.pop()
            joined.append((operation(op == "same", i2 - first, j2 - begin), first, i2, begin, j2))
        else:
            joined.append((op, i1, i2, j1, j2))
    return joined
