"""What Gradio's published advisories tell of, tried on the running page: each is refused.

Files read by their path (CVE-2023-51449, CVE-2024-1561, CVE-2024-51751, CVE-2026-28414), the
server made to fetch an address (CVE-2026-28416, and calls that name one), private functions called
by name, uploads that leave their folder, monitoring left open, origins reflected or taken as null.
"""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from web_library import fill, served

SECRET = "the-editor-keeps-her-key-under-the-mat"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with fill(tmp_path_factory.mktemp("page") / "library") as library, served(library) as address:
        yield address


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("secret") / "key.txt"
    file.write_text(SECRET)
    return file


@pytest.fixture
def inside() -> Iterator[tuple[str, list[str]]]:
    """A server that only this machine reaches, and what it was asked for."""
    asked: list[str] = []

    class Inside(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(SECRET.encode())

        do_HEAD = do_POST = do_GET  # noqa: N815 - the names are http.server's

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Inside) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/metadata", asked
        server.shutdown()
        thread.join()


READING = [
    "/file={0}",
    "/gradio_api/file={0}",
    "/gradio_api/file=/tmp/gradio/../..{0}",
    "/gradio_api/file/{0}",
    "/gradio_api/file=file://{0}",
    "/gradio_api/proxy={0}",
    "/proxy={0}",
    "/gradio_api/custom_component/a/client/component/..{0}",
    "/gradio_api/stream/a/b/c/playlist-file?path={0}",
    "/static/..{0}",
    "/static/%2e%2e%2f%2e%2e{0}",
    "/static/..%5c..%5c{0}",
    "/assets/{0}",
    "/assets/%2e%2e{0}",
    "/svelte/..{0}",
    "/gradio_api/deep_link?session_hash=..{0}",
]


@pytest.mark.parametrize("path", READING)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_no_file_of_the_machine_can_be_read(
    page: str, secret: Path, path: str, method: str
) -> None:
    answer = httpx.request(method, page + path.format(secret), headers={"origin": page})
    assert answer.status_code in (404, 405)
    assert SECRET not in answer.text


FETCHING = [
    "/file={0}",
    "/gradio_api/file={0}",
    "/gradio_api/proxy={0}",
    "/proxy={0}",
    "/gradio_api/upload?url={0}",
    "/?__theme={0}&view={0}",
    "/?q={0}",
    "/api/articles/{0}",
    "/api/check?quote={0}",
    "/api/figures?question={0}",
    "/api/ask?question={0}",
]


@pytest.mark.parametrize("path", FETCHING)
def test_nothing_is_fetched_by_address(page: str, inside: tuple[str, list[str]], path: str) -> None:
    address, asked = inside
    answer = httpx.get(page + path.format(address), timeout=60)
    assert SECRET not in answer.text
    assert asked == []


@pytest.mark.parametrize("number", [0, 1])
def test_a_call_cannot_name_a_file_or_an_address(
    page: str, secret: Path, inside: tuple[str, list[str]], number: int
) -> None:
    address, asked = inside
    for path, url in ((str(secret), None), (address, address), (f"file://{secret}", None)):
        named = {"path": path, "url": url, "orig_name": "a", "meta": {"_type": "gradio.FileData"}}
        call = {
            "data": [named, named],
            "event_data": {"address": named, "turn": 1, "fresh": True},
            "fn_index": number,
            "session_hash": f"call{number}",
        }
        said = httpx.post(
            f"{page}/gradio_api/run/predict", json=call, headers={"origin": page}, timeout=60
        )
        assert (said.status_code == 200) is (url == address)  # a file's path is refused as such
        assert SECRET not in said.text
    assert asked == []


CALLING = [
    "/gradio_api/component_server",
    "/component_server",
    "/gradio_api/call/visit",
    "/gradio_api/call/v2/visit",
    "/gradio_api/run/visit",
    "/gradio_api/queue/join",
    "/gradio_api/api/predict",
    "/gradio_api/upload",
    "/gradio_api/cancel",
    "/gradio_api/reset",
    "/gradio_api/process_recording",
    "/gradio_api/vibe-edit",
    "/gradio_api/stream/a",
    "/login",
]


@pytest.mark.parametrize("path", CALLING)
def test_nothing_runs_that_is_called_by_name(page: str, secret: Path, path: str) -> None:
    call = {
        "component_id": 1,
        "fn_name": "move_resource_to_block_cache",
        "session_hash": "a",
        "data": str(secret),
    }
    answer = httpx.post(page + path, json=call, headers={"origin": page})
    assert answer.status_code == 404
    files = {"files": ("../../../../tmp/evil.html", b"<script>1</script>", "text/html")}
    assert httpx.post(page + path, files=files, headers={"origin": page}).status_code == 404


TELLING = [
    "/config",
    "/gradio_api/info",
    "/gradio_api/heartbeat/a",
    "/gradio_api/startup-events",
    "/gradio_api/queue/status",
    "/gradio_api/queue/data?session_hash=a",
    "/gradio_api/app_id",
    "/gradio_api/token",
    "/gradio_api/openapi.json",
    "/gradio_api/runs",
    "/gradio_api/profiling/traces",
    "/gradio_api/vibe-code",
    "/gradio_api/mcp/sse",
    "/monitoring",
    "/monitoring/summary",
    "/monitoring/../monitoring/summary",
]


@pytest.mark.parametrize("path", TELLING)
def test_nothing_is_told_of_the_server(page: str, path: str) -> None:
    assert httpx.get(page + path).status_code == 404


@pytest.mark.parametrize("origin", ["null", "http://localhost:1", "https://evil.example"])
def test_no_origin_is_reflected(page: str, origin: str) -> None:
    answer = httpx.get(page, headers={"origin": origin, "cookie": "access-token=1"})
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    answer = httpx.post(f"{page}/gradio_api/run/predict", json={}, headers={"origin": origin})
    assert answer.status_code == 403
