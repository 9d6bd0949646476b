import asyncio
import os
import re
import signal
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.routing import BaseRoute
from starlette.testclient import TestClient
from web_library import HERE, build, fill

import app
from web import api, closed
from web.address import Address
from whosaid import Library, __version__

# What a visitor's browser may ask for. Everything else that Gradio brings is refused.
PUBLIC = {
    "/",
    "/health",
    "/change/add",
    "/change/remove",
    "/change/merge",
    "/change/split",
    "/theme.css",
    "/favicon.ico",
    "/manifest.json",
    "/static/{path}",
    "/assets/{path}",
    "/docs",
    "/openapi.json",
    "/api/ask",
    "/api/quotes",
    "/api/check",
    "/api/figures",
    "/api/speakers",
    "/api/articles",
    "/api/articles/{reference}",
    "/api/articles/{reference}/versions",
    "/api/articles/{reference}/copies",
    "/api/cite",
    "/api/status",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with fill(tmp_path_factory.mktemp("app") / "library") as filled:
        yield filled


@pytest.fixture(scope="module")
def served(library: Library) -> FastAPI:
    return build(library)


@pytest.fixture(scope="module")
def client(served: FastAPI) -> Iterator[TestClient]:
    with TestClient(served, base_url=HERE) as client:
        yield client


def test_health(client: TestClient) -> None:
    assert client.get("/health").json() == {
        "status": "ok",
        "articles": 5,
        "passages": 45,
        "model": "words",
        "version": __version__,
    }


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost", "LOCALHOST:1", "[::1]:7860"])
def test_this_machine_is_served(client: TestClient, host: str) -> None:
    assert client.get("/health", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["rebound.example", "127.0.0.1.rebound.example", "192.168.0.7:7860", "0.0.0.0", ""]
)
def test_other_names_are_refused(client: TestClient, host: str) -> None:
    for path in ("/", "/health", "/docs"):
        assert client.get(path, headers={"host": host}).status_code == 400


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://127.0.0.1:9999", "http://localhost:7860", "null"]
)
def test_other_sites_change_nothing(client: TestClient, origin: str) -> None:
    answer = client.post("/gradio_api/run/predict", json={}, headers={"origin": origin})
    assert (answer.status_code, answer.text) == (403, "Requests from other sites are refused.")


def test_every_address_of_the_page_can_be_loaded(client: TestClient) -> None:
    words = {item.name: item.name for item in fields(Address) if item.type is str}
    whole = Address(**words, view="archive", as_words=("b",), passages=10, page=2)
    assert str(whole).count("=") == len(fields(Address))
    assert client.get(f"/{whole}").text == client.get("/").text


def test_the_page_itself_may_ask(client: TestClient) -> None:
    answer = client.post("/gradio_api/run/predict", json={}, headers={"origin": HERE})
    assert answer.status_code == 422  # let in, and found to be no question


@pytest.mark.parametrize("number", [2, 99, -1, 10**30, None])
def test_a_call_that_the_page_does_not_have_is_refused(
    client: TestClient, number: int | None
) -> None:
    call: dict[str, object] = {"data": [], "fn_index": number, "session_hash": "call"}
    answer = client.post("/gradio_api/run/predict", json=call, headers={"origin": HERE})
    assert (answer.status_code, answer.json()) == (
        422,
        {"error": "The page has no such call; load the page again."},
    )


