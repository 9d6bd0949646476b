"""Whether hostile text takes more than its length: each stage, on pieces repeated to two sizes.

    python -m benchmarks.linear [--size 1000000] [--stage sentences] [--drawn 100]

For each stage and each piece it prints the seconds of processor time for half the size and for the
whole; a linear stage takes twice as long for twice as much. Where it is more than ``TOO_STEEP``
times as long, and long enough to be measured, the line is marked, and the exit status is 1.
``--drawn`` takes pieces that are put together of two to four others instead, the same each time.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

from corpus.cleaning.prepare import prepare
from corpus.copying.sketch import sketch
from corpus.cutting.passages import cut_passages
from corpus.cutting.quotations import quotations
from corpus.cutting.sentences import sentences
from corpus.errors import WhosaidError
from corpus.figures.find import find
from corpus.matching.match import match_quote, prepare_quote
from corpus.reading.plain import read_markdown, read_plain
from corpus.reading.webpage import read_webpage
from corpus.record import Record
from corpus.saying.names import names
from corpus.saying.statements import statements

TOO_STEEP = 3.0  # times as long for twice as much; 2 is linear, 4 quadratic
MEASURABLE_S = 0.5  # below this, noise is more than the rest

PIECES = {
    "a": "a",
    "spaces": " ",
    "lines": "\n",
    "tabs": "\t \n",
    "words": "word ",
    "Names": "Ada Lund ",
    "initials": "A. B. ",
    "dots": ". ",
    "ellipses": "… ",
    "straight marks": '"',
    "marks": '" ',
    "curly open": "“",
    "curly pairs": "“”",
    "nested": "“‘",
    "apostrophes": "it's ' ",
    "paragraph openings": "“It is so.\n\n",
    "said": '"It is," said Ada Lund. ',
    "and names": "Ada Lund and ",
    "of": "the head of ",
    "that": "she said that ",
    "he said": "he said ",
    "according": "according to ",
    "commas": "one, ",
    "brackets": "(",
    "closing": ")",
    "square": "[](",
    "dashes": "— ",
    "numbers": "1,000 ",
    "digits": "1",
    "dates": "12 Sept. 2025 ",
    "day": "on the 28th ",
    "bylines": "By Ada Lund\n",
    "published": "Published : Sept. 9, 2025\n",
    "captions": "(Photo: Ada)\n",
    "copyright": "© The Gazette. ",
    "addresses": "https://x.example/a ",
    "mail": "a@b.example ",
    "tags": "<a ",
    "open tags": "<div>",
    "nested tables": "<table><tr><td>",
    "comments": "<!--",
    "entities": "&amp;",
    "half entities": "&#",
    "scripts": "<script>",
    "json": '{"a":[',
    "hashes": "# ",
    "stars": "**",
    "underscores": "_a_ ",
    "backticks": "`",
    "quoted": "> ",
    "lists": "- a\n",
    "titles": "Dr. ",
    "of the": "of the ",
    "spokesman": "spokesman for the ",
    "told": "told Ada Lund that ",
    "the board": "The board said it was shut. ",
    "turns": "ADA LUND: Is it so?\n",
    "turns of two": "Ada Lund: Is it so?\nQ: I do.\nA: You and I.\n",
    "lines of labels": "Lund:\n",
    "capitals": "A",
    "accents": "é",
    "marks on marks": "a\u0301\u0301",
    "other scripts": "漢字かな",
    "zero width": "\u200b",
    "damage": "Salm?n ",
    "mojibake": "â€œ",
}


def drawn(number: int) -> dict[str, str]:
    """Pieces of two to four others, and what stands between them."""
    chosen = random.Random(7)
    names = sorted(PIECES)
    found = {}
    for _ in range(number):
        some = chosen.sample(names, chosen.randint(2, 4))
        found["+".join(some)] = chosen.choice(["", " ", ", "]).join(PIECES[name] for name in some)
    return found


def _count(texts: list[str]) -> list[int]:
    return [text.count(" ") + 1 for text in texts]


STAGES: dict[str, Callable[[str], object]] = {
    "plain": lambda text: read_plain(text.encode(), "a.txt"),
    "markdown": lambda text: read_markdown(text.encode(), "a.md"),
    "webpage": lambda text: read_webpage(
        f"<html><body><article><p>{text}</p></article></body></html>".encode(), "a.html"
    ),
    "prepare": lambda text: prepare(Record("a.txt", "plain", f"Bridge shut\n{text}")),
    "quotations": quotations,
    "sentences": sentences,
    "passages": lambda text: cut_passages(text, _count, 200, 30),
    "names": names,
    "statements": statements,
    "taken up": lambda text: statements(f"The Tavra Port Board met. {text}"),
    "figures": find,
    "sketches": sketch,
    "match": lambda text: match_quote(prepare_quote("the bridge was never said to be safe"), text),
}


def measure(stage: str, piece: str, size: int) -> tuple[float, float]:
    """Seconds for half the size, and for the whole."""
    times = []
    for length in (size // 2, size):
        text = (piece * (length // len(piece) + 1))[:length]
        start = time.process_time()
        with suppress(WhosaidError):  # refused, with a reason
            STAGES[stage](text)
        times.append(time.process_time() - start)
    return times[0], times[1]


def steep(stages: list[str], pieces: dict[str, str], size: int) -> Iterator[str]:
    """Print a line for each stage and piece; those that are too steep."""
    for stage in stages:
        for name, piece in pieces.items():
            half, whole = measure(stage, piece, size)
            ratio = whole / max(half, 1e-9)
            marked = whole > MEASURABLE_S and ratio > TOO_STEEP
            print(
                f"{stage:11} {name:19} {half:7.2f} {whole:7.2f} {ratio:5.1f}{' !' * marked}",
                flush=True,
            )
            if marked:
                yield f"{stage} on {name}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", type=int, default=1_000_000, help="characters")
    parser.add_argument("--stage", choices=STAGES, action="append")
    parser.add_argument("--piece", choices=PIECES, action="append")
    parser.add_argument("--drawn", type=int, default=0, help="as many pieces more, put together")
    options = parser.parse_args()
    pieces = {name: PIECES[name] for name in options.piece or ([] if options.drawn else PIECES)}
    pieces |= drawn(options.drawn)
    found = list(steep(options.stage or list(STAGES), pieces, options.size))
    sys.exit(f"too steep: {', '.join(found)}" if found else 0)


if __name__ == "__main__":
    main()
