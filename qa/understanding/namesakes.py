"""Whether a name in a sentence may mean whom a question names."""

from corpus.identity.likeness import likeness


def may_be_one(one: str, other: str) -> bool:
    """Whether two names may be one person's: they share a word, and differ in no first name.

    >>> [may_be_one("Joe Lund", name) for name in ("Lund", "Joseph Lund", "Ada Lund", "Bo Ek")]
    [True, True, False, False]
    """
    mine, theirs = one.casefold().split(), other.casefold().split()
    if {*mine}.isdisjoint(theirs):
        return False
    single = len(mine) < 2 or len(theirs) < 2
    return single or mine[0] == theirs[0] or likeness(one, other, "person") is not None
