"""From a damaged library to a new one with all that can still be read."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import LibraryNotFound
from index.files import check_new
from index.keeping.salvage import Salvage
from index.memory import Memory
from index.models.encoder import Encoder
from index.models.model import Precision, precision_of
from index.settings import settings_for

_Load = Callable[[str | None, Precision | None], Encoder]


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was saved of a damaged library, and what was not.

    ``articles``, ``editions`` (replaced texts) and ``rulings`` (on who is who) were saved;
    ``passages`` were cut anew, and of them ``embedded`` had no vector that was whole. ``lost``
    counts the rows that could not be read or are not what was written, and ``cut_short`` names the
    tables whose end could not be reached, so that more may be lost; ``altered`` are the ids of the
    articles that can be read but are not what was added, which were left out.
    """

    folder: str
    articles: int
    editions: int
    rulings: int
    passages: int
    embedded: int
    lost: int
    altered: tuple[str, ...]
    cut_short: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether everything was saved."""
        return not (self.lost or self.altered or self.cut_short)


def recover(library: Path, into: Path, load: _Load) -> Recovered:
    """Save what can be read of a damaged library into a new one; the damaged one stays as it is.

    Passages and statements follow from the texts, so they are made anew. ``load`` gives the
    encoder of a model by name and precision, or the usual one when the settings cannot be read.

    Raises ``LibraryNotFound`` and ``UsageError`` for the folders, ``LibraryDamaged`` when nothing
    can be read, and ``LibraryMismatch`` when the model is another one than then.
    """
    if not (library / "library.db").is_file():
        raise LibraryNotFound(f"There is no library.db in {library}, so nothing to recover.")
    check_new(into)
    with tempfile.TemporaryDirectory() as folder:
        for file in library.glob("library.db*"):
            shutil.copy(file, folder)  # with its log, which opening it works into it
        salvage = Salvage(Path(folder) / "library.db")
        try:
            return _save(salvage, into, load)
        except BaseException:
            shutil.rmtree(into, ignore_errors=True)  # half of what could be saved helps nobody
            raise
        finally:
            salvage.close()


def _save(salvage: Salvage, into: Path, load: _Load) -> Recovered:
    from index.adding.add import add_articles, none_saved  # noqa: PLC0415 - readers of every format, 0.4 s

    settings = salvage.settings()
    if settings:
        encoder = load(settings.model, precision_of(settings.fingerprint))
    else:
        encoder = load(None, None)
    memory = Memory.create(into, settings or settings_for(encoder))
    try:
        memory.check_model(encoder.fingerprint, encoder.name)
        saved = salvage.vectors if settings else none_saved  # those of who knows which model
        report = add_articles(memory, encoder, salvage.articles(), saved)
        editions, rulings = list(salvage.editions()), salvage.rulings()
        with memory.writing() as store:
            store.editions.put(editions)
            store.speakers.rule(rulings)
    finally:
        memory.close()
    return Recovered(
        folder=str(into),
        articles=report.added,
        editions=len(editions),
        rulings=len(rulings),
        passages=report.passages,
        embedded=report.embedded,
        lost=salvage.lost,
        altered=tuple(salvage.altered),
        cut_short=tuple(salvage.cut_short),
    )
