"""Checking quotations, measured: is every true quote found, and is an altered one ever "verbatim"?

    python -m benchmarks.check FILE.jsonl.gz [FILE.jsonl.gz …] --limit 20000 --quotes 250

Puts the articles of JSON Lines files (``text``, and perhaps ``date``) into a new library, takes
quotations that stand in them, alters each in every way that applies, and checks all of them.
``--foreign FILE`` gives quotations from articles that are not put in. Prints a table of what was
done to a quote against the class that it got, and the time of a check.

The library is made without the embedding model: a stand-in gives every passage a vector by its
words' hashes, so "paraphrase" means nothing here, and the time leaves out the two calls of the
model that a quote costs of which nothing is found by its words.
"""

import argparse
import gzip
import hashlib
import json
import random
import re
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article
from corpus.cutting.passages import cut_passages
from corpus.cutting.quotations import quotations
from corpus.matching.utterances import scene_of
from corpus.matching.wording import FUNCTION_WORDS, fold, negations
from corpus.spans import Span
from index.memory import Memory
from index.models.encoder import Kind
from index.records import Settings
from qa.checking.check import check

_DIMENSION = 8
_BATCH = 1000  # articles committed together
_WORDS = (8, 60)  # of a quotation that is taken
_OTHER_WORDS = ["velvet", "gravel", "thimble", "walnut", "harness", "anvil", "saddle", "marble"]
_MARKS = str.maketrans({"'": "’", "’": "'", '"': "”", "“": '"', "”": '"', "—": "--", "–": "-"})


