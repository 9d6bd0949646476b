"""The HTTP door: the records as JSON, errors as sentences, and no input that breaks it."""

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance
from web_library import CITED, QUESTION, fill

import whosaid
from web import api, closed, errors
from web.schemas import definitions
from whosaid import Library

HERE = "http://127.0.0.1:7860"
COST = "How much does repairing the Lantern Bridge cost?"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with fill(tmp_path_factory.mktemp("api") / "library") as library:
        yield library


@pytest.fixture(scope="module")
def app(library: Library) -> FastAPI:
    app = api.create(library)
    closed.close(app)
    return app


@pytest.fixture(scope="module")
def client(app: FastAPI) -> TestClient:
    return TestClient(app, base_url=HERE)


@pytest.fixture(scope="module")
def reference(library: Library) -> str:
    return library.ask(QUESTION, n=1, outlet="gazette").passages[0].reference


def test_ask(client: TestClient, library: Library) -> None:
    answer = client.get("/api/ask", params={"question": QUESTION, "n": 2, "outlet": "gazette"})
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == whosaid.plain(library.ask(QUESTION, n=2, outlet="gazette"))
    assert answer.json()["passages"][0]["text"] == CITED
    params = {"question": QUESTION, "as_of": "2025-09-10", "as_words": ["bridge", "closed"]}
    narrowed = library.ask(QUESTION, as_of="2025-09-10", as_words=["bridge", "closed"])
    assert client.get("/api/ask", params=params).json() == whosaid.plain(narrowed)


def test_quotes_check_speakers(client: TestClient, library: Library) -> None:
    quotes = client.get("/api/quotes", params={"about": "bridge"}).json()
    assert quotes == whosaid.plain(library.quotes(about="bridge"))
    check = client.get("/api/check", params={"quote": "cracks", "speaker": "Ahn Seo-rim"}).json()
    assert check == whosaid.plain(library.check("cracks", "Ahn Seo-rim"))
    figures = client.get("/api/figures", params={"question": COST, "outlet": "post"}).json()
    assert figures == whosaid.plain(library.figures(COST, outlet="post"))
    assert "86" in str(figures["groups"])
    assert client.get("/api/speakers").json() == whosaid.plain(library.speakers())
    most = client.get("/api/speakers", params={"n": 1}).json()
    assert most == whosaid.plain(library.speakers()[:1])
    both = client.get("/api/speakers", params={"name": "Ahn Seo-rim", "n": 1})
    assert (both.status_code, both.json()["error"]) == (
        422,
        "A name has one file, and no number of speakers; leave out either.",
    )


def test_articles(client: TestClient, library: Library, reference: str) -> None:
    listed = client.get("/api/articles", params={"n": 2, "after": 1}).json()
    assert listed == whosaid.plain(library.articles()[1:3])
    bridges = client.get("/api/articles", params={"words": "BRIDGE", "n": 1}).json()
    assert bridges == whosaid.plain(library.articles(1, words="bridge"))
    assert "Bridge" in bridges[0]["title"]
    wanted = whosaid.parse_reference(reference)
    article = library.article(wanted.article)
    assert client.get(f"/api/articles/{wanted.article}").json() == whosaid.plain(article)
    opened = client.get(f"/api/articles/{reference}").json()
    assert opened["passage"] == article.text[opened["start"] : opened["end"]] == CITED
    versions = client.get(f"/api/articles/{article.id}/versions").json()
    assert versions == whosaid.plain(library.versions(article.id))
    copies = client.get(f"/api/articles/{article.id[:9]}/copies").json()
    assert copies == whosaid.plain(library.copies(article.id))


@pytest.mark.parametrize(
    ("format", "media"),
    [
        ("md", "text/markdown; charset=utf-8"),
        ("csv", "text/csv; charset=utf-8"),
        ("bibtex", "application/x-bibtex; charset=utf-8"),
        ("csl", "application/vnd.citationstyles.csl+json"),
        ("json", "application/json"),
    ],
)
def test_cite(
    client: TestClient, library: Library, reference: str, format: str, media: str
) -> None:
    answer = client.get("/api/cite", params={"reference": [reference] * 2, "format": format})
    assert answer.headers["content-type"] == media
    citations = whosaid.read_citations(answer.content.decode("utf-8"))
    assert [item.text for item in citations] == [CITED]


def test_status_and_health(client: TestClient, library: Library) -> None:
    assert client.get("/api/status").json() == whosaid.plain(library.status())
    assert client.get("/health").json()["articles"] == 5


