"""The one import for other tools.

import whosaid

library = whosaid.open("my-library", create=True)
library.add(["articles/"])
for passage in library.ask("Who closed the bridge?").passages:
    print(passage.article.outlet, passage.reference, passage.text)
"""

from corpus.article import Article, Removal, restore
from corpus.dates import PartialDate
from corpus.errors import (
    ArticleNotFound,
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryMismatch,
    LibraryNotFound,
    ModelError,
    ReadError,
    UsageError,
    WhosaidError,
)
from corpus.record import Skipped, Unread
from corpus.spans import Span
from index.adding import AddProgress, AddReport
from index.embed import Encoder
from index.version import __version__
from qa.answer import Answer, FoundPassage, Source, plain, to_json
from qa.library import Library, Status
from qa.library import open_library as open
from qa.reference import Reference, parse_reference

__all__ = [
    "AddProgress",
    "AddReport",
    "Answer",
    "Article",
    "ArticleNotFound",
    "Encoder",
    "FoundPassage",
    "Library",
    "LibraryBusy",
    "LibraryDamaged",
    "LibraryError",
    "LibraryMismatch",
    "LibraryNotFound",
    "ModelError",
    "PartialDate",
    "ReadError",
    "Reference",
    "Removal",
    "Skipped",
    "Source",
    "Span",
    "Status",
    "Unread",
    "UsageError",
    "WhosaidError",
    "__version__",
    "open",
    "parse_reference",
    "plain",
    "restore",
    "to_json",
]
