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
    SpeakerNotFound,
    UsageError,
    WhosaidError,
)
from corpus.extract import Extract, Extracted, extract, extract_data, extract_file
from corpus.matching.wording import Edit
from corpus.record import Skipped, Unread
from corpus.saying.statement import Statement
from corpus.saying.statements import statements
from corpus.spans import Span
from index.adding import AddProgress, AddReport
from index.backup import Backup
from index.encoder import Encoder
from index.places import usual_library
from index.recovery import Recovered
from index.speakers import KnownSpeaker
from index.version import __version__
from qa.answer import (
    Answer,
    Copy,
    Figure,
    FigureGroup,
    FoundPassage,
    Match,
    ReasonKind,
    Said,
    Source,
    Sources,
    Understood,
    plain,
    to_json,
)
from qa.checking.checked import Check, CheckedMatch
from qa.citing.citation import Citation
from qa.citing.formats import format_citations, read_citations
from qa.citing.verify import Verified
from qa.copies.printings import Copies
from qa.holdings import Holding
from qa.library import Library
from qa.library import open_library as open
from qa.library import recover_library as recover
from qa.measuring.evaluate import Evaluation, evaluate_quotes
from qa.quoting.quote import Quote, Quotes
from qa.quoting.speakers import Merged, RoleHeld, SpeakerFile, Spelling
from qa.reference import Reference, parse_reference
from qa.status import Status
from qa.versions import Version

__all__ = [
    "AddProgress",
    "AddReport",
    "Answer",
    "Article",
    "ArticleNotFound",
    "Backup",
    "Check",
    "CheckedMatch",
    "Citation",
    "Copies",
    "Copy",
    "Edit",
    "Encoder",
    "Evaluation",
    "Extract",
    "Extracted",
    "Figure",
    "FigureGroup",
    "FoundPassage",
    "Holding",
    "KnownSpeaker",
    "Library",
    "LibraryBusy",
    "LibraryDamaged",
    "LibraryError",
    "LibraryMismatch",
    "LibraryNotFound",
    "Match",
    "Merged",
    "ModelError",
    "PartialDate",
    "Quote",
    "Quotes",
    "ReadError",
    "ReasonKind",
    "Recovered",
    "Reference",
    "Removal",
    "RoleHeld",
    "Said",
    "Skipped",
    "Source",
    "Sources",
    "Span",
    "SpeakerFile",
    "SpeakerNotFound",
    "Spelling",
    "Statement",
    "Status",
    "Understood",
    "Unread",
    "UsageError",
    "Verified",
    "Version",
    "WhosaidError",
    "__version__",
    "evaluate_quotes",
    "extract",
    "extract_data",
    "extract_file",
    "format_citations",
    "open",
    "parse_reference",
    "plain",
    "read_citations",
    "recover",
    "restore",
    "statements",
    "to_json",
    "usual_library",
]
