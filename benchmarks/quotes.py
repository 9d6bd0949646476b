"""Who said what, measured on a file in the format of PolNeAR.

    python -m benchmarks.quotes FILE.jsonl.gz

The same as ``whosaid eval quotes FILE``, and with ``--limit`` on its first articles alone. What
is counted is told in ``corpus/saying/scoring.py`` and ``qa/evaluate.py``.
"""

import argparse
from pathlib import Path

from qa.evaluate import evaluate_quotes
from terminal import Screen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=int, default=None, help="only the first articles")
    arguments = parser.parse_args()
    Screen().evaluation(evaluate_quotes(arguments.file, arguments.limit))


if __name__ == "__main__":
    main()
