"""From an address to what the page shows for it. An error becomes a sentence here."""

from collections.abc import Iterable

from web import reader, show
from web.address import Address
from whosaid import Library, Source, UsageError, WhosaidError, parse_reference

EXAMPLES = 4
"""How many example questions a new page offers."""

_HEADLINE_MAX = 70  # characters; an example should fit a line or two on a phone
_MANY = 5_000  # articles; beyond, reading all of them for some examples would take a second


def results(library: Library, address: Address) -> str:
    """The answer to the question of an address; without one, what can be asked."""
    try:
        return answer(library, address) if address.question else _greeting(library)
    except WhosaidError as error:
        return show.problem(str(error))


def answer(library: Library, address: Address) -> str:
    """The answer to the question of an address. Raises ``WhosaidError``."""
    found = library.ask(
        address.question,
        n=address.passages,
        since=address.since or None,
        until=address.until or None,
        outlet=address.outlet or None,
        author=address.author or None,
    )
    if not found.passages and not library.status().articles:
        return show.empty_library(str(library.folder))
    return show.answer(found, address)


def opened(library: Library, address: Address) -> str:
    """The article that is open at an address, its passage marked; nothing when none is."""
    if not address.reference:
        return ""
    try:
        reference = parse_reference(address.reference)
        article = library.article(reference.article, reference.version)
        if reference.span and reference.span.end > len(article.text):
            raise UsageError(
                f"The passage {address.reference!r} ends beyond the article, which has "
                f"{len(article.text):,} characters; perhaps the article was updated."
            )
    except WhosaidError as error:
        return show.problem(str(error))
    return reader.article(article, reference.span, address)


def example_questions(sources: Iterable[Source], wanted: int = EXAMPLES) -> list[str]:
    """Questions made from headlines, the first that will do of each outlet in turn.

    >>> source = Source("a1", "Bridge shut", "Gazette", (), None, None)
    >>> example_questions([source])
    ['What is known about “Bridge shut”?']
    """
    by_outlet: dict[str | None, list[str]] = {}
    for source in sources:
        if source.title and len(source.title) <= _HEADLINE_MAX:
            by_outlet.setdefault(source.outlet, []).append(source.title)
    rounds = max(map(len, by_outlet.values()), default=0)
    titles = [
        titles[turn]
        for turn in range(rounds)
        for titles in by_outlet.values()
        if turn < len(titles)
    ]
    return [f"What is known about “{title}”?" for title in dict.fromkeys(titles)][:wanted]


def _greeting(library: Library) -> str:
    status = library.status()
    if not status.articles:
        return show.empty_library(str(library.folder))
    sources = library.articles() if status.articles <= _MANY else []
    return show.welcome(example_questions(sources), status.articles, status.outlets)
