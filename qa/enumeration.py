"""Several of something in a sentence."""

from collections.abc import Sequence


def together(names: Sequence[str]) -> str:
    """All of them, as one says them.

    >>> together(["A", "B", "C"]), together(["A"])
    ('A, B and C', 'A')
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def first_of(names: Sequence[str], most: int) -> str:
    """The first of them, and how many more there are.

    >>> first_of(["A", "B", "C"], 2), first_of(["A", "B"], 2)
    ('A, B and 1 more', 'A, B')
    """
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def either(names: Sequence[str]) -> str:
    """One of them, whichever; of more than two the first and how many others.

    >>> either(["A", "B"]), either(["A", "B", "C"])
    ('A or B', 'A or 2 others')
    """
    return " or ".join(names if len(names) < 3 else [names[0], f"{len(names) - 1} others"])