class StandIn:
    """An encoder without a model: the hash of a text as its direction."""

    name = "stand-in"
    fingerprint = "stand-in"
    dimension = _DIMENSION
    max_tokens = 200

    def count_tokens(self, texts: list[str]) -> list[int]:
        """About as many as a model would count."""
        return [len(text) // 4 for text in texts]

    def encode(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        """The texts as ``(n, 8)`` unit rows."""
        digests = [hashlib.sha256(text.encode()).digest()[:_DIMENSION] for text in texts]
        rows = np.array([list(digest) for digest in digests], np.float32) - np.float32(127.4)
        unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


class Quote(NamedTuple):
    """A quotation as it stands in an article."""

    text: str
    article: int


class Case(NamedTuple):
    """What was done to a quote, the quote, and the classes that are right for it."""

    kind: str
    quote: str
    right: tuple[str, ...]


def articles_of(files: Iterable[Path], limit: int) -> Iterator[Article]:
    """The articles of files, at most ``limit`` of each."""
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(islice(lines, limit)):
                text = json.loads(line)["text"]
                name = f"{file.name}#{number}"
                yield Article(
                    id=hashlib.sha256(name.encode()).hexdigest()[:12],
                    version=hashlib.sha256(text.encode()).hexdigest(),
                    text=text,
                    origin=name,
                )


def fill(memory: Memory, encoder: StandIn, articles: Iterable[Article]) -> None:
    """Put articles into a library."""
    upcoming = iter(articles)
    while some := list(islice(upcoming, _BATCH)):
        with memory.writing() as store:
            for article in some:
                spans = cut_passages(article.text, encoder.count_tokens, 160, 32)
                texts = [span.of(article.text) for span in spans]
                digests = [hashlib.sha256(text.encode()).digest()[:16] for text in texts]
                if texts:
                    store.put_vectors(digests, encoder.encode(texts, "passage"))
                    store.put(article, spans, digests)


def quotes_of(articles: Sequence[Article], most: int, chance: random.Random) -> list[Quote]:
    """Quotations of a middling length, from articles drawn by chance, three at most from each."""
    found: list[Quote] = []
    for number in chance.sample(range(len(articles)), len(articles)):
        text = articles[number].text
        own = [
            Quote(words.of(text).strip(), number)
            for quotation in quotations(text)
            if quotation.closed and not quotation.depth
            for words in quotation.words
            if _WORDS[0] <= len(fold(words.of(text))) <= _WORDS[1]
        ]
        found += own[:3]
        if len(found) >= most:
            break
    return found[:most]


def cases(
    articles: Sequence[Article], quotes: Sequence[Quote], chance: random.Random
) -> Iterator[Case]:
    """Every quote as it is and altered in every way that applies."""
    for number, quote in enumerate(quotes):
        yield Case("true", quote.text, ("verbatim",))
        elsewhere = [q for q in quotes if q.article != quote.article]
        other = elsewhere[number % len(elsewhere)]
        near = next((q for q in quotes if q.article == quote.article and q != quote), None)
        yield from _altered(quote.text, chance)
        yield Case("stitched, two articles", _stitched(quote.text, other.text), ("stitched",))
        if near is not None:
            text = articles[quote.article].text
            scene = scene_of(text)
            speeches = {scene.speech(text.find(q.text) + 1) for q in (quote, near)}
            if len(speeches) > 1:
                yield Case("stitched, one article", _stitched(quote.text, near.text), ("stitched",))


def _altered(quote: str, chance: random.Random) -> Iterator[Case]:
    """The alterations of one quote."""
    yield from _retouched(quote)
    words = fold(quote)
    telling = [at for at, key in enumerate(words.keys) if key not in FUNCTION_WORDS]
    if telling:
        at = chance.choice(telling)
        replaced = _replace(quote, words.span(at, at + 1), chance.choice(_OTHER_WORDS))
        yield Case("one word replaced", replaced, ("changed",))
    figures = [at for at, key in enumerate(words.keys) if key.isdigit()]
    if figures:
        span = words.span(figures[0], figures[0] + 1)
        more = str(int(words.keys[figures[0]]) + 1)
        yield Case("a number one higher", _replace(quote, span, more), ("changed",))
    denied = [
        at for at, key in enumerate(words.keys) if negations([key]) and 0 < at < len(words) - 1
    ]
    if denied:
        span = words.span(denied[0], denied[0] + 1)
        short = span.of(quote)[:-3] if words.keys[denied[0]].endswith("n't") else ""
        right = ("changed",) if short else ("cut",)
        yield Case("a negation dropped", " ".join(_replace(quote, span, short).split()), right)
    if len(words) >= 14:
        first = chance.randrange(4, len(words) - 8)
        gap = words.span(first, first + chance.randrange(2, 5))
        yield Case("words cut out", _replace(quote, Span(gap.start - 1, gap.end), ""), ("cut",))
        yield Case("words cut out, marked", _replace(quote, gap, "..."), ("cut",))
    if len(words) >= 16:
        half = len(words) // 2
        swapped = f"{words.printed(half, len(words))}, {words.printed(0, half)}"
        yield Case("halves swapped", swapped, ("stitched",))


def _retouched(quote: str) -> Iterator[Case]:
    """The quote with other marks, case or end, where that makes a difference."""
    retouched = quote.translate(_MARKS)
    retouched = retouched[0].swapcase() + retouched[1:]
    retouched = retouched[:-1] if retouched[-1] in ".,!" else retouched + "."
    retouched = retouched.replace(" ", "\u00a0", 1)
    yield Case("typography", f"“{retouched}”", ("typography",))


def _replace(text: str, span: Span, by: str) -> str:
    return text[: span.start] + by + text[span.end :]


def _stitched(first: str, second: str) -> str:
    return f"{re.sub(r'[.,;:!?…]+$', '', first)}. {second}"


def run(memory: Memory, encoder: StandIn, todo: Iterable[Case]) -> None:
    """Check every case and print what came out."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    right: Counter[str] = Counter()
    seconds: dict[str, list[float]] = defaultdict(list)
    false_verbatim, missed, work = [], [], list[float]()
    for case in todo:
        start, worked = time.perf_counter(), time.process_time()
        found = check(memory, lambda: encoder, case.quote)
        seconds[case.kind].append(time.perf_counter() - start)
        work.append(time.process_time() - worked)
        table[case.kind][found.class_] += 1
        right[case.kind] += found.class_ in case.right
        if found.class_ == "verbatim" and case.kind != "true":
            literal = any(case.quote.strip("“”") in match.text for match in found.matches)
            false_verbatim += [] if literal else [case]
        if found.class_ not in case.right:
            missed.append((case, found.class_))
    classes = ["verbatim", "typography", "changed", "cut", "stitched", "paraphrase", "absent"]
    print(f"{'':24}" + "".join(f"{name:>12}" for name in [*classes, "as meant"]))
    for kind, row in table.items():
        share = right[kind] / row.total()
        print(f"{kind:24}" + "".join(f"{row[name]:12}" for name in classes) + f"{share:12.1%}")
    altered = sum(row.total() for kind, row in table.items() if kind != "true")
    true = table["true"]
    print(f"\nfalse verbatim: {len(false_verbatim)} of {altered} altered quotes")
    found_true = true["verbatim"] + true["typography"] + true["cut"]
    print(f"true quotes found: {found_true / true.total():.2%} of {true.total()}")
    everything = [second for some in seconds.values() for second in some]
    for name, some in [("all", everything), ("all, of a processor", work), *seconds.items()]:
        print(f"time, {name}: {_middle_and_high(some)}")
    for case, got in missed:
        _MISSED.append(f"{case.kind} -> {got}: {case.quote}")


def _middle_and_high(seconds: Sequence[float]) -> str:
    """The median and the 95th percentile in words."""
    ordered = sorted(seconds)
    middle, high = statistics.median(ordered) * 1e3, ordered[int(0.95 * (len(ordered) - 1))] * 1e3
    return f"median {middle:.0f} ms, 95th percentile {high:.0f} ms"


_MISSED: list[str] = []


def main() -> None:
    """Read the arguments, fill a library, and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", type=Path, nargs="+", help="articles as JSON Lines, gzipped")
    parser.add_argument("--limit", type=int, default=20_000, help="articles of each file")
    parser.add_argument("--quotes", type=int, default=250, help="true quotes that are altered")
    parser.add_argument("--foreign", type=Path, help="articles that are not put in")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--library", type=Path, help="keep the library here, or use the one there")
    parser.add_argument("--missed", type=Path, help="write what was not classed as meant here")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    encoder = StandIn()
    articles = list(articles_of(options.files, options.limit))
    todo = list(cases(articles, quotes_of(articles, options.quotes, chance), chance))
    if options.foreign:
        foreign = list(articles_of([options.foreign], options.limit))
        quotes = quotes_of(foreign, options.quotes, chance)
        todo += [Case("foreign", quote.text, ("absent", "paraphrase")) for quote in quotes]
    with tempfile.TemporaryDirectory() as work:
        folder = options.library or Path(work, "library")
        if (folder / "library.db").exists():
            memory = Memory.open(folder)
        else:
            settings = Settings(encoder.name, encoder.fingerprint, _DIMENSION, 160, 32)
            memory = Memory.create(folder, settings)
            start = time.perf_counter()
            fill(memory, encoder, articles)
            print(f"{len(articles)} articles put in, {time.perf_counter() - start:.0f} s")
        check(memory, lambda: encoder, "the first check opens what is opened only once")
        print(f"{memory.store.counts()['articles']} articles, {len(todo)} checks\n")
        run(memory, encoder, todo)
        memory.close()
    if options.missed:
        options.missed.write_text("\n".join(_MISSED), "utf-8")


if __name__ == "__main__":
    main()
