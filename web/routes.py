"""The routes of the HTTP door: each takes its parameters, asks the library, gives the record."""

from asyncio import wrap_future
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from web.mistakes import unknown
from web.schemas import schema_of
from web.workers import Answering
from whosaid import (
    Answer,
    Article,
    Check,
    Copies,
    Figures,
    KnownSpeaker,
    Library,
    Quotes,
    Source,
    SpeakerFile,
    Status,
    UsageError,
    Version,
    article_record,
    format_citations,
    parse_reference,
    to_json,
)

RECORDS = (
    *(Answer, Article, Check, Copies, Figures, KnownSpeaker, Quotes, Source, SpeakerFile, Status),
    Version,
)
"""What the routes give."""

_MEDIA = {
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "bibtex": "application/x-bibtex; charset=utf-8",
    "csl": "application/vnd.citationstyles.csl+json",
    "json": "application/json",
}
Answered = Callable[..., Awaitable[Response]]
"""What a method of the library gives, by its name and arguments."""

_LISTED = 1_000  # articles at once
_NO_WORDS: list[str] = []
_REPEATED = ("reference", "as_words")

Question = Annotated[str, Query(description="A question, in plain words.")]
Many = Annotated[int, Query(ge=1, le=100, description="How many at most.")]
Since = Annotated[str | None, Query(description="From this day on, such as 2023-10-13 or 2023-10.")]
Until = Annotated[str | None, Query(description="Up to this day, included.")]
Outlet = Annotated[str | None, Query(description="Only this outlet, in full or in part.")]
Author = Annotated[str | None, Query(description="Only this author, in full or in part.")]
AsOf = Annotated[str | None, Query(description="From what was published by this day.")]
AsWords = Annotated[
    list[str],
    Query(description="Words that are to be taken for nothing more, or “all”. May be repeated."),
]
Speaker = Annotated[str | None, Query(description="A name, in any spelling.")]
Reference = Annotated[
    str,
    Path(description="An article's id, perhaps with version and place: a1b2c3@9f8e7d:120-480."),
]


def create(library: Library, answering: Answering) -> APIRouter:
    """The routes that ask a library."""
    api = APIRouter(prefix="/api", dependencies=[Depends(_only_known)])

    async def answered(method: str, **arguments: Any) -> Response:
        """Held by none of the threads in which everything else is answered."""
        return _json(await wrap_future(answering(method, **arguments)))

    _questions(api, answered)
    _statements(api, library, answered)
    _archive(api, library)
    return api


def _questions(api: APIRouter, answered: Answered) -> None:
    @_get(api, "/ask", Answer)
    async def ask(
        question: Question,
        n: Many = 5,
        since: Since = None,
        until: Until = None,
        outlet: Outlet = None,
        author: Author = None,
        speaker: Speaker = None,
        as_of: AsOf = None,
        as_words: AsWords = _NO_WORDS,
    ) -> Response:
        """The passages that answer a question, the best first, or why there is no good answer."""
        return await answered(
            "ask",
            question=question,
            n=n,
            since=since,
            until=until,
            outlet=outlet,
            author=author,
            speaker=speaker,
            as_of=as_of,
            as_words=as_words,
        )

    @_get(api, "/figures", Figures)
    async def figures(
        question: Question,
        since: Since = None,
        until: Until = None,
        outlet: Outlet = None,
        author: Author = None,
        as_of: AsOf = None,
    ) -> Response:
        """The figures that articles give for what a question asks, and who claims each."""
        return await answered(
            "figures",
            question=question,
            since=since,
            until=until,
            outlet=outlet,
            author=author,
            as_of=as_of,
        )


