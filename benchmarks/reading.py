"""What reading the best passages gains, and what it costs.

    python -m benchmarks.reading                          the sample archive and its questions
    python -m benchmarks.reading LIBRARY QUESTIONS.jsonl  another, as for `whosaid eval questions`

The same questions with and without the reader: the right article first and among five, the best
sentence, what is refused, how often a first passage that is called a strong, fair or weak match is
right, and processor milliseconds of a question, at the median and on average.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import mean, median
from time import process_time

from benchmarks.floors import OTHERS, QUESTIONS, SAMPLES, expected
from qa.asking.reading import Read
from qa.library import Library
from qa.measuring.evaluate import Share
from qa.measuring.questions import Expected, Questions, read_questions, score_questions
from qa.opening import open_library


class Unread(Library):
    """A library whose passages are not read."""

    @property
    def _read(self) -> Read | None:
        return None


@contextmanager
def samples() -> Iterator[Path]:
    """A library of the sample archive, until the context ends."""
    with tempfile.TemporaryDirectory() as folder:
        with open_library(folder, create=True) as library:
            library.add(SAMPLES)
        yield Path(folder)


def report(folder: Path, name: str, questions: Sequence[Expected]) -> None:
    """Print what each way answers of some questions, and what it takes."""
    print(f"\n| {name} | right first | among five | best sentence | refused, unanswerable "
          "| refused, answerable | strong | fair | weak | ms |\n"
          "|---|---|---|---|---|---|---|---|---|---|")  # fmt: skip
    with open_library(folder) as library:
        for way, asked in (("as it is", library), ("without reading", Unread(library._memory))):
            found = score_questions(asked, questions, name)
            taken = _milliseconds(asked, questions)
            print(f"| {way} | {_row(found)} | {median(taken):.1f}, {mean(taken):.1f} |", flush=True)


def _row(found: Questions) -> str:
    shares = (found.first, found.in_five, found.sentence, found.refused_rightly)
    matches = (found.strong, found.fair, found.weak)
    return " | ".join(map(_told, (*shares, found.refused_wrongly, *matches)))


def _told(share: Share) -> str:
    return f"{share.share:.3f} of {share.of}" if share.of else ""


def _milliseconds(library: Library, questions: Sequence[Expected]) -> list[float]:
    """Processor time of each question, all threads together."""
    taken = []
    for item in questions:
        began = process_time()
        library.ask(item.question)
        taken.append(1000 * (process_time() - began))
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path, nargs="?")
    parser.add_argument("questions", type=Path, nargs="?")
    options = parser.parse_args()
    if options.library and options.questions:
        report(options.library, options.questions.name, read_questions(options.questions))
        return
    with samples() as folder:
        for file in (QUESTIONS, *OTHERS):
            report(folder, file.stem, expected(file))


if __name__ == "__main__":
    main()
