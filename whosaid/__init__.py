"""The one import for other tools.

import whosaid

library = whosaid.open("my-library", create=True)
library.add(["articles/"])
for passage in library.ask("Who closed the bridge?").passages:
    print(passage.article.outlet, passage.reference, passage.text)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.article import Article, Removal, restore
    from corpus.dates import PartialDate
    from corpus.dating.mentions import DateMention
    from corpus.dating.period import Period
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
    from index.adding.added import AddProgress, AddReport
    from index.keeping.backup import Backup
    from index.keeping.recovery import Recovered
    from index.models.encoder import Encoder
    from index.models.reranker import Reranker, load_reranker
    from index.people.known import KnownSpeaker
    from index.places import usual_library
    from index.version import __version__
    from qa.answer import (
        Answer,
        Changed,
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
        article_record,
        plain,
        to_json,
    )
    from qa.asking.figures import Figures
    from qa.checking.checked import Check, CheckedMatch
    from qa.citing.citation import Citation
    from qa.citing.formats import format_citations, read_citations
    from qa.citing.verify import Verified
    from qa.copies.printings import Copies
    from qa.holdings import Holding
    from qa.library import Library
    from qa.measuring.calibrate import Calibration
    from qa.measuring.evaluate import Evaluation, evaluate_quotes
    from qa.measuring.questions import Questions, evaluate_questions
    from qa.measuring.retrieval import Retrieval, evaluate_retrieval
    from qa.opening import open_library as open
    from qa.opening import recover_library as recover
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
    "Calibration",
    "Changed",
    "Check",
    "CheckedMatch",
    "Citation",
    "Copies",
    "Copy",
    "DateMention",
    "Edit",
    "Encoder",
    "Evaluation",
    "Extract",
    "Extracted",
    "Figure",
    "FigureGroup",
    "Figures",
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
    "Period",
    "Questions",
    "Quote",
    "Quotes",
    "ReadError",
    "ReasonKind",
    "Recovered",
    "Reference",
    "Removal",
    "Reranker",
    "Retrieval",
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
    "article_record",
    "evaluate_questions",
    "evaluate_quotes",
    "evaluate_retrieval",
    "extract",
    "extract_data",
    "extract_file",
    "format_citations",
    "load_reranker",
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

# Where each of them is, so that importing this takes no time: a name brings its own when it is
# first used. Type checkers read the list above, and tests/test_whosaid.py compares the two.
_HOMES = {
    "AddProgress": "index.adding.added:AddProgress",
    "AddReport": "index.adding.added:AddReport",
    "Answer": "qa.answer:Answer",
    "Article": "corpus.article:Article",
    "ArticleNotFound": "corpus.errors:ArticleNotFound",
    "Backup": "index.keeping.backup:Backup",
    "Changed": "qa.answer:Changed",
    "Check": "qa.checking.checked:Check",
    "CheckedMatch": "qa.checking.checked:CheckedMatch",
    "Citation": "qa.citing.citation:Citation",
    "Copies": "qa.copies.printings:Copies",
    "Copy": "qa.answer:Copy",
    "DateMention": "corpus.dating.mentions:DateMention",
    "Edit": "corpus.matching.wording:Edit",
    "Encoder": "index.models.encoder:Encoder",
    "Calibration": "qa.measuring.calibrate:Calibration",
    "Evaluation": "qa.measuring.evaluate:Evaluation",
    "Extract": "corpus.extract:Extract",
    "Extracted": "corpus.extract:Extracted",
    "Figure": "qa.answer:Figure",
    "FigureGroup": "qa.answer:FigureGroup",
    "Figures": "qa.asking.figures:Figures",
    "FoundPassage": "qa.answer:FoundPassage",
    "Holding": "qa.holdings:Holding",
    "KnownSpeaker": "index.people.known:KnownSpeaker",
    "Library": "qa.library:Library",
    "LibraryBusy": "corpus.errors:LibraryBusy",
    "LibraryDamaged": "corpus.errors:LibraryDamaged",
    "LibraryError": "corpus.errors:LibraryError",
    "LibraryMismatch": "corpus.errors:LibraryMismatch",
    "LibraryNotFound": "corpus.errors:LibraryNotFound",
    "Match": "qa.answer:Match",
    "Merged": "qa.quoting.speakers:Merged",
    "ModelError": "corpus.errors:ModelError",
    "PartialDate": "corpus.dates:PartialDate",
    "Period": "corpus.dating.period:Period",
    "Quote": "qa.quoting.quote:Quote",
    "Questions": "qa.measuring.questions:Questions",
    "Quotes": "qa.quoting.quote:Quotes",
    "ReadError": "corpus.errors:ReadError",
    "ReasonKind": "qa.answer:ReasonKind",
    "Recovered": "index.keeping.recovery:Recovered",
    "Reference": "qa.reference:Reference",
    "Retrieval": "qa.measuring.retrieval:Retrieval",
    "Removal": "corpus.article:Removal",
    "Reranker": "index.models.reranker:Reranker",
    "RoleHeld": "qa.quoting.speakers:RoleHeld",
    "Said": "qa.answer:Said",
    "Skipped": "corpus.record:Skipped",
    "Source": "qa.answer:Source",
    "Sources": "qa.answer:Sources",
    "Span": "corpus.spans:Span",
    "SpeakerFile": "qa.quoting.speakers:SpeakerFile",
    "SpeakerNotFound": "corpus.errors:SpeakerNotFound",
    "Spelling": "qa.quoting.speakers:Spelling",
    "Statement": "corpus.saying.statement:Statement",
    "Status": "qa.status:Status",
    "Understood": "qa.answer:Understood",
    "Unread": "corpus.record:Unread",
    "UsageError": "corpus.errors:UsageError",
    "Verified": "qa.citing.verify:Verified",
    "Version": "qa.versions:Version",
    "WhosaidError": "corpus.errors:WhosaidError",
    "__version__": "index.version:__version__",
    "article_record": "qa.answer:article_record",
    "evaluate_questions": "qa.measuring.questions:evaluate_questions",
    "evaluate_quotes": "qa.measuring.evaluate:evaluate_quotes",
    "evaluate_retrieval": "qa.measuring.retrieval:evaluate_retrieval",
    "extract": "corpus.extract:extract",
    "extract_data": "corpus.extract:extract_data",
    "extract_file": "corpus.extract:extract_file",
    "format_citations": "qa.citing.formats:format_citations",
    "load_reranker": "index.models.reranker:load_reranker",
    "open": "qa.opening:open_library",
    "parse_reference": "qa.reference:parse_reference",
    "plain": "qa.answer:plain",
    "read_citations": "qa.citing.formats:read_citations",
    "recover": "qa.opening:recover_library",
    "restore": "corpus.article:restore",
    "statements": "corpus.saying.statements:statements",
    "to_json": "qa.answer:to_json",
    "usual_library": "index.places:usual_library",
}


def __dir__() -> list[str]:
    return list(__all__)  # by which help() and completion go


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    value = globals()[name] = getattr(import_module(module), attribute)
    return value
