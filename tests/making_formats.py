"""A small library with rows in every table, as this program writes it: a fixture of its format.

    python tests/making_formats.py tests/formats/4

Made once, when a format is released, and then never again: later programs have to open it.
"""

import argparse
import json
import shutil
import tempfile
from contextlib import closing
from pathlib import Path

from conftest import WordEncoder

import whosaid
from index.truth.schema import open_tables

COURT = {
    "title": "Trial adjourned",
    "source": "Quay Post",
    "date": "2025-10-03",
    "url": "https://post.example/court",
    "text": "A judge adjourned the trial on Friday. It goes on in October.",
}
QUAY = {
    "title": "Quay shut after girder cracks",
    "source": "The Ellan Gazette",
    "author": "Mira Tolk",
    "date": "2025-09-12T16:27",
    "url": "https://gazette.example/quay",
    "text": "The quay is shut since Monday. A girder cracked.\n\n"
    '"Nobody will cross it before May," said Ada Lund, the harbour master.',
}
MILL = {
    "title": "Mill to reopen",
    "source": "Quay Post",
    "date": "2025-10-05",
    "url": "https://post.example/mill",
    "text": 'The mill at Tarn opens again in May. "We have the flour," said Ivo Marr, the miller. '
    'Ada Lunde, a harbour clerk, said the quay is not safe. "It holds," said Ahn Seo-rim, head of '
    "the Ellan Harbour Authority.",
}
FERRY = {
    "title": "Ferry stays in port",
    "source": "The Ellan Gazette",
    "date": "2025-10-06",
    "url": "https://gazette.example/ferry",
    "text": 'The ferry to Tarn Skerry stays in port for a week. "It leaks," said Ahn Seo-rym, head '
    "of the Ellan Harbour Authority.",
}


def make(folder: Path) -> None:
    """Make the library: one article updated, one embedded late, one not yet; two names merged."""
    with tempfile.TemporaryDirectory() as place:
        with whosaid.open(Path(place, "library"), create=True, encoder=WordEncoder()) as library:

            def add(name: str, article: dict[str, str], *, words_first: bool = False) -> None:
                file = Path(place, f"{name}.json")
                file.write_text(json.dumps(article))
                library.add(file, words_first=words_first, origin=f"/articles/{name}.json")

            add("court", COURT)
            add("quay", QUAY)
            add("quay", QUAY | {"text": QUAY["text"].replace("before May", "before spring")})
            add("mill", MILL, words_first=True)
            library.embed()
            add("ferry", FERRY, words_first=True)
            library.merge_speakers("Ada Lund", "Ada Lunde")
            with library._memory.writing() as store:  # as in a library from before sketches
                store.sketches.drop(library.articles()[0].id)
                store._run("INSERT INTO unsketched SELECT max(number) FROM article")
        with closing(open_tables(Path(place, "library", "library.db"))) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # else it may all be in the log
        folder.mkdir(exist_ok=True)
        shutil.copy(Path(place, "library", "library.db"), folder)
    with closing(open_tables(folder / "library.db")) as connection:
        for step in ("journal_mode = DELETE", "page_size = 1024", "journal_mode = WAL"):
            connection.execute(f"PRAGMA {step}")
            connection.execute("VACUUM")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    make(parser.parse_args().folder)
