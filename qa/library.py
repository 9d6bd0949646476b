"""The library as its users hold it: what ``whosaid.open`` returns."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Self

from corpus.article import Article
from corpus.identity.sighting import NameKind
from corpus.saying.finder import finders
from index.adding.added import AddReport, Progress
from index.keeping.backup import Backup, back_up
from index.memory import Memory
from index.models.embed import load_encoder
from index.models.encoder import Encoder
from index.models.model import precision_of
from index.models.reader import read
from index.models.reranker import Reranker
from index.models.together import TogetherEncoder, Turns
from index.people.known import KnownSpeaker
from qa.answer import Answer, Said, Source, source_of
from qa.asking.ask import ask
from qa.asking.figures import Figures, figures
from qa.asking.judging import LEARNED_FOR, floor_of
from qa.asking.reading import Read
from qa.checking.check import check
from qa.checking.checked import Check
from qa.citing.citation import Citation
from qa.citing.cite import Citable, Found, cite
from qa.citing.verify import Verified, verify
from qa.copies.printings import Copies, copies
from qa.holdings import Holding
from qa.listing import listed
from qa.measuring.calibrate import Calibration, calibrate, kept_calibration
from qa.narrowing import Day, narrowed
from qa.quoting.quote import Quotes
from qa.quoting.quotes import quotes
from qa.quoting.speakers import (
    SpeakerFile,
    merge,
    speaker_file,
    speaker_names,
    speakers,
    split,
)
from qa.saying import said_in
from qa.status import Status
from qa.versions import Version, article_as, versions

PathName = str | PathLike[str]


class Library:
    """Articles that can be asked. Make one with ``whosaid.open``; close it, or use ``with``."""

    def __init__(self, memory: Memory, encoder: Encoder | None = None) -> None:
        self._memory = memory
        self._given = encoder
        self._turns = Turns()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the files; the library cannot be used afterwards."""
        self._memory.close()

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self._memory.folder

    def add(
        self,
        paths: PathName | Iterable[PathName],
        *,
        progress: Progress | None = None,
        fields: Mapping[str, str] | None = None,
        thorough: bool = False,
        words_first: bool = False,
        origin: str | None = None,
    ) -> AddReport:
        """Read files and folders in: new articles are added, changed ones updated.

        ``progress`` is called with an ``AddProgress`` now and then. ``fields`` says which field
        of a JSON or CSV record is what, such as ``{"text": "body"}``, where the usual names do
        not. Each batch is committed as it is embedded; the report names what gave no article.
        ``thorough`` finds more of the reported speech, and takes about twice as long; adding the
        same files again with it refines what is there, without embedding anything. With
        ``words_first`` nothing is embedded, so that articles are found by their words at once,
        and by meaning after ``embed``. ``origin`` is
        what a single file is known by where its path tells nothing, such as that of a file that
        was sent over a network and is deleted afterwards.
        """
        from index.adding.add import add_files  # noqa: PLC0415 - readers of every format, 0.4 s

        some = [paths] if isinstance(paths, (str, PathLike)) else list(paths)
        return add_files(
            self._memory,
            self._encoder,
            [Path(path) for path in some],
            fields,
            progress,
            thorough=thorough,
            words_first=words_first,
            origin=origin,
        )

    def embed(self, progress: Progress | None = None) -> int:
        """Embed the passages that were added words first; how many vectors were made."""
        from index.adding.embedding import embed_waiting  # noqa: PLC0415 - as for add

        return embed_waiting(self._memory, self._encoder, progress)

    def ask(  # noqa: PLR0913 - each narrows by one thing, and is named
        self,
        question: str,
        *,
        n: int = 5,
        since: Day | None = None,
        until: Day | None = None,
        outlet: str | None = None,
        author: str | None = None,
        speaker: str | None = None,
        as_of: Day | None = None,
        as_words: str | Sequence[str] = (),
        reranker: Reranker | None = None,
    ) -> Answer:
        """The ``n`` passages that answer best, or the reason why there is no good answer.

        ``since`` and ``until`` are days, both included ("2023-10" means all of that month);
        ``outlet`` and ``author`` may be given in part, without regard to case and accents;
        ``speaker`` in any spelling, and only passages with words of that speaker answer.
        ``as_of`` answers from what was published by that day, and "last week" is counted from it.
        What is understood of the question beyond its words is in ``Answer.understood``;
        ``as_words`` are those of its words that are to be taken for nothing more, or "all".
        ``reranker`` reads the best with the question and puts them in its order, such as
        ``whosaid.load_reranker`` loads.

        Raises ``UsageError`` for a question that is empty or too long, and for dates that are none.
        """
        wanted = narrowed(since, until, outlet, author, as_of)
        encoder = self._encoder
        with self._turns:
            return ask(
                self._memory,
                encoder,
                question,
                n,
                wanted,
                speaker=speaker,
                as_words=_each(as_words),
                reranker=reranker,
                read=self._read,
            )

    @property
    def _read(self) -> Read | None:
        """The reader, where passages are ranked as those were that its scores are known for."""
        return read if self._memory.settings.model == LEARNED_FOR else None

    def quotes(
        self,
        speaker: str | None = None,
        about: str | None = None,
        *,
        n: int = 20,
        since: Day | None = None,
        until: Day | None = None,
        outlet: str | None = None,
        as_of: Day | None = None,
        as_words: str | Sequence[str] = (),
    ) -> Quotes:
        """Who said what: the statements of a speaker, about a subject, or both.

        The nearest to the subject come first, without one the newest. The speaker is found by any
        spelling, or by the surname. The subject may be a question that names the speaker ("What
        did Ahn Seo-rim say about the bridge?"), and is understood as by ``ask``; filters, ``as_of``
        and ``as_words`` are as there. Raises ``SpeakerNotFound``, with the nearest names, and
        ``UsageError`` when neither a speaker nor a subject is given.
        """
        wanted = narrowed(since, until, outlet, None, as_of)
        encoder = self._encoder if about and about.strip() else None
        with self._turns:
            return quotes(self._memory, encoder, speaker, about, wanted, n, _each(as_words))

    def speakers(self, n: int | None = None, *, named: str = "") -> list[KnownSpeaker]:
        """Everyone who says something, the most quoted first; all, unless ``n`` are.

        ``named`` leaves those whose name has these words. Raises ``UsageError`` for a negative
        number.
        """
        return speakers(self._memory, n, named)

    def speaker_names(self, n: int, kind: NameKind | None = None) -> list[str]:
        """The names alone of those with the most statements, or of those of one kind.

        Raises ``UsageError`` for a negative number.
        """
        return speaker_names(self._memory, n, kind)

    def speaker(self, name: str) -> SpeakerFile:
        """One speaker's file: spellings and why they are one, roles, statements along time.

        Raises ``SpeakerNotFound``, and ``UsageError`` when the name can be more than one.
        """
        return speaker_file(self._memory, name)

    def merge_speakers(self, a: str, b: str) -> list[KnownSpeaker]:
        """Take two for one from now on, whatever is added or removed; what they are then.

        Raises ``SpeakerNotFound`` and ``UsageError``.
        """
        return merge(self._memory, a, b)

    def split_speaker(self, name: str) -> list[KnownSpeaker]:
        """Take apart what was taken for one, for good; what they are then.

        Raises ``SpeakerNotFound``, and ``UsageError`` when there is nothing to take apart.
        """
        return split(self._memory, name)

    def check(self, quote: str, speaker: str | None = None) -> Check:
        """Whether a quote is in the archive, how closely, where, and who says it there.

        ``speaker`` is who is said to have said it. docs/check.md defines the classes.
        Raises ``UsageError`` for a quote that is empty, too long or without any word.
        """
        with self._turns:
            return check(self._memory, lambda: self._encoder, quote, speaker)

    def cite(
        self, what: Citable | Found | Iterable[Citable | Found], *, retrieved: date | None = None
    ) -> tuple[Citation, ...]:
        """Citations of what was found, or of references such as ``a1b2c3:120-480``.

        Passages, quotes, matches, and whole answers, in their order; ``retrieved`` is today
        unless given. Raises ``ArticleNotFound``, and ``UsageError`` when a reference is none.
        ``whosaid.format_citations`` makes a file of them.
        """
        return cite(self._memory, what, retrieved or date.today())

    def verify(self, citations: Iterable[Citation]) -> tuple[Verified, ...]:
        """What became of citations, such as ``whosaid.read_citations`` reads from a file."""
        return verify(self._memory, citations)

    def figures(
        self,
        question: str,
        *,
        since: Day | None = None,
        until: Day | None = None,
        outlet: str | None = None,
        author: str | None = None,
        as_of: Day | None = None,
    ) -> Figures:
        """The figures that articles give for what a question asks, and who claims each.

        Those that are asked for come first, the earliest published first; other quantities that
        stand nearby are kept apart. Filters are as for ``ask``. Raises ``UsageError``.
        """
        wanted = narrowed(since, until, outlet, author, as_of)
        return figures(self._memory, self._encoder, question, wanted)

    def copies(self, id: str) -> Copies:
        """The other articles that print an article's text, the earliest first, and why.

        Raises ``ArticleNotFound``.
        """
        return copies(self._memory, id)

    def article(self, id: str, version: str | None = None) -> Article:
        """The article with an id, or with the only id that begins so.

        ``version`` asks for the text that it had in an earlier version, given whole or by its
        beginning. Raises ``ArticleNotFound``.
        """
        store = self._memory.store
        return store.article(id) if version is None else article_as(store, id, version)

    def versions(self, id: str) -> tuple[Version, ...]:
        """Every text that an article has had, the earliest first, that of now the last.

        Raises ``ArticleNotFound``.
        """
        return versions(self._memory.store, id)

    def statements(self, id: str) -> tuple[Said, ...]:
        """What is said in the article with that whole id, and by whom, in the order of its text."""
        return said_in(self._memory, id)

    def holdings(self) -> list[Holding]:
        """How many articles there are of each outlet from each month, the months in order."""
        return [Holding(*row) for row in self._memory.store.filters.months()]

    def articles(self, n: int | None = None, *, after: int = 0, words: str = "") -> list[Source]:
        """The articles, the latest published first and the undated last; all, unless ``n`` are.

        ``after`` are passed over. ``words`` leaves those whose headline, outlet and authors have
        each of them. Raises ``UsageError`` for a negative number.
        """
        return listed(self._memory.store, n, after, words)

    def remove(self, ids: str | Iterable[str]) -> list[Source]:
        """Take articles out, with their passages, vectors and words; the articles taken out.

        All or none: raises ``ArticleNotFound`` when one of them is not there.
        """
        wanted = _each(ids)
        with self._memory.writing() as store:
            articles = {article.id: article for article in map(store.article, wanted)}
            for id_ in articles:
                store.remove(id_)
        return [source_of(article) for article in articles.values()]

    def status(self, check: bool = False) -> Status:
        """Counts, sizes and settings; with ``check`` also whether every part is sound."""
        self._memory.check_place()
        counts = self._memory.store.counts()
        return Status(
            folder=str(self.folder),
            articles=counts["articles"],
            passages=counts["passages"],
            outlets=len(self._memory.store.filters.outlets()),
            outdated=self._memory.store.statements.found_by_others(finders()),
            waiting=self._memory.store.waiting.count(),
            recall=self._memory.recall,
            settings=self._memory.settings,
            sizes=self._memory.sizes(),
            faults=tuple(self._memory.faults()) if check else None,
            floor=round(floor_of(self._memory), 3),
            calibration=kept_calibration(self._memory),
            reads=self._read is not None,
        )

    def calibrate(self) -> Calibration:
        """Fit "no good answer" to this library, on questions made of its own articles; kept there.

        Takes a minute or so. Raises ``UsageError`` for a library that is too small.
        """
        return calibrate(self._memory, self._encoder)

    def backup(self, folder: PathName) -> Backup:
        """Copy the library, as it is at this moment, into a folder that is new or empty.

        Others may read and add meanwhile. Raises ``UsageError`` when the folder holds something,
        and ``LibraryError`` when it cannot be written.
        """
        return back_up(self.folder, Path(folder).expanduser())

    def outlets(self) -> list[str]:
        """The outlets that have articles here."""
        return self._memory.store.filters.outlets()

    def authors(self) -> list[str]:
        """The authors that have articles here."""
        return self._memory.store.filters.authors()

    @cached_property
    def _encoder(self) -> Encoder:
        settings = self._memory.settings
        encoder = self._given or load_encoder(settings.model, precision_of(settings.fingerprint))
        self._memory.check_model(encoder.fingerprint, encoder.name)
        return TogetherEncoder(encoder, self._turns)


def _each(words: str | Iterable[str]) -> list[str]:
    """Each of some words, also where there is one alone."""
    return [words] if isinstance(words, str) else list(words)
