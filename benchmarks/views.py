"""What the views of the page cost, in libraries of any size.

    python -m benchmarks.views LIBRARY LIBRARY …

Each view is made three times, and the median of the processor's time counts: the first view of a
new visitor with what its fields offer, who speaks, the file of whoever is quoted most, the list of
articles, those with a word at the head.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from qa.opening import open_library
from web.address import Address
from web.view import Views
from whosaid import Library

ROUNDS = 3


def costs(library: Library) -> dict[str, float]:
    """Processor seconds of each view."""
    views = Views(library, changeable=False)
    most = library.speakers(1)
    people = Address(view="people")
    made: dict[str, Callable[[], object]] = {
        "first view": lambda: (views.results(Address()), views.lists()),
        "who speaks": lambda: views.results(people),
        "list of articles": lambda: views.results(Address(view="archive")),
        "articles with a word": lambda: views.results(Address("the", view="archive")),
    }
    if most:
        file = Address(view="people", speaker=f"#{most[0].id}")
        made[f"file of {most[0].name}, {most[0].statements:,} statements"] = lambda: views.results(
            file
        )
    return {name: statistics.median(map(_seconds, [make] * ROUNDS)) for name, make in made.items()}


def _seconds(make: Callable[[], object]) -> float:
    begun = time.process_time()
    make()
    return time.process_time() - begun


def main() -> None:
    """Print the costs of each library."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("libraries", type=Path, nargs="+")
    for folder in parser.parse_args().libraries:
        with open_library(folder) as library:
            status = library.status()
            print(f"{folder}: {status.articles:,} articles, {status.passages:,} passages")
            for name, seconds in costs(library).items():
                print(f"  {name:45} {seconds:.3f} s")


if __name__ == "__main__":
    main()
