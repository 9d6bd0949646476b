"""Figures, measured: are those that a question asks for lined up, and others kept apart?

    python -m benchmarks.figures

Puts the sample archive into a new library and asks every question of
``tests/cases/sample_figures.json`` with the default model. Recall is the share of the expected
figures that are lined up; precision the share of lined-up figures that are expected, or repeat
the value of one that is. Figures that must not be lined up are counted apart. The weights and
thresholds were fitted to these same questions, so that the figures say how well they fit, not
how other questions will do.
"""

import json
import re
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import whosaid

CASES = Path("tests/cases/sample_figures.json")
SAMPLES = Path("corpus/samples")


def main() -> None:
    """Ask all questions and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        library = whosaid.open(Path(folder) / "library", create=True)
        library.add(SAMPLES)
        printings = _printings(library)
        cases = json.loads(CASES.read_text("utf-8"))["figures"]
        found = right = lined_up = wrong = 0
        for case in cases:
            figures = library.figures(case["question"])
            asked = [figure for group in figures.groups if group.asked for figure in group.figures]
            hits = [any(is_figure(x, f, printings) for f in asked) for x in case["figures"]]
            good = [is_expected(figure, case["figures"], printings) for figure in asked]
            bad = [any(is_figure(x, f, printings) for f in asked) for x in case["different"]]
            print(f"{sum(hits):>3} of {len(hits)}   {sum(good):>3} of {len(good)}   "
                  f"{sum(bad)} of {len(bad)}   {case['question']}")  # fmt: skip
            found, right = found + sum(hits), right + sum(good)
            lined_up, wrong = lined_up + len(good), wrong + sum(bad)
        expected = sum(len(case["figures"]) for case in cases)
        print(f"recall {found / expected:.3f}, precision {right / lined_up:.3f}, "
              f"different lined up {wrong}")  # fmt: skip
        library.close()


def _printings(library: whosaid.Library) -> dict[str, set[str]]:
    """For each article by its name in the golden file, the ids of it and of its copies."""
    named = {}
    for source in library.articles():
        name = library.article(source.id).origin.partition("corpus/samples/")[2]
        copies = {copy.article.id for copy in library.copies(source.id).copies}
        named[name] = {source.id, *copies}
    return named


def is_figure(
    expected: dict[str, Any], figure: whosaid.Figure, printings: dict[str, set[str]]
) -> bool:
    """Whether a figure is one of the golden file: its value, in its article or a copy of it."""
    given = [value for value in (figure.value, figure.upper) if value is not None]
    return figure.article.id in printings[expected["article"]] and given in values(expected)


def is_expected(
    figure: whosaid.Figure, expected: Sequence[dict[str, Any]], printings: dict[str, set[str]]
) -> bool:
    """Whether a lined-up figure is expected, or says again what an expected one does."""
    if any(is_figure(one, figure, printings) for one in expected):
        return True
    known = {value for one in expected for some in values(one) for value in some}
    return all(value in known for value in (figure.value, figure.upper) if value is not None)


def values(expected: dict[str, Any]) -> list[list[Decimal]]:
    """The value or both ends of a range of the golden file, as said and with "million" left out."""
    said = [Decimal(v.replace(",", "")) for v in re.findall(r"\d[\d,.]*", str(expected["value"]))]
    if "million" not in expected["unit"]:
        return [said]
    return [said, [value * 1_000_000 for value in said]]


if __name__ == "__main__":
    main()