@pytest.mark.parametrize("number", ["NaN", "1e400"])
def test_a_call_by_what_is_no_number_is_refused(client: TestClient, number: str) -> None:
    call = f'{{"data": [], "fn_index": {number}, "session_hash": "call"}}'
    headers = {"origin": HERE, "content-type": "application/json"}
    answer = client.post("/gradio_api/run/predict", content=call, headers=headers)
    assert answer.status_code == 422


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize(
    "said", [None, "turn", 3, [], {}, {"turn": "x"}, {"turn": 1}, {"turn": []}]
)
def test_a_call_that_says_something_else_gets_a_sentence(
    client: TestClient, number: int, said: object, capfd: pytest.CaptureFixture[str]
) -> None:
    call = {"data": [], "fn_index": number, "session_hash": "call", "event_data": said}
    answer = client.post("/gradio_api/run/predict", json=call, headers={"origin": HERE})
    assert answer.json()["error"] == "The page does not call like this; load the page again."
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", ["/api/ask", "/api/articles/abc", "/health"])
def test_what_can_only_be_read_says_so(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert answer.json() == {"error": "This can only be read, with GET."}


def test_who_did_not_log_in_is_offered_no_way_out(client: TestClient) -> None:
    assert "/logout" not in client.get("/").text


@pytest.mark.parametrize("path", ["/", "/health", "/docs", "/openapi.json", "/api/status"])
def test_who_asks_for_the_head_alone_gets_that_of_get(client: TestClient, path: str) -> None:
    head, whole = client.head(path), client.get(path)
    assert head.status_code == 200
    assert head.headers["content-type"] == whole.headers["content-type"]
    assert client.head("/api/articles/ffffffffffff").status_code == 404


def test_a_route_that_is_none_is_refused_as_programs_read_it(client: TestClient) -> None:
    answer = client.get("/api/nowhere")
    assert (answer.status_code, answer.json()) == (404, {"error": "There is nothing here."})
    assert client.get("/nowhere").text == "There is nothing here."


@pytest.mark.parametrize("path", ["/", "/health", "/theme.css"])
def test_other_sites_may_read_nothing(client: TestClient, path: str) -> None:
    headers = client.get(path, headers={"origin": "http://localhost:9999"}).headers
    assert not [name for name in headers if name.startswith("access-control-")]


def test_preflights_are_refused(client: TestClient) -> None:
    asked = {"origin": "https://evil.example", "access-control-request-method": "POST"}
    answer = client.options("/gradio_api/run/predict", headers=asked)
    assert answer.status_code >= 400
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/health", "/theme.css", "/nowhere"])
def test_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]


def test_the_page_names_no_other_host(client: TestClient) -> None:
    html = client.get("/").text.replace(HERE, "").replace("http://www.w3.org/2000/svg", "")
    assert "http://" not in html
    assert "https://" not in html


def test_policy_allows_the_inline_scripts_of_a_page() -> None:
    html = b'<script src="a.js"></script><script type="module" src=b.js></script><script>1</script>'
    assert "'unsafe-eval' 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='; " in closed.policy(
        html
    )


