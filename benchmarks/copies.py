"""Copies, measured: is an altered article found to be one, and is anything else taken for one?

    python -m benchmarks.copies FILE.jsonl.gz --limit 20000 --articles 400

Puts the articles of a JSON Lines file (``text``, and perhaps ``title`` and ``date``) into a new
library, with alterations of some of them, such as editors make: sentences cut, words changed,
the order changed, a lead of their own before it, all of that together, and the first quarter
alone. Then asks for the copies of each alteration.

Recall is the share of alterations that are found to be copies of their article. An archive has
copies and versions of its own; so that these are no errors, a pair that was not made here is
looked at the slow and exact way: with difflib, word by word. It is right when half of the shorter
article's words stand in common runs of eight words and more. Precision is the share of right
pairs. Also printed is the share of the archive's own pairs, found by comparing all with all, that
the sketches find.
"""

import argparse
import gzip
import hashlib
import json
import random
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import combinations, islice
from pathlib import Path

from corpus.article import Article
from corpus.cleaning.printed_dates import parse_date
from corpus.copying.alike import Printed
from corpus.copying.shingles import words
from corpus.copying.sketch import sketch
from corpus.cutting.sentences import sentences
from index.memory import Memory
from index.records import Settings
from index.truth.store import Store
from qa.copies.evidence import COPY, Texts
from qa.copies.printings import printing

_BATCH = 500  # articles committed together
_SHORTEST = 100  # words of an article that is altered
_RUN = 8  # words in common that two writers would not hit upon
_SAME = 0.5  # of the shorter article's words in such runs
_EVERY = 60  # articles that share a shingle; more are not compared for it
_OTHER = ("however", "officials", "reported", "local", "several", "earlier", "major", "also")

Change = Callable[[list[str], list[str], random.Random], list[str]]


def cut(said: list[str], _: list[str], rng: random.Random) -> list[str]:
    """Up to half of the sentences cut, in their places."""
    keep = set(rng.sample(range(len(said)), max(3, round(len(said) * rng.uniform(0.5, 0.8)))))
    return [item for at, item in enumerate(said) if at in keep]


def edited(said: list[str], _: list[str], rng: random.Random) -> list[str]:
    """One to three words of every other sentence dropped, replaced or put in."""
    return [_reworded(item, rng) if rng.random() < 0.5 else item for item in said]


def reordered(said: list[str], _: list[str], rng: random.Random) -> list[str]:
    """Paragraphs of three sentences in another order."""
    parts = [said[at : at + 3] for at in range(0, len(said), 3)]
    rng.shuffle(parts)
    return [item for part in parts for item in part]


