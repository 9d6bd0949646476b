"""Keys by which words that may be matched find each other, so that not all must be compared.

Two words that ``corpus.identity.sounds.match`` finds to agree share a key: what they sound like,
their consonants, or, in the manner of SymSpell (Garbe 2012), what is left of both when a letter is
taken out, or two where two may differ. Words with lost or foreign letters are few and stand
together, and so do very long ones, which would have too many keys.
"""

from collections.abc import Iterator
from itertools import combinations

from corpus.identity.sounds import LONG, VERY_LONG, family_group, folded, skeleton, sound

_LONGEST = 24  # letters of which any two are left out: 300 keys
_MARKED = "marked"  # the key of words with lost or foreign letters
_ENDLESS = "long"  # the key of words that are longer than the longest


def keys(word: str) -> set[str]:
    """The keys of a word that others are compared with.

    >>> sorted(keys("gray"))
    ['-gay', '-gra', '-gray', '-gry', '-ray', 'sound grai']
    """
    key = folded(word)
    marked = {_MARKED} if "?" in key or not key.isascii() else set()
    return _keys(key) | marked


def asked_keys(word: str) -> set[str] | None:
    """The keys of which all that a word matches has one; ``None`` if it may be any word.

    A word that lost a letter is looked for by the letters that it kept.

    >>> "-salmn" in keys("Salman") & (asked_keys("Salm?n") or set())
    True
    """
    key = folded(word)
    lost = key.count("?")
    if lost > 1:
        return None
    return _keys(key) | {_MARKED} | ({f"-{key.replace('?', '')}"} if lost else set())


def _keys(key: str) -> set[str]:
    """The keys of a folded word by its letters and sounds."""
    found = {f"sound {sound(key)}"}
    group = family_group(key)
    if group is not None:
        found.add(f"group {group}")
    if len(key) >= LONG:
        found.add(f"skeleton {skeleton(key)}")
    if len(key) >= _LONGEST - 1:  # two letters less than one that is too long
        found.add(_ENDLESS)
    if len(key) <= _LONGEST:
        found.update(f"-{left}" for left in _left(key))
    return found


def _left(key: str) -> Iterator[str]:
    """A word without as many of its letters as may differ; one of any word may be lost."""
    yield key
    for at in range(len(key)):
        yield key[:at] + key[at + 1 :]
    if len(key) >= VERY_LONG:
        for at, then in combinations(range(len(key)), 2):
            yield key[:at] + key[at + 1 : then] + key[then + 1 :]
