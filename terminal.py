"""How records look in a terminal: rich text where there is one, plain lines where there is none.

Text from articles is untrusted: it is never read as markup, and control characters in it are
shown, not obeyed.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from corpus.article import Article
from corpus.spans import Span
from index.adding import AddProgress, AddReport
from index.adding import Progress as Report
from index.speakers import KnownSpeaker
from qa.answer import Answer, FoundPassage, Source
from qa.checked import Check, CheckedMatch
from qa.evaluate import Evaluation, Figure, Share
from qa.library import Status
from qa.quote import Quote, Quotes
from qa.speakers import SpeakerFile

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_CONTEXT = 400  # characters shown before and after a passage
_EDITS = {
    "dropped": "left out: “{0}”",
    "added": "put in: “{1}”",
    "changed": "changed: “{0}” to “{1}”",
}
_FILES_SHOWN = 20  # of the skipped; every unread file is named, as each may matter


def visible(text: str) -> str:
    r"""Text with control characters, and those that reorder text, replaced by a mark.

    >>> visible("a\x1b[31mb")
    'a�[31mb'
    """
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


class Screen:
    """Results on standard output; progress and notices on standard error, if it is a terminal."""

    def __init__(self) -> None:
        self._out = Console(highlight=False, soft_wrap=True)
        self._err = Console(stderr=True, highlight=False)

    def notice(self, text: str) -> None:
        """Tell something by the way."""
        if self._err.is_terminal:
            self._err.print(Text(visible(text), style="dim"))

    def raw(self, text: str) -> None:
        """Print a line as it is, for other programs to read."""
        self._out.file.write(text + "\n")

    @contextmanager
    def progress(self) -> Iterator[Report | None]:
        """A progress bar for adding; None when nobody would see it."""
        if not self._err.is_terminal:
            yield None
            return
        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=None),
            TextColumn("{task.completed:.0f}/{task.total:.0f} files · {task.fields[counts]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=self._err, transient=True) as bar:
            task = bar.add_task("Loading the model", total=1, counts="")

            def report(now: AddProgress) -> None:
                counts = f"{now.articles} articles · {now.passages} passages"
                bar.update(task, description=visible(now.reading) or "Done", counts=counts)
                bar.update(task, completed=now.files_done, total=now.files)

            yield report

    def added(self, report: AddReport) -> None:
        """The counts, and every file that gave no article."""
        self._line(
            f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged; "
            f"{report.passages} passages, {report.embedded} embedded."
        )
        if report.skipped:
            self._line(f"{len(report.skipped)} passed over:")
            for skipped in report.skipped[:_FILES_SHOWN]:
                self._line(f"  {skipped.origin}: {skipped.reason}")
            if len(report.skipped) > _FILES_SHOWN:
                self._line(f"  and {len(report.skipped) - _FILES_SHOWN} more")
        if report.unread:
            self._line(f"{len(report.unread)} could not be read:", style="yellow")
            for unread in report.unread:
                self._line(f"  {unread.origin}: {unread.reason}")

    def answer(self, answer: Answer) -> None:
        """The passages with their sources, or why there is none."""
        if not answer.answered:
            self._line(f"No good answer. {answer.reason}", style="yellow")
            if answer.passages:
                self._line("The nearest misses:", style="yellow")
        for note in answer.notes:
            self._line(note, style="dim")
        for number, passage in enumerate(answer.passages, start=1):
            self._passage(number, passage)

    def quotes(self, found: Quotes) -> None:
        """Statements with who makes them, how we know, and where they stand."""
        for note in found.notes:
            self._line(note, style="dim")
        if found.reason is not None:
            self._line(found.reason, style="yellow")
        for number, quote in enumerate(found.quotes, start=1):
            self._quote(number, quote)
        if found.total > len(found.quotes):
            self._line(f"\n{len(found.quotes)} of {found.total}; -n shows more.", style="dim")

    def speakers(self, found: list[KnownSpeaker]) -> None:
        """A table of speakers, or lines with tabs where there is no terminal."""
        rows = [
            (
                f"#{item.id}",
                item.name,
                str(item.statements),
                str(item.articles),
                str(item.outlets),
                "–".join(dict.fromkeys(filter(None, [item.first, item.last]))),
            )
            for item in found
        ]
        self._table(("#", "speaker", "statements", "articles", "outlets", "dates"), rows)

    def speaker(self, file: SpeakerFile) -> None:
        """One speaker's file."""
        known = file.speaker
        self._line(f"{known.name} (#{known.id}, {known.kind})", style="bold")
        statements = _counted(known.statements, "statement")
        self._line(f"{statements} in {_counted(known.articles, 'article')}")
        if file.outlets:
            self._line("outlets: " + ", ".join(f"{name} {count}" for name, count in file.outlets))
        self._line("printed as:")
        for spelling in file.spellings:
            self._line(f"  {spelling.name}, in {_counted(spelling.articles, 'article')}")
        for merged in file.merged:
            self._line(f"  {merged.one} = {merged.other}: {merged.why}", style="dim")
        if file.roles:
            self._line("called:")
        for role in file.roles:
            days = "–".join(dict.fromkeys(filter(None, [role.first, role.last]))) or "undated"
            self._line(f"  {role.role} ({days}, in {_counted(role.articles, 'article')})")
        self._line(
            f"Of all statements here, {file.unknown_share:.0%} have no known speaker.", style="dim"
        )
        for number, quote in enumerate(file.statements, start=1):
            self._quote(number, quote)

    def check(self, check: Check) -> None:
        """The verdict on a quote, what to beware of, and every article that carries it."""
        style = "green" if check.class_ in ("verbatim", "typography") else "yellow"
        self._line(f"{check.class_}. {check.verdict}", style=style)
        if check.speaker_matches is not None:
            self._line(f"Said by the speaker asked for: {'yes' if check.speaker_matches else 'no'}")
        for note in check.notes:
            self._line(note, style="yellow")
        for number, match in enumerate(check.matches, start=1):
            self._match(number, match)

    def article(self, article: Article, span: Span | None, raw: str | None) -> None:
        """An article: how it is known, then its text, or a span of it in its context."""
        self._line(article.title or "(no headline)", style="bold")
        how = dict(article.found)
        known = {
            "outlet": article.outlet,
            "authors": ", ".join(article.authors),
            "agency": article.agency,
            "published": article.published,
            "modified": article.modified,
            "url": article.url,
            "language": article.language,
        }
        for name, value in known.items():
            if value:
                found = f" ({how[name]})" if name in how else ""
                self._line(f"{name}: {value}{found}", style="dim")
        self._line(f"id: {article.id}  version: {article.version[:12]}", style="dim")
        self._line(f"read from: {article.origin}\n", style="dim")
        if raw is not None:
            self._line(raw)
        elif span is None:
            self._line(article.text)
        else:
            self._out.print(_in_context(article.text, span, self._out.is_terminal))

    def articles(self, articles: list[Source]) -> None:
        """A table of articles, or lines with tabs where there is no terminal."""
        rows = [
            (item.id, str(item.published or ""), item.outlet or "", item.title or "")
            for item in articles
        ]
        self._table(("id", "published", "outlet", "headline"), rows)

    def status(self, status: Status) -> None:
        """What a library holds and how it is."""
        sizes = ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in status.sizes.items())
        settings = status.settings
        self._line(f"library: {status.folder}")
        self._line(
            f"{status.articles} articles from {status.outlets} outlets, {status.passages} passages"
        )
        self._line(f"on disk: {sizes}")
        self._line(
            f"model: {settings.model} ({settings.fingerprint[:12]}), {settings.dimension} "
            f"dimensions; passages of up to {settings.passage_tokens} tokens, overlapping by up to "
            f"{settings.overlap_tokens}"
        )
        self._line("search: exact")
        if status.faults is not None:
            self._line("health: " + ("; ".join(status.faults) or "sound"))

    def evaluation(self, found: Evaluation) -> None:
        """How well rules, tagger and the whole agree with a gold standard."""
        ways = (found.rules, found.tagger, found.whole)
        rows = [("quoted spans", *(_f1(way.quoted) for way in ways))]
        rows += [("  right mention", *(_share(way.mentions) for way in ways))]
        rows += [("  where a pronoun", *(_share(way.pronouns) for way in ways))]
        rows += [("all kinds, source", *(_f1(way.source) for way in ways))]
        rows += [("all kinds, cue", *(_f1(way.cue) for way in ways))]
        rows += [("all kinds, content", *(_f1(way.content) for way in ways))]
        rows += [("indirect, joined", *(_f1(way.joined) for way in ways))]
        rows += [("articles a second", *(f"{way.articles_a_second:,.1f}" for way in ways))]
        rows += [("tokens a second", *(f"{way.tokens_a_second:,.0f}" for way in ways))]
        self._table(("F1 (precision, recall)", "rules", "tagger", "whole"), rows)
        self._line(
            f"{found.articles} articles, {found.tokens:,} tokens; every span in double quotation "
            f"marks taken for a quotation gives {_f1(found.baseline)}. Speeds are of processor "
            "time."
        )

    def line(self, text: str) -> None:
        """One line of a result."""
        self._line(text)

    def _passage(self, number: int, passage: FoundPassage) -> None:
        source = passage.article
        self._line(f"\n{number}. {source.title or '(no headline)'}", style="bold")
        facts = [
            source.outlet or "outlet unknown",
            ", ".join(source.authors),
            str(source.published or "undated"),
            f"similarity {passage.score:.2f}",
        ]
        self._line("   " + " · ".join(filter(None, facts)), style="cyan")
        if source.url:
            self._line(f"   {source.url}", style="dim")
        best = passage.sentences[0] if passage.sentences else Span(passage.start, passage.start)
        inside = Span(best.start - passage.start, best.end - passage.start)
        self._out.print(_marked(passage.text, inside, self._out.is_terminal))
        who = dict.fromkeys(item.speaker or "speaker unknown" for item in passage.statements)
        if who:
            self._line(f"   statements: {', '.join(who)}", style="dim")
        self._line(f"   {passage.reference}", style="dim")

    def _match(self, number: int, match: CheckedMatch) -> None:
        source = match.article
        self._line(f"\n{number}. {match.class_}: {source.title or '(no headline)'}", style="bold")
        facts = [
            source.outlet or "outlet unknown",
            str(source.published or "undated"),
            match.speaker or "speaker unknown",
        ]
        self._line("   " + " · ".join(facts), style="cyan")
        shown = match.before + match.text + match.after
        inside = Span(len(match.before), len(match.before) + len(match.text))
        self._out.print(_marked(shown, inside, self._out.is_terminal))
        for edit in match.difference:
            if edit.op != "same":
                self._line(f"   {_EDITS[edit.op].format(edit.article, edit.quote)}", style="yellow")
        for warning in match.warnings:
            self._line(f"   {warning}", style="yellow")
        self._line(f"   {match.reference}", style="dim")

    def _quote(self, number: int, quote: Quote) -> None:
        named = quote.speaker or ("anonymous" if quote.anonymous else "speaker unknown")
        printed = quote.name if (quote.speaker or "\0") not in (quote.name or "\0") else None
        who = [named, f"here {printed!r}" if printed else None, quote.role]
        self._line(f"\n{number}. {', '.join(filter(None, who))}", style="bold")
        self._line(f"   {' '.join(quote.text.split())}", style="yellow")
        how = [
            quote.kind,
            quote.cue,
            *quote.route,
            f"second hand, {quote.hops} voices" if quote.second_hand else None,
        ]
        self._line("   " + " · ".join(filter(None, how)))
        source = quote.article
        facts = [source.outlet or "outlet unknown", str(source.published or "undated")]
        if quote.score is not None:
            facts.append(f"similarity {quote.score:.2f}")
        self._line("   " + " · ".join([*facts, source.title or ""]).rstrip(" ·"), style="cyan")
        self._line(f"   {quote.reference}", style="dim")

    def _table(self, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
        """A table in a terminal, lines with tabs elsewhere."""
        if not self._out.is_terminal:
            for row in rows:
                self.raw("\t".join(visible(" ".join(cell.split())) for cell in row))
            return
        table = Table(box=None, pad_edge=False)
        for name in head:
            table.add_column(name, no_wrap=name in {"id", "published", "#", "dates"})
        for row in rows:
            table.add_row(*(Text(visible(cell)) for cell in row))
        self._out.print(table, soft_wrap=False)

    def _line(self, text: str, style: str = "") -> None:
        self._out.print(Text(visible(text), style=style))


def _f1(figure: Figure) -> str:
    return f"{figure.f1:.3f} ({figure.precision:.3f}, {figure.recall:.3f})"


def _share(share: Share) -> str:
    return f"{share.share:.3f} of {share.of}"


def _counted(number: int, noun: str) -> str:
    """``1 article``, ``2 articles``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _marked(text: str, span: Span, styled: bool) -> Text:
    """Text with a span set off: by style in a terminal, by ``**`` elsewhere."""
    before, inside, after = text[: span.start], span.of(text), text[span.end :]
    marks = "" if styled or not inside else "**"
    return Text.assemble(
        visible(before),
        (f"{marks}{visible(inside)}{marks}", "bold yellow" if styled else ""),
        visible(after),
    )


def _in_context(text: str, span: Span, styled: bool) -> Text:
    """A span with the characters around it, cut at white space."""
    start = max(0, span.start - _CONTEXT)
    end = min(len(text), span.end + _CONTEXT)
    while 0 < start < span.start and not text[start - 1].isspace():
        start += 1
    while span.end < end < len(text) and not text[end].isspace():
        end -= 1
    shown = _marked(text[start:end], Span(span.start - start, span.end - start), styled)
    return Text.assemble("… " if start else "", shown, " …" if end < len(text) else "")