_NO_FORMAT = "The parameter 'format' cannot be 'ris'; it is"


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/api/ask", 422, "The parameter 'question' is missing, and has to be given."),
        ("/api/ask?question=", 422, "The question is empty; ask something, such as"),
        ("/api/ask?question=x&n=0", 422, "The parameter 'n' cannot be '0'; the least is 1."),
        ("/api/ask?question=x&n=500", 422, "The parameter 'n' cannot be '500'; the most is 100."),
        (
            "/api/ask?question=x&n=3.7",
            422,
            "The parameter 'n' cannot be '3.7'; give a whole number.",
        ),
        ("/api/ask?question=x&sinse=2025", 422, "There is no parameter 'sinse' here; there are"),
        ("/api/ask?question=x&n=1&n=2", 422, "The parameter 'n' is given more than once."),
        ("/api/ask?question=x&since=soon", 422, "'soon' is no date with a year"),
        ("/api/status?x=1", 422, "There is no parameter 'x' here; there is none."),
        ("/api/articles/zz", 422, "'zz' is no reference to an article"),
        ("/api/articles/abcdef", 404, "No article has the id 'abcdef'"),
        ("/api/articles/abcdef/versions", 404, "No article has the id 'abcdef'"),
        ("/api/speakers?name=Nobody", 404, "No speaker 'Nobody' is known in this library."),
        (f"/api/speakers?n={10**30}", 422, "The parameter 'n' cannot be '1000000000000"),
        ("/api/cite?reference=abcdef", 404, "No article has the id 'abcdef'"),
        (
            "/api/cite?reference=a&format=ris",
            422,
            f"{_NO_FORMAT} 'md', 'csv', 'bibtex', 'csl' or 'json'.",
        ),
    ],
)
def test_errors_are_sentences(client: TestClient, path: str, status: int, sentence: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, list(answer.json())) == (status, ["error"])
    assert answer.json()["error"].startswith(sentence)


def test_it_can_only_be_read(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = client.request(method, "/api/ask", content=b"{}", headers={"origin": HERE})
        assert (answer.status_code, answer.json()) == (
            405,
            {"error": "This can only be read, with GET."},
        )


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (whosaid.LibraryBusy("Another process writes."), 503, "Another process writes."),
        (sqlite3.DatabaseError("malformed"), 503, "The library cannot be read: malformed."),
        (OSError(5, "Input/output error"), 503, "The library cannot be read: Input/output error."),
    ],
)
def test_a_library_that_cannot_be_read(
    client: TestClient,
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
    sentence: str,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Library, "ask", broken)
    answer = client.get("/api/ask", params={"question": QUESTION})
    assert answer.status_code == status
    assert answer.json()["error"].startswith(sentence)


def test_every_error_has_a_status() -> None:
    assert errors.status_of(whosaid.SpeakerNotFound("x")) == 404
    assert errors.status_of(whosaid.LibraryDamaged("x")) == 503
    assert errors.status_of(whosaid.ModelError("x")) == 503


# The description

ROUTES = [
    "/health",
    "/api/ask",
    "/api/figures",
    "/api/quotes",
    "/api/check",
    "/api/speakers",
    "/api/articles",
    "/api/articles/{reference}",
    "/api/articles/{reference}/versions",
    "/api/articles/{reference}/copies",
    "/api/cite",
    "/api/status",
]


@pytest.fixture(scope="module")
def description(library: Library) -> schemathesis.BaseSchema:
    # Without the guards, which would keep the worst from the routes.
    return schemathesis.openapi.from_asgi("/openapi.json", api.create(library))


@pytest.mark.parametrize("path", ROUTES)
def test_no_input_breaks_a_route(description: schemathesis.BaseSchema, path: str) -> None:
    checks = [not_a_server_error, status_code_conformance, response_schema_conformance]

    @given(case=description[path]["GET"].as_strategy())
    @settings(max_examples=25)
    def asked(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(checks=checks)

    asked()


def test_the_description_names_every_route(app: FastAPI, client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert list(paths) == ROUTES
    assert all(closed.OPEN.fullmatch(re.sub(r"\{\w+\}", "a1b2", path)) for path in paths)


def test_every_parameter_is_described(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    operations = {path: operation["get"] for path, operation in paths.items()}
    assert [
        f"{path} {parameter['name']}"
        for path, operation in operations.items()
        for parameter in operation.get("parameters", ())
        if not parameter.get("description")
    ] == []


def test_the_page_of_the_description_needs_nothing_else(client: TestClient) -> None:
    html = client.get("/docs").text
    assert "<h2><code>GET /api/ask</code></h2>" in html
    assert '<a href="#Answer"><code>Answer</code></a>' in html
    assert not re.search(r"<script|<link|src=|https?://", html)


def test_the_schema_of_a_record_is_of_what_plain_makes(library: Library) -> None:
    answer = whosaid.plain(library.ask(QUESTION, n=1))
    schemas = definitions(whosaid.Answer)
    assert list(schemas["Answer"]["properties"]) == list(answer)
    assert list(schemas["FoundPassage"]["properties"]) == list(answer["passages"][0])
    assert schemas["Source"]["properties"]["published"]["anyOf"][0]["type"] == "string"
    assert json.dumps(schemas)


def test_every_field_of_a_record_is_described(client: TestClient) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    bare = [
        f"{name}.{field}"
        for name, schema in schemas.items()
        for field, described in schema["properties"].items()
        if not described or described.get("items") == {}
    ]
    assert bare == []


def test_the_library_is_not_written(library: Library, client: TestClient) -> None:
    file = Path(library.folder) / "library.db"
    before = file.read_bytes()
    for path in ("ask?question=a", "quotes?about=a", "check?quote=a", "speakers", "articles"):
        client.get(f"/api/{path}")
    assert file.read_bytes() == before
