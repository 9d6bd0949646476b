"""Who said what, measured on a file in the format of PolNeAR.

    python -m benchmarks.quotes FILE.jsonl.gz

The same as ``whosaid eval quotes FILE``, and with ``--limit`` on its first articles alone. What
is counted is told in ``corpus/saying/scoring.py`` and ``qa/measuring/evaluate.py``.
"""

import argparse
from pathlib import Path

from qa.measuring.evaluate import evaluate_quotes
from terminal.screen import Screen
from terminal.showing.measures import evaluation


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=int, default=None, help="only the first articles")
    arguments = parser.parse_args()
    evaluation(Screen(), evaluate_quotes(arguments.file, arguments.limit))


if __name__ == "__main__":
    main()
