"""From an address to what the page shows for it. An error becomes a sentence here."""

from collections.abc import Iterable

from web import forms, show
from web.address import Address
from web.views import archive, article, asking, checking, people
from web.views.chips import FILTERS, chips
from whosaid import (
    ArticleNotFound,
    Library,
    Source,
    UsageError,
    WhosaidError,
    parse_reference,
)

EXAMPLES = 4
"""How many example questions a new page offers."""

SPEAKERS_OFFERED = 500
"""Names that the fields for speakers offer; any other can be typed."""

_HEADLINE_MAX = 70  # characters; an example should fit a line or two on a phone
_LATEST = 500  # articles whose headlines make example questions, those of several outlets
_NARROWING = {"ask": tuple(FILTERS), "people": people.NARROWING}  # filters, by view
_STATEMENTS = 200  # of a subject or under a filter; more are found by narrowing


class Views:
    """What a library looks like; ``changeable`` tells whether the page may change it."""

    def __init__(self, library: Library, changeable: bool) -> None:
        self._library = library
        self._changeable = changeable

    def results(self, address: Address) -> str:
        """What stands below the form of a view."""
        show_view = {
            "ask": self._asked,
            "people": self._people,
            "check": self._checked,
            "archive": self._archive,
        }[address.view]
        try:
            return show_view(address)
        except WhosaidError as error:  # the filter at fault may be folded away
            narrowed = chips(address, names=_NARROWING.get(address.view, ()))
            return show.problem(str(error)) + narrowed

    def opened(self, address: Address) -> str:
        """The article that is open at an address, its passage marked; nothing when none is."""
        if not address.reference:
            return ""
        try:
            return self._article(address)
        except ArticleNotFound as error:  # which says what can be done in a terminal
            versioned = "@" in address.reference
            gone = "This article is not in the library; perhaps it was removed."
            return article.missing(str(error) if versioned else gone, address)
        except WhosaidError as error:
            return article.missing(str(error), address)

    def lists(self) -> str:
        """What the fields offer to choose from."""
        return forms.lists(self._library.outlets(), self._library.speaker_names(SPEAKERS_OFFERED))

    def _asked(self, address: Address) -> str:
        if not address.question:
            return self._greeting()
        found = self._library.ask(
            address.question,
            n=address.passages,
            since=address.since or None,
            until=address.until or None,
            outlet=address.outlet or None,
            author=address.author or None,
            speaker=address.speaker or None,
            as_of=address.as_of or None,
            as_words=address.as_words,
        )
        if not found.passages and not self._library.status().articles:
            return self._greeting()
        return asking.answer(found, address)

    def _people(self, address: Address) -> str:
        if not address.speaker and not address.question:
            return people.everyone(self._library.speakers(people.SPEAKERS_SHOWN + 1))
        if address.speaker and not address.question:
            return self._person(address)
        found = self._library.quotes(
            address.speaker or None,
            address.question or None,
            n=_STATEMENTS,
            since=address.since or None,
            until=address.until or None,
            outlet=address.outlet or None,
        )
        return people.about(found, address)

    def _person(self, address: Address) -> str:
        try:
            found = self._library.speaker(address.speaker)
        except WhosaidError as error:
            near = self._library.speakers(people.SPEAKERS_SHOWN + 1, named=address.speaker)
            offered = people.everyone(near, address.speaker) if near else ""
            return show.problem(str(error)) + offered
        shows, total = found.statements, len(found.statements)
        if address.since or address.until or address.outlet:
            narrowed = self._library.quotes(
                f"#{found.speaker.id}",
                n=_STATEMENTS,
                since=address.since or None,
                until=address.until or None,
                outlet=address.outlet or None,
            )
            newest, total = {quote.reference for quote in narrowed.quotes}, narrowed.total
            shows = tuple(quote for quote in shows if quote.reference in newest)
        elif total > _STATEMENTS:
            dated = tuple(quote for quote in shows if quote.article.published)
            shows = (dated or shows)[-_STATEMENTS:]
        return people.person(found, shows, total, address, self._changeable)

    def _checked(self, address: Address) -> str:
        if not address.question:
            return checking.invitation()
        return checking.checked(
            self._library.check(address.question, address.speaker or None), address
        )

    def _archive(self, address: Address) -> str:
        if address.question:
            found = self._library.articles(words=address.question)
            page = archive.page_of(address, len(found))
            sources = found[page.first : page.first + archive.PAGE]
            return archive.matching(len(found), sources, page, address)
        status = self._library.status()
        page = archive.page_of(address, status.articles)
        sources = self._library.articles(archive.PAGE, after=page.first)
        return archive.archive(status, self._library.holdings(), sources, page, address)

    def _greeting(self) -> str:
        status = self._library.status()
        if not status.articles:
            return asking.empty_library(str(self._library.folder), self._changeable)
        persons = self._library.speaker_names(EXAMPLES, "person")
        questions = example_questions(persons, self._library.articles(_LATEST))
        return asking.welcome(questions, status.articles, status.outlets)

    def _article(self, address: Address) -> str:
        reference = parse_reference(address.reference)
        opened = self._library.article(reference.article, reference.version)
        if reference.span and reference.span.end > len(opened.text):
            raise UsageError(
                f"The passage {address.reference!r} ends beyond the article, which has "
                f"{len(opened.text):,} characters; perhaps the article was updated."
            )
        versions = self._library.versions(opened.id)
        now = opened.version == versions[-1].version
        return article.article(
            opened,
            reference.span,
            address,
            said=self._library.statements(opened.id) if now else (),
            versions=versions,
            changeable=self._changeable,
        )


def example_questions(speakers: Iterable[str], sources: Iterable[Source]) -> list[str]:
    """Questions to begin with: after the most quoted, and after the headlines of each outlet.

    >>> source = Source("a1", "Bridge shut", "Gazette", (), None, None)
    >>> example_questions(["Ada Lund"], [source])
    ['What did Ada Lund say?', 'What is known about “Bridge shut”?']
    """
    first: dict[str | None, str] = {}
    for source in sources:
        if source.title and len(source.title) <= _HEADLINE_MAX:
            first.setdefault(source.outlet, source.title)
    asked = [f"What did {name} say?" for name in speakers][: EXAMPLES // 2]
    titles = dict.fromkeys(first.values())
    return [*asked, *(f"What is known about “{title}”?" for title in titles)][:EXAMPLES]
