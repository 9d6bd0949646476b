"""What a library holds and how it is."""

from dataclasses import dataclass

from index.records import Settings
from qa.measuring.calibrate import Calibration


@dataclass(frozen=True, slots=True)
class Status:
    """What a library holds and how it is.

    ``outdated`` counts the articles whose statements an older version of the program found: adding
    their files again finds them anew. ``waiting`` counts the passages without a vector, which
    are found by words alone until ``embed``. ``recall`` is the share of the ten nearest passages
    that a search by meaning finds, of 1, measured when the index was last written; None when all
    passages are compared. ``sizes`` are bytes on disk by part; ``faults`` are sentences, empty
    when nothing wrong was found, and None when it was not looked for. ``floor`` is the confidence
    that an answer needs, ``calibration`` how it was fitted to the library, None when it was not;
    ``reads`` is whether the best passages are read with the question, which then may decide.
    """

    folder: str
    articles: int
    passages: int
    outlets: int
    outdated: int
    waiting: int
    recall: float | None
    settings: Settings
    sizes: dict[str, int]
    faults: tuple[str, ...] | None
    floor: float
    calibration: Calibration | None
    reads: bool
