"""Which outlet a question asks for: "according to the Herald", "in the Quay Post".

The name of an outlet is only a filter where the words around it ask what that outlet printed.
"Who owns the Quay Post?" is a question about it, to which any outlet may have the answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.spans import Span
from index.truth.keys import name_key

_SOURCE = re.compile(
    r"\b(?:according to|in|(?:published|printed|reported|written|articles?|stor(?:y|ies)|reports?|"
    r"coverage|pieces?)\s+(?:by|from))\s*$",
    re.IGNORECASE,
)
_PRINTS = re.compile(
    r"(?:[’']s?)?\s+(?:reports?|reported|writes?|wrote|written|prints?|printed|published?|publish|"
    r"stor(?:y|ies)|articles?|coverage|corrections?|correct|headlines?|front page)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:did|does|do|has|had)\s*$", re.IGNORECASE)
_SAYS = re.compile(
    r".{0,40}\b(?:report|write|print|publish|say|said|tell|correct|reveal|mention)", re.IGNORECASE
)
_SHORT = re.compile(r"\b[Tt]he\s+([A-Z]\w+(?:\s+[A-Z]\w+)*)")


@dataclass(frozen=True, slots=True)
class AskedOutlet:
    """An outlet that a question asks for: ``question[span.start:span.end]`` is its name there."""

    span: Span
    name: str


def outlet_of(question: str, outlets: Sequence[str]) -> AskedOutlet | None:
    """The outlet whose words a question asks for; None when it asks for none.

    A name is taken whole, or its last words behind "the" where only one outlet ends so.

    >>> outlet_of("What happened, according to the Herald?", ["Corvane Herald", "Quay Post"]).name
    'Corvane Herald'
    >>> outlet_of("Who owns the Quay Post?", ["Corvane Herald", "Quay Post"]) is None
    True
    """
    for found in _named(question, outlets):
        before, after = question[: found.span.start], question[found.span.end :]
        says = _ASKED.search(before) and _SAYS.match(after)
        if says or _SOURCE.search(before) or _PRINTS.match(after):
            return found
    return None


def _named(question: str, outlets: Sequence[str]) -> list[AskedOutlet]:
    """The outlets that are named in a question, by their whole names first."""
    found = []
    for name in sorted(outlets, key=len, reverse=True):
        words = name.split()
        bare = words[1:] if len(words) > 1 and words[0].lower() == "the" else words
        if not bare:
            continue
        case = re.IGNORECASE if len(bare) > 1 else 0
        pattern = r"\b(?:[Tt]he\s+)?" + r"\s+".join(map(re.escape, bare)) + r"(?!\w)"
        match = re.search(pattern, question, case)
        # One word alone, such as "Post" or "Sun", is a name only behind "the" if it begins so.
        whole = match is not None and (len(bare) > 1 or len(words) == 1 or " " in match[0])
        if match is not None and whole:
            found.append(AskedOutlet(Span(*match.span()), name))
    for match in _SHORT.finditer(question):
        key = name_key(match[1])
        ends = [name for name in outlets if f" {name_key(name)}".endswith(f" {key}")]
        if len(ends) == 1:
            found.append(AskedOutlet(Span(*match.span()), ends[0]))
    return found
