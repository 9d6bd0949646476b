"""Sentences as the rules for statements see them: words, and each quotation as one word.

What stands inside quotation marks is somebody else's sentence; for finding who says it, it counts
as a single word: ``QUOTE`` in ``lower``, its last letter or mark in ``words``. A full stop inside
it ends no sentence around it.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.cutting.quotations import quotations
from corpus.english.word_classes import BODY_NOUNS, TITLES
from corpus.saying.tokens import HEADING, Tokens, tokens
from corpus.spans import Span

QUOTE = "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"

_LONGEST = 300
"""Words of a sentence, a quotation counting as one; longer ones are cut, so that time is linear."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence: parallel lists of its words; ``quotes`` has a quotation's number, or -1.

    ``paragraph`` counts lines, so that neighbours can be told.
    """

    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    quotes: list[int]
    paragraph: int

    def __len__(self) -> int:
        return len(self.words)

    def span(self, start: int, end: int) -> Span:
        """The characters from one word up to, not including, another."""
        return Span(self.starts[start], self.ends[end - 1])

    def ends_sentence(self, index: int) -> bool:
        """Whether the quotation at a word ends as a sentence or before a cue does."""
        return self.quotes[index] >= 0 and self.words[index][-1] in ",.?!…—–-"

    def only_quotes(self, start: int, end: int) -> bool:
        """Whether nothing but quotations and marks stands between two words, one at least."""
        some = False
        for index in range(start, end):
            if self.quotes[index] >= 0:
                some = True
            elif self.words[index][0].isalnum():
                return False
        return some


def clause_of(sentence: str) -> Clause:
    """One sentence by itself, its double-quoted quotations as words.

    >>> clause_of("Lund called it “a mess.”").lower
    ['lund', 'called', 'it', '“”']
    """
    quoted = [quotation.span for quotation in quotations(sentence) if not quotation.depth]
    return clauses(sentence, tokens(sentence), [Span(0, len(sentence))], quoted)[0]


def clauses(
    text: str, toks: Tokens, sentences: Sequence[Span], quotations: Sequence[Span]
) -> list[Clause]:
    """The sentences of a text, joined where a quotation runs on, in order.

    >>> text = "“It fell. It did,” she said."
    >>> parts = clauses(text, tokens(text), [Span(0, 9), Span(10, 28)], [Span(0, 18)])
    >>> [part.lower for part in parts]
    [['“”', 'she', 'said', '.']]
    """
    found: list[Clause] = []
    token, paragraph, line, quote = 0, 0, 0, 0
    for host in _hosts(sentences, quotations):
        paragraph += text.count("\n", line, host.start)
        line = host.start
        while quote < len(quotations) and quotations[quote].end <= host.start:
            quote += 1
        token = bisect_left(toks.starts, host.start, token)
        token = _behind_heading(toks, token, host.end)
        clause = Clause([], [], [], [], [], paragraph)
        while quote < len(quotations) and quotations[quote].start < host.end:
            span = quotations[quote]
            token = _copy(clause, toks, token, span.start)
            _put(clause, f"{QUOTE[0]}{_last(text, span)}", span, quote)
            token = bisect_left(toks.starts, span.end, token)
            quote += 1
        token = _copy(clause, toks, token, host.end)
        found.extend(_parts(clause))
    return found


def _parts(clause: Clause) -> list[Clause]:
    """A sentence, cut into parts where it is longer than any that is written on purpose."""
    size = len(clause)
    if size <= _LONGEST:
        return [clause] if size else []
    return [
        Clause(
            clause.words[start : start + _LONGEST],
            clause.lower[start : start + _LONGEST],
            clause.starts[start : start + _LONGEST],
            clause.ends[start : start + _LONGEST],
            clause.quotes[start : start + _LONGEST],
            clause.paragraph,
        )
        for start in range(0, size, _LONGEST)
    ]


def _hosts(sentences: Sequence[Span], quotations: Sequence[Span]) -> list[Span]:
    """Sentences, with those joined between which a quotation is still open."""
    hosts: list[Span] = []
    quote, start = 0, -1
    for sentence in sentences:
        start = sentence.start if start < 0 else start
        while quote < len(quotations) and quotations[quote].end <= sentence.end:
            quote += 1
        if quote < len(quotations) and quotations[quote].start < sentence.end:
            continue
        hosts.append(Span(start, sentence.end))
        start = -1
    if start >= 0:
        hosts.append(Span(start, sentences[-1].end))
    return hosts


def _copy(clause: Clause, toks: Tokens, token: int, stop: int) -> int:
    """Copy the words up to a character into a clause, line breaks left out; return the next."""
    end = bisect_left(toks.starts, stop, token)
    while token < end:
        broken = token
        while broken < end and toks.words[broken][0] != "\n":
            broken += 1
        clause.words.extend(toks.words[token:broken])
        clause.lower.extend(toks.lower[token:broken])
        clause.starts.extend(toks.starts[token:broken])
        clause.ends.extend(toks.ends[token:broken])
        clause.quotes.extend([-1] * (broken - token))
        token = broken + 1
    return end


def _behind_heading(toks: Tokens, token: int, stop: int) -> int:
    """Where a sentence begins behind a heading in capitals that runs into it.

    "NO BOATS LEFT | The harbour said …"; but "LUND GLASS Chief Executive Ada Ek said …".
    """
    end, longest = token, 0
    while end < len(toks) and toks.words[end].isupper() and toks.starts[end] < stop:
        longest = max(longest, len(toks.words[end]))
        end += 1
    while end > token and (len(toks.words[end - 1]) == 1 or "." in toks.words[end - 1]):
        end -= 1  # "A BOAT LEFT | A clerk said …", "A BOAT LEFT | J.K. Lund said …"
    if end - token < 2 or longest < HEADING or end == len(toks) or toks.starts[end] >= stop:
        return token
    word = toks.words[end]
    return token if not word[0].isupper() or toks.lower[end] in TITLES | BODY_NOUNS else end


def _last(text: str, span: Span) -> str:
    """The last letter or mark inside a quotation."""
    return text[span.start : span.end].rstrip("\"'”’»」 \u00a0")[-1:]


def _put(clause: Clause, word: str, span: Span, quote: int) -> None:
    """Add a quotation to a clause, as one word."""
    clause.words.append(word)
    clause.lower.append(QUOTE)
    clause.starts.append(span.start)
    clause.ends.append(span.end)
    clause.quotes.append(quote)
