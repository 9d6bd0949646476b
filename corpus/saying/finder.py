"""Which finder found the statements of an article, so that an older one's can be found anew."""

FINDER = 8
"""Raised in every release whose rules or tagger find other statements, speakers or roles."""


def finder(*, thorough: bool) -> str:
    """What is kept with the statements that are found now, by the rules or with the tagger.

    >>> finder(thorough=True)
    '8 thorough'
    """
    return f"{FINDER} thorough" if thorough else str(FINDER)


def is_thorough(found_by: str | None) -> bool:
    """Whether the tagger took part in finding statements.

    >>> is_thorough("1 thorough"), is_thorough("8"), is_thorough(None)
    (True, False, False)
    """
    return found_by is not None and found_by.endswith("thorough")


def finders(*, thorough: bool = False) -> frozenset[str]:
    """The finders than which none finds more: nothing is to be found anew.

    >>> sorted(finders()), sorted(finders(thorough=True))
    (['8', '8 thorough'], ['8 thorough'])
    """
    return frozenset(finder(thorough=how) for how in (thorough, True))
