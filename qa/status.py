"""What a library holds and how it is."""

from dataclasses import dataclass

from index.records import Settings


@dataclass(frozen=True, slots=True)
class Status:
    """What a library holds and how it is.

    ``dated`` counts the articles whose statements an older version of the program found: adding
    their files again finds them anew. ``sizes`` are bytes on disk by part; ``faults`` are
    sentences, empty when nothing wrong was found, and None when it was not looked for.
    """

    folder: str
    articles: int
    passages: int
    outlets: int
    dated: int
    settings: Settings
    sizes: dict[str, int]
    faults: tuple[str, ...] | None