def led(said: list[str], other: list[str], _: random.Random) -> list[str]:
    """A lead and an end of its own, a third of the length, and the first sentence gone."""
    own = other[: max(2, len(said) // 3)]
    return [*own[: len(own) // 2 + 1], *said[1:], *own[len(own) // 2 + 1 :]]


def brief(said: list[str], _: list[str], __: random.Random) -> list[str]:
    """The first quarter alone."""
    return said[: max(4, len(said) // 4)]


def everything(said: list[str], other: list[str], rng: random.Random) -> list[str]:
    """Cut, edited, reordered and with a lead of its own."""
    return led(reordered(edited(cut(said, other, rng), other, rng), other, rng), other, rng)


CHANGES: tuple[Change, ...] = (cut, edited, reordered, led, brief, everything)


def main() -> None:
    """Read the options and print the tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("file", type=Path)
    options.add_argument("--limit", type=int, default=20_000, help="articles in the library")
    options.add_argument("--articles", type=int, default=400, help="articles that are altered")
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    originals = list(islice(_articles(chosen.file), chosen.limit))
    altered = list(_altered(originals, chosen.articles, random.Random(chosen.seed)))
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings("stand-in", "stand-in", 8, 128, 0)
        memory = Memory.create(Path(folder) / "library", settings)
        _timed_adding(memory, originals)
        _add(memory, [article for article, _, _ in altered])
        _report(memory.store, altered)
        _own(memory.store, originals)
        memory.close()


def _report(store: Store, altered: Sequence[tuple[Article, Article, str]]) -> None:
    """Ask for the copies of every alteration, and print how many are found and right."""
    made: defaultdict[str, set[str]] = defaultdict(set)
    for article, source, _ in altered:
        made[source.id] |= {article.id, source.id}
    found: Counter[str] = Counter()
    asked = Counter(change for _, _, change in altered)
    right = wrong = own = 0
    times = []
    for article, source, change in altered:
        began = time.perf_counter()
        copies = [other for other, _ in printing(store, article, Texts())]
        times.append(time.perf_counter() - began)
        found[change] += source.id in {other.id for other in copies}
        for other in copies:
            if other.id in made[source.id]:
                right += 1
            elif _same(article.text, other.text):
                own += 1
            else:
                wrong += 1
                print(f"  wrong: {article.id} {article.title!r} and {other.id} {other.title!r}")
    for change, count in asked.items():
        print(f"{change:<12} {found[change]:>5} of {count}   recall {found[change] / count:.3f}")
    total = sum(asked.values())
    print(f"recall       {sum(found.values()) / total:.4f} of {total} alterations")
    print(
        f"precision    {(right + own) / (right + own + wrong):.4f} of {right + own + wrong} pairs"
    )
    print(f"  of which {own} are copies and versions in the archive itself; {wrong} wrong")
    times.sort()
    print(f"copies of an article: median {1e3 * statistics.median(times):.1f} ms, ", end="")
    print(f"95 % within {1e3 * times[int(0.95 * len(times))]:.1f} ms")


def _own(store: Store, originals: Sequence[Article]) -> None:
    """Compare all with all, exactly, and print how many of the archive's own pairs are found."""
    holders = defaultdict(list)
    for article in originals:
        for gram in Printed(article.text).all:
            holders[hash(gram)].append(article)
    shared: Counter[tuple[str, str]] = Counter()
    for some in holders.values():
        if 1 < len(some) <= _EVERY:
            shared.update((one.id, other.id) for one, other in combinations(some, 2))
    known = {article.id: article for article in originals}
    texts = Texts()
    pairs = found = 0
    likely = [pair for pair, count in shared.items() if count >= 10]
    for one, other in likely:
        sets = texts.of(known[one]).all, texts.of(known[other]).all
        if min(map(len, sets)) < 60 or len(sets[0] & sets[1]) < COPY * min(map(len, sets)):
            continue
        if _same(known[one].text, known[other].text):
            pairs += 1
            found += other in {item.id for item, _ in printing(store, known[one], texts)}
    print(f"the archive's own copies and versions: {found} of {pairs} found")


def _same(one: str, other: str) -> bool:
    """Whether half of the shorter text's words stand in long runs that both have."""
    first, second = words(one), words(other)
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    run = sum(block.size for block in blocks if block.size >= _RUN)
    if run < _SAME * min(len(first), len(second)):  # the order may differ: runs wherever they are
        grams = {tuple(second[at : at + _RUN]) for at in range(len(second))}
        hit = [tuple(first[at : at + _RUN]) in grams for at in range(len(first))]
        run = sum(any(hit[max(0, at - _RUN + 1) : at + 1]) for at in range(len(first)))
    return run >= _SAME * min(len(first), len(second))


def _altered(
    originals: Sequence[Article], count: int, rng: random.Random
) -> Iterator[tuple[Article, Article, str]]:
    """Alterations, each with its article and how it was made."""
    long = [article for article in originals if len(words(article.text)) >= _SHORTEST]
    chosen = rng.sample(long, 2 * min(count, len(long) // 2))
    for article, stranger in zip(chosen[::2], chosen[1::2], strict=True):
        said = [span.of(article.text) for span in sentences(article.text)]
        other = [span.of(stranger.text) for span in sentences(stranger.text)]
        if len(said) < 6:
            continue
        for change in CHANGES:
            text = " ".join(change(said, other, rng))
            made = _article(f"{change.__name__} {article.id}", "A headline of its own", text)
            yield replace(made, published=article.published), article, change.__name__


def _reworded(sentence: str, rng: random.Random) -> str:
    """A sentence with one to three of its words dropped, replaced, or with one more."""
    said = sentence.split()
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(said))
        said[at : at + 1] = rng.choice([[], [rng.choice(_OTHER)], [said[at], rng.choice(_OTHER)]])
        said = said or ["so"]
    return " ".join(said)


def _timed_adding(memory: Memory, originals: Sequence[Article]) -> None:
    """Add articles, and print what sketches cost each at the beginning and at the end."""
    began = time.perf_counter()
    for article in originals[:1000]:
        sketch(article.text)
    print(f"a sketch: {time.perf_counter() - began:.2f} ms")
    took = []
    for some in _batches(originals):
        took.append(_add(memory, some))
    tenth = max(1, len(took) // 10)
    print(
        f"keeping it: first tenth {1e3 * statistics.mean(took[:tenth]):.2f} ms an article, ", end=""
    )
    print(f"last tenth {1e3 * statistics.mean(took[-tenth:]):.2f} ms")


def _add(memory: Memory, some: Sequence[Article]) -> float:
    """Put articles into the library; seconds an article that their sketches took to keep."""
    sketches = [sketch(article.text) for article in some]
    with memory.store.transaction():
        for article in some:
            memory.store.put(article, (), ())
        began = time.perf_counter()
        for article, keys in zip(some, sketches, strict=True):
            memory.store.sketches.put(article.id, keys)
    return (time.perf_counter() - began) / max(1, len(some))


def _batches(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    return (articles[at : at + _BATCH] for at in range(0, len(articles), _BATCH))


def _articles(file: Path) -> Iterator[Article]:
    """The articles of a file, each text once."""
    seen: set[str] = set()
    for line in _lines(file):
        record = json.loads(line)
        if record["text"] not in seen:
            seen.add(record["text"])
            day = parse_date(record.get("date") or "")
            yield replace(
                _article(str(len(seen)), record.get("title"), record["text"]), published=day
            )


def _lines(file: Path) -> Iterable[str]:
    with gzip.open(file, "rt") if file.suffix == ".gz" else file.open() as lines:
        yield from lines


def _article(name: str, title: str | None, text: str) -> Article:
    return Article(
        id=hashlib.sha256(name.encode()).hexdigest()[:12],
        version=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        origin=name,
        title=title,
    )


if __name__ == "__main__":
    main()