def test_large_requests_are_refused(client: TestClient) -> None:
    answer = client.post("/gradio_api/run/predict", content=b"x" * (closed.BODY_MAX + 1))
    assert answer.status_code == 413
    answer = client.post("/change/add?name=x", content=b"x" * (closed.UPLOAD_MAX + 1))
    assert answer.status_code == 413
    assert answer.text == "Requests have at most 100,000,000 bytes here."
    answer = client.post("/gradio_api/run/predict", content=iter([b"x"]))
    assert answer.status_code == 411
    # What comes in parts may be of any length, whatever else is said of it.
    parts = {"Transfer-Encoding": "chunked", "Content-Length": "1"}
    assert closed.refusal("POST", "/gradio_api/run/predict", Headers(parts)) is not None


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=https://evil.example/",
        "/gradio_api/file/etc/passwd",
        "/gradio_api/proxy=https://evil.example/",
        "/static/../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/etc/passwd",
        "/assets/..%2f..%2fetc/passwd",
        "/assets//etc/passwd",
        "/monitoring/summary",
        "/redoc",
        "/api",
        "/api/remove",
    ],
)
def test_no_file_and_no_other_door(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_every_route_is_closed_or_public(served: FastAPI, client: TestClient) -> None:
    seen = set()
    for path, method in _routes(served.routes):
        seen.add(path)
        if path not in PUBLIC:
            concrete = path.replace("{", "").replace("}", "")
            assert client.request(method, concrete, content=b"{}").status_code == 404, path
    assert seen > PUBLIC
    assert len(seen) > 60  # Gradio's own are among them


def test_no_event_has_a_name(client: TestClient) -> None:
    events = re.findall(r'"api_visibility": ?"(\w+)"', client.get("/").text)
    assert set(events) == {"private"}


def test_run_serves_until_interrupted(
    library: Library, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    notices: list[str] = []
    answers: list[bytes] = []

    def visit(notice: str) -> None:
        notices.append(notice)
        threading.Thread(target=_visit, args=(notice.split()[3].rstrip(";"), answers)).start()

    monkeypatch.setattr(app, "build", lambda library, *_, **__: api.create(library))
    app.run(library, 0, visit)
    (address,) = capsys.readouterr().out.split()
    assert notices == [f"Serving {library.folder} at {address}; Ctrl-C ends it."]
    assert address.startswith("http://127.0.0.1:")
    assert answers and b'"status":"ok"' in answers[0]


def test_an_address_of_ipv6_is_told_as_browsers_take_it(
    library: Library, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(app, "build", lambda *_, **__: None)
    monkeypatch.setattr(app, "_listen", lambda *_: socket.create_server(("127.0.0.1", 0)))
    monkeypatch.setattr("web.server.serve", lambda _, listening: listening.close())
    app.run(library, 0, lambda _: None, host="::", password="four words make sense")
    assert capsys.readouterr().out.startswith("http://[::]:")


def test_gradio_keeps_few_sessions(served: FastAPI) -> None:
    mounted = [getattr(route, "app", None) for route in served.routes]
    holders = [getattr(one, "state_holder", None) for one in mounted]
    assert [holder.capacity for holder in holders if holder] == [100]


def test_a_port_in_use_gets_a_sentence(library: Library) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit) as stopped:
            app.run(library, port, lambda _: None)
    assert str(stopped.value) == (
        f"Port {port} cannot be used (Address already in use); choose another with --port, or 0 "
        "for any that is free."
    )


def test_answers_are_sent_at_once() -> None:
    """And do not wait until what was sent before has been acknowledged, 40 ms as a rule."""
    delays: list[int] = []

    class Noting(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            accepted = transport.get_extra_info("socket")
            delays.append(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    async def visit() -> None:
        server = await asyncio.get_running_loop().create_server(Noting, sock=listening)
        _, writer = await asyncio.open_connection(*listening.getsockname())
        while not delays:
            await asyncio.sleep(0.001)
        writer.close()
        server.close()

    with app._listen("127.0.0.1", 0) as listening:
        asyncio.run(visit())
    assert delays == [1]


def test_the_script_needs_a_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("WHOSAID_LIBRARY", raising=False)
    with pytest.raises(SystemExit, match="Name a library folder in WHOSAID_LIBRARY"):
        app.main()
    monkeypatch.setenv("WHOSAID_LIBRARY", str(tmp_path / "nowhere"))
    with pytest.raises(SystemExit, match="There is no library in"):
        app.main()


def test_importing_the_launcher_is_quick() -> None:
    source = Path(app.__file__).read_text("utf-8")
    assert "\nimport gradio" not in source
    assert "\nfrom web" not in source


def _routes(routes: list[BaseRoute], before: str = "") -> Iterator[tuple[str, str]]:
    """Path and method of every route, those of mounted applications and routers included."""
    for route in routes:
        path = before + getattr(route, "path", "").replace(":path}", "}")
        inner = getattr(getattr(route, "original_router", route), "routes", None)
        if inner is not None:
            yield from _routes(inner, path)
        else:
            methods = getattr(route, "methods", None) or {"GET"}
            yield from ((path, method) for method in sorted(methods))


def _visit(address: str, answers: list[bytes]) -> None:
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=5) as answer:
                answers.append(answer.read())
            break
        except OSError:
            time.sleep(0.05)
    os.kill(os.getpid(), signal.SIGINT)