def _statements(api: APIRouter, library: Library, answered: Answered) -> None:
    @_get(api, "/quotes", Quotes)
    async def quotes(
        speaker: Speaker = None,
        about: Annotated[str | None, Query(description="About what, in plain words.")] = None,
        n: Many = 20,
        since: Since = None,
        until: Until = None,
        outlet: Outlet = None,
        as_of: AsOf = None,
        as_words: AsWords = _NO_WORDS,
    ) -> Response:
        """Who said what: the statements of a speaker, about a subject, or both."""
        return await answered(
            "quotes",
            speaker=speaker,
            about=about,
            n=n,
            since=since,
            until=until,
            outlet=outlet,
            as_of=as_of,
            as_words=as_words,
        )

    @_get(api, "/check", Check)
    async def check(
        quote: Annotated[str, Query(description="The words of a quotation.")],
        speaker: Annotated[str | None, Query(description="Who is said to have said it.")] = None,
    ) -> Response:
        """Whether a quotation is in the archive, how closely, where, and who says it there."""
        return await answered("check", quote=quote, speaker=speaker)

    @_get(api, "/speakers", list[KnownSpeaker] | SpeakerFile)
    def speakers(
        name: Speaker = None,
        n: Annotated[
            int | None, Query(ge=1, le=10**9, description="How many at most; else all.")
        ] = None,
    ) -> Response:
        """Everyone who says something, the most quoted first; with a name, that speaker's file."""
        if name is not None and n is not None:
            raise UsageError("A name has one file, and no number of speakers; leave out either.")
        return _record(library.speakers(n) if name is None else library.speaker(name))


def _archive(api: APIRouter, library: Library) -> None:
    @_get(api, "/articles", list[Source])
    def articles(
        n: Annotated[int, Query(ge=1, le=_LISTED, description="How many at most.")] = 100,
        after: Annotated[int, Query(ge=0, le=10**9, description="How many to pass over.")] = 0,
        words: Annotated[str, Query(description="In the headline, outlet or authors, each.")] = "",
    ) -> Response:
        """The articles, the latest published first and the undated last."""
        return _record(library.articles(n, after=after, words=words))

    @_get(api, "/articles/{reference}", Article, open=True)
    def article(reference: Reference) -> Response:
        """An article; where the reference has a place, with ``start``, ``end`` and ``passage``."""
        wanted = parse_reference(reference)
        return _record(article_record(library.article(wanted.article, wanted.version), wanted.span))

    @_get(api, "/articles/{reference}/versions", list[Version])
    def versions(reference: Reference) -> Response:
        """Every text that an article has had, the earliest first, that of now the last."""
        return _record(library.versions(parse_reference(reference).article))

    @_get(api, "/articles/{reference}/copies", Copies)
    def copies(reference: Reference) -> Response:
        """The articles that print the text of an article too, and what shows that they do."""
        return _record(library.copies(library.article(parse_reference(reference).article).id))

    @api.get("/cite", response_class=Response, responses={200: {"content": _cited()}})
    def cite(
        reference: Annotated[list[str], Query(description="What to cite: a1b2c3:120-480.")],
        format: Annotated[
            Literal["md", "csv", "bibtex", "csl", "json"],
            Query(description="Markdown, CSV, BibTeX, CSL-JSON, or the records as they are."),
        ] = "json",
    ) -> Response:
        """Citations of passages: exact words, source, place, version, date of retrieval."""
        written = format_citations(library.cite(reference), format)
        return Response(written.encode(), media_type=_MEDIA[format])

    @_get(api, "/status", Status)
    def status() -> Response:
        """What the library holds: counts, sizes, settings."""
        return _record(library.status())


def _get(
    api: APIRouter, path: str, kind: Any, *, open: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A route that is read, with the schema of the record that it gives."""
    schema = schema_of(kind)
    if open:  # with fields that are not the record's own
        schema = {"type": "object", "required": ["id", "version", "text"]}
    content = {"application/json": {"schema": schema}}
    return api.get(path, response_class=Response, responses={200: {"content": content}})


def _cited() -> dict[str, Any]:
    return {media.partition(";")[0]: {"schema": {}} for media in _MEDIA.values()}


def _record(record: Any) -> Response:
    return _json(to_json(record, indent=None))


def _json(text: str) -> Response:
    return Response(text.encode(), media_type="application/json")


async def _only_known(request: Request) -> None:
    """Refuse parameters that the route does not have: a misspelled filter filters nothing.

    Raises ``UsageError``.
    """
    route = request.scope["route"]
    known = {field.alias for field in route.dependant.query_params}
    given = list(request.query_params.multi_items())
    for name, _ in given:
        if name not in known:
            raise UsageError(unknown(name, known))
        if name not in _REPEATED and sum(name == other for other, _ in given) > 1:
            raise UsageError(f"The parameter {name!r} is given more than once.")
