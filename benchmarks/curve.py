"""Draws what a question costs against the size of the library, from the figures of ``sizes``.

    python -m benchmarks.curve benchmarks/sizes.jsonl benchmarks/sizes.svg

Needs matplotlib, which is in the extra ``bench``.
"""

import argparse
import json
from pathlib import Path
from typing import Any

FORMS = {
    "articles put together": ("o-", "a question, articles put together"),
    "articles as they are": ("s", "a question, 20,000 articles as they are"),
    "vectors alone": ("^--", "the search for vectors alone"),
}


def draw(rows: list[dict[str, Any]], to: Path) -> None:
    """Processor milliseconds at the median, and at the 95th percentile as a thin line."""
    import matplotlib as mpl  # noqa: PLC0415

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "whosaid"  # the same figures give the same file
    from matplotlib import pyplot as plt  # noqa: PLC0415

    figure, axes = plt.subplots(figsize=(7, 4))
    for what, (form, label) in FORMS.items():
        some = sorted((r for r in rows if r["what"] == what), key=lambda r: r["passages"])
        if not some:
            continue
        sizes = [row["passages"] for row in some]
        took = [row["rounds"]["no filter"] for row in some]
        (line,) = axes.plot(sizes, [t["processor"] for t in took], form, label=label)
        colour = line.get_color()
        tops = [t["processor_95"] for t in took]
        axes.vlines(sizes, [t["processor"] for t in took], tops, colors=colour, linewidth=1)
    axes.set(xscale="log", xlabel="passages", ylabel="processor ms, median to 95th percentile")
    axes.set_ylim(bottom=0)
    axes.grid(alpha=0.3)
    axes.legend()
    figure.tight_layout()
    figure.savefig(to, metadata={"Date": None})


def main() -> None:
    """Read the figures and draw."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("figures", type=Path, help="what benchmarks.sizes recorded")
    parser.add_argument("to", type=Path, help="the picture, SVG")
    options = parser.parse_args()
    lines = options.figures.read_text(encoding="utf-8").splitlines()
    draw([json.loads(line) for line in lines], options.to)


if __name__ == "__main__":
    main()
