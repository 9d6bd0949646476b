"""A server that others can reach: nothing is open but the login, and guessing does not pay."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect
from starlette.testclient import TestClient
from starlette.types import Message
from test_app import _routes
from typer.testing import CliRunner
from web_browsing import NEEDS_CHROME, arrived, browsing
from web_library import CITED, QUESTION, build, fill
from web_library import served as serving

import app
import cli
from web import closed, lock, login
from web.address import Address
from web.lock import Guesses, Lock, Pace
from whosaid import Library, UsageError

PASSWORD = "four words make sense"
HERE = "http://archive.example:7860"

OPEN = {"/login"}
"""The whole list of what can be had without the password."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with fill(tmp_path_factory.mktemp("login") / "library") as filled:
        yield filled


@pytest.fixture(scope="module")
def served(library: Library) -> FastAPI:
    return build(library, PASSWORD)


@pytest.fixture(scope="module")
def running(served: FastAPI) -> Iterator[TestClient]:
    with TestClient(served, base_url=HERE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def client(served: FastAPI, running: TestClient) -> TestClient:
    served.middleware_stack = None  # made anew, so that no test waits for another's guesses
    running.cookies.clear()
    return running


def log_in(client: TestClient, password: str = PASSWORD, goal: str = "/") -> int:
    answer = client.post("/login", data={"password": password, "next": goal})
    return answer.status_code


def token() -> dict[str, str]:
    return {"authorization": f"Bearer {Lock(PASSWORD).token}"}


def test_every_route_is_refused_but_the_login(served: FastAPI, client: TestClient) -> None:
    seen = set()
    for path, method in _routes(served.routes):
        seen.add(path)
        concrete = re.sub(r"\{\w+\}", "a1b2", path)
        for how in {method, "GET", "POST"}:
            answer = client.request(how, concrete, content=b"{}", headers={"origin": HERE})
            reads = how in ("GET", "HEAD")
            sent_to_login = answer.status_code == 303 and path == "/" and reads
            at_the_door = path in OPEN  # Gradio has a route of that name, which is not reached
            refused = answer.status_code in (401, 404, 405)
            assert refused or sent_to_login or at_the_door, (how, path)
            assert "whosaid" not in answer.text or at_the_door
    assert {"/", "/api/ask", "/health", "/docs", "/gradio_api/run/{api_name}"} <= seen
    assert len(seen) > 60


def test_the_page_leads_to_the_login_and_back(client: TestClient) -> None:
    answer = client.get("/?q=bridge&n=5")
    assert answer.headers["location"] == "/login?next=%2F%3Fq%3Dbridge%26n%3D5"
    page = client.get(answer.headers["location"])
    assert 'name="next" value="/?q=bridge&amp;n=5"' in page.text
    assert "script" not in page.text
    answer = client.post("/login", data={"password": PASSWORD, "next": "/?q=bridge&n=5"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/?q=bridge&n=5")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and "Max-Age=43200" in cookie
    assert client.get("/").status_code == 200
    assert client.get("/api/ask", params={"question": QUESTION}).json()["answered"]


@pytest.mark.parametrize(
    "goal", ["//evil.example", "https://evil.example", "/\\evil", "/x\r\ny: z"]
)
def test_the_login_leads_nowhere_else(client: TestClient, goal: str) -> None:
    answer = client.post("/login", data={"password": PASSWORD, "next": goal})
    assert answer.headers["location"] == "/"


def test_logging_out(client: TestClient) -> None:
    log_in(client)
    assert "/logout" in client.get("/").text  # the page shows the way
    answer = client.get("/logout", headers={"origin": HERE})
    assert answer.headers["location"] == "/login"
    assert client.get("/health").status_code == 401


def test_a_program_sends_the_token(client: TestClient) -> None:
    assert client.get("/health", headers=token()).json()["status"] == "ok"
    for wrong in ("Bearer x", "Bearer ", "Basic " + PASSWORD, f"Bearer {PASSWORD}", "\xff"):
        headers = {b"authorization": wrong.encode("latin-1")}
        answer = client.get("/health", headers=headers)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_wrong_tokens_meet_the_delay_of_wrong_passwords(client: TestClient) -> None:
    wrong = [client.get("/health", headers={"authorization": f"Bearer {n}"}) for n in range(8)]
    assert [answer.status_code for answer in wrong] == [401] * 5 + [429] * 3
    assert client.get("/health", headers=token()).status_code == 429
    assert log_in(client) == 429


@pytest.mark.parametrize(
    "cookie", ["", "x", "9999999999.x", "9999999999.", ".", "é", "a=b; whosaid"]
)
def test_a_made_up_session_is_refused(client: TestClient, cookie: str) -> None:
    headers = {b"cookie": f"whosaid={cookie}".encode()}
    assert client.get("/health", headers=headers).status_code == 401


def test_eight_wrong_passwords_meet_a_delay(client: TestClient) -> None:
    answers = [log_in(client, f"wrong password {number}") for number in range(8)]
    assert answers == [403] * 5 + [429] * 3
    assert log_in(client) == 429  # the right one has to wait too, or guessing would go on
    answer = client.post("/login", data={"password": PASSWORD})
    assert 1 <= int(answer.headers["retry-after"]) <= 4
    assert answer.json()["error"].startswith("Too many wrong passwords. Try again in")


def test_other_sites_cannot_log_in(client: TestClient) -> None:
    headers = {"origin": "https://evil.example"}
    answer = client.post("/login", data={"password": PASSWORD}, headers=headers)
    assert answer.status_code == 403


def test_questions_have_a_pace(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "BURST", 4)
    monkeypatch.setattr(login, "PER_SECOND", 0.01)
    answers = [client.get("/api/articles/zz", headers=token()) for _ in range(6)]
    assert [it.status_code for it in answers] == [422, 422, 422, 422, 429, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 100
    assert client.get("/health", headers=token()).status_code == 200


def test_a_large_body_is_refused(client: TestClient) -> None:
    assert log_in(client, "x" * (closed.BODY_MAX + 1)) == 413
    assert log_in(client, "x" * 10_000) == 403


def test_the_login_is_not_there_without_a_password(library: Library) -> None:
    client = TestClient(build(library), base_url="http://127.0.0.1:7860")
    assert client.get("/login").status_code == 404
    assert client.get("/health").status_code == 200


# The lock itself


def test_sessions_end() -> None:
    clock = SimpleNamespace(now=1_000.0)
    own = Lock(PASSWORD, now=lambda: clock.now)
    session = own.session()
    assert own.holds(session)
    assert not Lock(PASSWORD, now=lambda: clock.now).holds(session)  # another server's
    clock.now += lock.SESSION_S
    assert not own.holds(session)


@given(st.text())
def test_nothing_else_is_a_session_or_the_token(text: str) -> None:
    assert not LOCK.holds(text)
    assert not LOCK.is_token(text)


LOCK = Lock(PASSWORD)


def test_the_password_opens() -> None:
    assert LOCK.opens(PASSWORD)
    assert not LOCK.opens(PASSWORD + " ")
    assert not LOCK.opens("\ud800")
    with pytest.raises(UsageError, match="The password has 5 characters; take at least 12"):
        Lock("12345")


def test_waits_double() -> None:
    clock = SimpleNamespace(now=0.0)
    guesses = Guesses(now=lambda: clock.now)
    waits = []
    for _ in range(16):
        guesses.wrong("a")
        waits.append(guesses.wait("a"))
    assert waits == [0, 0, 0, 0, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]
    assert guesses.wait("b") == 0
    guesses.right("a")
    assert guesses.wait("a") == 0


def test_a_pace_is_kept() -> None:
    clock = SimpleNamespace(now=0.0)
    pace = Pace(2, 0.5, now=lambda: clock.now)
    assert [pace.wait("a") for _ in range(4)] == [0, 0, 2, 2]
    assert pace.wait("b") == 0
    clock.now = 2.0
    assert [pace.wait("a") for _ in range(2)] == [0, 2]


# Serving


async def _guess(door: login.Login, body: Callable[[], Awaitable[dict[str, object]]]) -> int:
    """Send a login whose body comes when it comes; the status of the answer."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "path": "/login", "method": "POST", "headers": [], "query_string": b""}
    await door(scope, body, send)
    return int(sent[0]["status"])


async def _nothing(*_: object) -> None:
    raise AssertionError("nobody gets in")


def test_guesses_begun_at_once_wait_as_those_one_after_the_other_do() -> None:
    async def guess() -> list[int]:
        begun = asyncio.Event()

        async def body() -> dict[str, object]:
            await begun.wait()
            return {"type": "http.request", "body": b"password=wrong", "more_body": False}

        door = login.Login(_nothing, Lock(PASSWORD))
        guesses = [asyncio.create_task(_guess(door, body)) for _ in range(8)]
        await asyncio.sleep(0)
        begun.set()
        return sorted(await asyncio.gather(*guesses))

    assert asyncio.run(guess()) == [403] * 5 + [429] * 3


def test_a_password_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "_FORM_S", 0.05)

    async def guess() -> int:
        door = login.Login(_nothing, Lock(PASSWORD))
        return await _guess(door, asyncio.Event().wait)  # type: ignore[arg-type]

    assert asyncio.run(guess()) == 408


def test_no_server_for_others_without_a_password(library: Library) -> None:
    with pytest.raises(UsageError, match=r"Serving at 0\.0\.0\.0 lets others in"):
        app.run(library, 0, lambda _: None, host="0.0.0.0")


@pytest.fixture
def served_with(monkeypatch: pytest.MonkeyPatch, library: Library) -> dict[str, object]:
    got: dict[str, object] = {}
    monkeypatch.setattr("app.run", lambda *_, **options: got.update(options))
    monkeypatch.setenv("WHOSAID_LIBRARY", str(library.folder))
    monkeypatch.delenv("WHOSAID_PASSWORD", raising=False)
    return got


def test_serve_is_for_this_machine(served_with: dict[str, object]) -> None:
    result = CliRunner().invoke(cli.app, ["serve"])
    assert result.exit_code == 0
    assert served_with == {"host": "127.0.0.1", "password": None, "read_only": False}


def test_serve_public_says_so(
    served_with: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    result = CliRunner().invoke(cli.app, ["serve", "--public"])
    (made,) = re.findall(r"The password is (\S{16})\n", result.stderr)
    assert served_with == {"host": "0.0.0.0", "password": made, "read_only": True}
    assert f"Authorization: Bearer {Lock(made).token}" in result.stderr
    assert "Nothing is encrypted on the way" in result.stderr
    monkeypatch.setenv("WHOSAID_PASSWORD", PASSWORD)
    result = CliRunner().invoke(cli.app, ["serve", "--public", "--host", "192.0.2.1"])
    assert served_with == {"host": "192.0.2.1", "password": PASSWORD, "read_only": True}
    assert PASSWORD not in result.stderr
    monkeypatch.setenv("WHOSAID_PASSWORD", "short")
    assert CliRunner().invoke(cli.app, ["serve", "--public"]).exit_code == 2
    assert CliRunner().invoke(cli.app, ["serve", "--host", "0.0.0.0"]).exit_code == 2


def test_a_space_needs_a_password(
    served_with: dict[str, object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SPACE_ID", "someone/archive")
    with pytest.raises(SystemExit, match="set a password in its secret WHOSAID_PASSWORD"):
        app.main()
    monkeypatch.setenv("WHOSAID_PASSWORD", PASSWORD)
    app.main()
    assert served_with == {"host": "0.0.0.0", "password": PASSWORD, "read_only": True}


@NEEDS_CHROME
def test_people_log_in_and_find_what_they_came_for(library: Library) -> None:
    with serving(library, PASSWORD, read_only=True) as at, browsing(at) as opened:
        page = opened.blank()
        page.goto(f"{at}/{Address(QUESTION)}")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        arrived(page)
        expect(page.locator(".passage mark").first).to_have_text(CITED)
        page.goto(f"{at}/{Address(view='archive')}")
        arrived(page)
        expect(page.locator("#results h2")).to_contain_text("5 articles")
        expect(page.locator(".drop")).to_have_count(0)
        opened.close()
