"""A process that reads for another: a request in, an answer out, each a line of JSON.

Started by ``index.adding.ahead``. It ends when its input does, so that it outlives nobody; and with
the first error, which whoever asked then meets by doing the same.
"""

import json
import os
import sys
from functools import cache, partial
from pathlib import Path

from corpus.article import Article
from corpus.cutting.passages import cut_passages
from corpus.reading.files import File
from index.adding.finding import find, findings_line, records_line
from index.models.tokens import ModelTokenizer


def file_request(file: File) -> str:
    """The line that asks for what is in a file."""
    return json.dumps(["file", os.fspath(file.path), file.kind, file.gzipped, file.known_as])


def article_request(article: Article, tokenizer: Path, limit: int, overlap: int) -> str:
    """The line that asks for what is found in an article, which is cut by a model's tokens."""
    return json.dumps(["text", article.text, os.fspath(tokenizer), limit, overlap])


def answer(request: str) -> str:
    """The line that answers one of these."""
    what, *values = json.loads(request)
    if what == "file":
        from corpus.reading.read import read_file  # noqa: PLC0415 - .4 s, of no use to articles

        path, kind, gzipped, known_as = values
        return records_line(list(read_file(File(Path(path), kind, gzipped, known_as))))
    text, tokenizer, limit, overlap = values
    count = _tokenizer(tokenizer).count
    cut = partial(cut_passages, count_tokens=count, limit=limit, overlap=overlap)
    return findings_line(find(Article("", "", text, origin=""), cut))


@cache
def _tokenizer(folder: str) -> ModelTokenizer:
    return ModelTokenizer(Path(folder))


def serve() -> None:
    """Answer until there is nothing more to answer."""
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # what a library may print is no answer
        for request in sys.stdin.buffer:
            answers.write(answer(request.decode("ascii")).encode("ascii") + b"\n")
            answers.flush()
