"""The routes that change the library: the only ones, and none of them is Gradio's.

Gradio runs any of its events for whoever names it; these run for the page alone. Each needs the
token that is made when the server starts and stands in the page, which no other site can read;
and, as every request that is no GET, it must come from the page's own origin (``web.closed``).
"""

import hashlib
import json
import queue
import re
import secrets
import threading
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, HTTPException, Request
from pydantic import BaseModel
from starlette.responses import StreamingResponse

from web.views import archive
from whosaid import AddProgress, AddReport, KnownSpeaker, Library, WhosaidError

_NAME_MAX = 200  # characters of a file's name
_ENDINGS = re.compile(r"(?:\.\w{1,12}){1,2}$", re.ASCII)


class Removing(BaseModel):
    """Which article to take out."""

    article: str


class Merging(BaseModel):
    """Which two speakers to take for one."""

    a: str
    b: str


class Splitting(BaseModel):
    """Which speaker to take apart."""

    name: str


class Changed(BaseModel):
    """What was done, as a sentence."""

    said: str


def create(library: Library, token: str) -> APIRouter:
    """The routes under ``/change``, for whoever has the token."""

    def allowed(x_whosaid: Annotated[str, Header()] = "") -> None:
        if not secrets.compare_digest(x_whosaid.encode(), token.encode()):
            raise HTTPException(403, "Only the page itself may change the library; load it again.")

    router = APIRouter(prefix="/change", dependencies=[Depends(allowed)], include_in_schema=False)
    one_at_a_time = threading.Lock()

    @router.post("/add")
    async def add(request: Request, name: str) -> StreamingResponse:
        name = PurePath(name.replace("\\", "/")).name[:_NAME_MAX] or "unnamed"
        folder = TemporaryDirectory(prefix="whosaid-")
        try:
            path, origin = await _received(request, Path(folder.name), name)
        except BaseException:
            folder.cleanup()
            raise

        def work(progress: Callable[[AddProgress], None]) -> AddReport:
            with folder, one_at_a_time:
                return library.add(path, origin=origin, progress=progress)

        return StreamingResponse(_told(work, name), media_type="application/x-ndjson")

    @router.post("/remove")
    def remove(wanted: Removing) -> Changed:
        (gone,) = library.remove(wanted.article)
        return Changed(said=f"{gone.named} is no longer in the library.")

    @router.post("/merge")
    def merge(wanted: Merging) -> Changed:
        return _now(library.merge_speakers(wanted.a, wanted.b))

    @router.post("/split")
    def split(wanted: Splitting) -> Changed:
        return _now(library.split_speaker(wanted.name))

    return router


async def _received(request: Request, folder: Path, name: str) -> tuple[Path, str]:
    """The body of a request as a file, and what it is known by: its bytes and its name."""
    ending = _ENDINGS.search(name)
    path = folder / f"dropped{ending[0] if ending else ''}"
    digest = hashlib.sha256()
    with path.open("wb") as file:
        async for chunk in request.stream():
            digest.update(chunk)
            file.write(chunk)
    return path, f"dropped:{digest.hexdigest()[:12]}/{name}"


def _told(work: Callable[[Callable[[AddProgress], None]], AddReport], name: str) -> Iterator[str]:
    """Lines of JSON while a file is added: how many passages so far; the report at the end.

    The work goes on to its end in a thread of its own, whether anybody listens or not.
    """
    lines: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()

    def run() -> None:
        try:
            done = work(lambda so_far: lines.put({"passages": so_far.passages}))
            lines.put({"report": archive.report(name, done)})
        except WhosaidError as error:
            lines.put({"report": archive.refused(name, "not added", [str(error)])})
        finally:
            lines.put(None)

    threading.Thread(target=run).start()
    while (line := lines.get()) is not None:
        yield json.dumps(line) + "\n"


def _now(speakers: list[KnownSpeaker]) -> Changed:
    names = " and ".join(speaker.name for speaker in speakers)
    if len(speakers) == 1:
        return Changed(said=f"All of it is {names} now.")
    return Changed(said=f"{names} are different speakers now.")
