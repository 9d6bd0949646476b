"""A coverage-guided fuzzer on whatever takes in strangers' text: errors come out as sentences.

    pip install atheris
    python -m benchmarks.fuzzing reading --seconds 600

Whatever the bytes, a target does its work or raises ``WhosaidError``. Anything else is a finding,
and so is one input that takes more than ten seconds (or ``--patience``) or 2 GB; libFuzzer keeps
the input as ``crash-…``, ``timeout-…`` or ``oom-…``. Findings become golden cases where they
belong.
"""

import argparse
import json
import logging
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import atheris
from starlette.testclient import TestClient

with atheris.instrument_imports(include=["corpus", "index", "qa", "web"]):
    import whosaid
    from benchmarks.ingest import StandIn
    from corpus.cleaning.prepare import prepare
    from corpus.cutting.passages import cut_passages
    from corpus.cutting.quotations import quotations
    from corpus.cutting.sentences import sentences
    from corpus.figures.find import find
    from corpus.matching.match import match_quote, prepare_quote
    from corpus.reading.files import find_files
    from corpus.reading.read import read_file
    from corpus.reading.webpage import read_webpage
    from corpus.record import Record
    from corpus.saying.statements import statements
    from qa.citing.formats import read_citations
    from web import api, closed

ENDINGS = ("txt", "md", "html", "pdf", "json", "jsonl", "csv", "xml", "txt.gz", "jsonl.gz")
DOORS = (
    ("/api/ask", ("question", "outlet", "since", "until", "n", "as_of")),
    ("/api/quotes", ("speaker", "about", "since", "n")),
    ("/api/check", ("quote", "speaker")),
    ("/api/figures", ("question", "since", "outlet")),
    ("/api/speakers", ("name",)),
    ("/api/articles/{}", ()),
    ("/api/articles/{}/versions", ()),
    ("/api/articles/{}/copies", ()),
    ("/api/cite", ("reference", "style")),
)
SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
CASES = Path(__file__).parents[1] / "tests" / "cases"
PLACE = Path(tempfile.mkdtemp())
_ENCODER = StandIn()


def reading(data: bytes) -> None:
    """Any file, of a kind that its first byte chooses."""
    file = PLACE / f"a.{ENDINGS[data[0] % len(ENDINGS)]}" if data else PLACE / "a.txt"
    file.write_bytes(data[1:])
    for found in find_files([file]):
        if isinstance(found, whosaid.Skipped | whosaid.Unread):
            continue
        for item in read_file(found):
            if isinstance(item, Record):
                preparing(item.text.encode("utf-8", "surrogatepass"))
    file.unlink()


def webpages(data: bytes) -> None:
    """A page."""
    read_webpage(data, "a.html")


def preparing(data: bytes) -> None:
    """A text: cleaned, with what was taken out put back; cut; and who says what in it."""
    text = data.decode("utf-8", "replace")
    article = prepare(Record("a.txt", "plain", text))
    whosaid.restore(article.text, article.removed)
    spans = cut_passages(article.text, _ENCODER.count_tokens, 60, 10)
    assert all(span.of(article.text).strip() for span in spans)
    for said in statements(article.text):
        assert all(span.of(article.text) for span in said.content)


def cutting(data: bytes) -> None:
    """A text as it is: its sentences, quotations and figures, each where the text has it."""
    text = data.decode("utf-8", "replace")
    cut = sentences(text)
    assert "".join("".join(span.of(text) for span in cut).split()) == "".join(text.split())
    assert all(quotation.span.of(text) for quotation in quotations(text))
    assert all(mention.span.of(text) for mention in find(text))


def checking(data: bytes) -> None:
    """A quotation against an article, cut from the same bytes."""
    quoted, _, text = data.decode("utf-8", "replace").partition("\n")
    found = match_quote(prepare_quote(quoted), text)
    assert found is None or all(span.of(text) for span in found.spans)


def asking(data: bytes) -> None:
    """A question to a library, a name to look for, a quote to check."""
    words = data.decode("utf-8", "replace")
    here = library()
    for door in (here.ask, here.figures, here.quotes, here.check, here.speaker):
        with suppress(whosaid.WhosaidError):
            door(words)


def doors(data: bytes) -> None:
    """A route of the HTTP interface that the first byte chooses, with parameters from the rest."""
    path, given = DOORS[data[0] % len(DOORS)] if data else DOORS[0]
    words = data[1:].decode("utf-8", "replace").split("\n")
    parameters = dict(zip(given, words, strict=False))
    path = path.format(quote(words[0], safe=""))
    assert client().get(path, params=parameters).status_code < 500, (path, parameters)


def citations(data: bytes) -> None:
    """A file of citations, as ``whosaid verify`` reads it."""
    read_citations(data.decode("utf-8", "replace"))


def client() -> TestClient:
    """Who asks the HTTP interface of the sample archive; made once."""
    if not _clients:
        served = api.create(library())
        closed.close(served)
        _clients.append(TestClient(served, base_url="http://127.0.0.1:7860"))
    return _clients[0]


def library() -> whosaid.Library:
    """The sample archive, with an encoder that is quick; made once."""
    if not _libraries:
        made = whosaid.open(PLACE / "library", create=True, encoder=_ENCODER)
        made.add(SAMPLES)
        _libraries.append(made)
    return _libraries[0]


def _seeds(target: Callable[[bytes], None]) -> Iterator[bytes]:
    """What a target begins with: questions where it is asked, else the sample archive."""
    if target in (asking, doors):
        for case in json.loads((CASES / "understood.json").read_text("utf-8")):
            yield case["question"].encode()
        return
    for file in sorted(SAMPLES.rglob("*.*")):
        ending = bytes([ENDINGS.index(file.suffix[1:])]) if target is reading else b""
        yield ending + file.read_bytes()


_libraries: list[whosaid.Library] = []
_clients: list[TestClient] = []
TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (reading, webpages, preparing, cutting, checking, asking, doors, citations)
}


def main() -> None:
    """Fuzz one target."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--patience", type=int, default=10, help="seconds that an input may take")
    options = parser.parse_args()
    logging.getLogger("whosaid").setLevel(logging.CRITICAL)
    target = TARGETS[options.target]
    if target in (asking, doors):
        library()  # made before the clock of the first input runs

    def fuzzed(data: bytes) -> None:
        with suppress(whosaid.WhosaidError):
            target(data)

    seeds = PLACE / "seeds"
    seeds.mkdir()
    for number, seed in enumerate(_seeds(target)):
        (seeds / str(number)).write_bytes(seed)
    limits = [f"-max_total_time={options.seconds}", f"-timeout={options.patience}"]
    limits += ["-rss_limit_mb=2048"]
    atheris.Setup([sys.argv[0], *limits, "-max_len=20000", str(seeds)], fuzzed)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
