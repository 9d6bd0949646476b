"""How articles, and the library that holds them, look."""

from corpus.article import Article
from corpus.spans import Span
from index.adding.added import AddReport
from index.models.model import precision_of
from qa.answer import Source, source_of
from qa.status import Status
from qa.versions import Version
from terminal.screen import Screen, counted, day_of, in_context, moment_of

_UNTITLED = "(no headline)"
_FILES_SHOWN = 20  # of the skipped; every unread file is named, as each may matter


def added(screen: Screen, report: AddReport) -> None:
    """The counts, and every file that gave no article."""
    screen.line(
        f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged; "
        f"{counted(report.passages, 'passage')}, {report.embedded:,} embedded."
    )
    kept = report.added + report.updated + report.unchanged
    if not kept and not report.skipped and not report.unread:
        screen.line("No file was found there; name files, or folders that have some.")
    if report.skipped:
        screen.line(f"{len(report.skipped)} passed over:")
        for skipped in report.skipped[:_FILES_SHOWN]:
            screen.line(f"  {skipped.origin}: {skipped.reason}")
        if len(report.skipped) > _FILES_SHOWN:
            screen.line(f"  and {len(report.skipped) - _FILES_SHOWN} more")
    if report.unread:
        screen.line(f"{len(report.unread)} could not be read:", style="yellow")
        for unread in report.unread:
            screen.line(f"  {unread.origin}: {unread.reason}")
        if kept:
            screen.line("Everything else is in the library; mend these, and add the same again.")


def article(screen: Screen, article: Article, span: Span | None, raw: str | None) -> None:
    """An article: how it is known, then its text, or a span of it in its context."""
    screen.line(source_of(article).heading, style="bold")
    how = dict(article.found)
    known = {
        "outlet": article.outlet,
        "authors": ", ".join(article.authors),
        "agency": article.agency,
        "published": moment_of(article.published),
        "modified": moment_of(article.modified),
        "url": article.url,
        "language": article.language,
    }
    for name, value in known.items():
        if value:
            found = f" ({how[name]})" if name in how else ""
            screen.line(f"{name}: {value}{found}", style="dim")
    screen.line(f"id: {article.id}  version: {article.version[:12]}", style="dim")
    screen.line(f"read from: {article.origin}\n", style="dim")
    if raw is not None:
        screen.line(raw)
    elif span is None:
        screen.line(article.text)
    else:
        screen.print(in_context(article.text, span, screen.styled))


def versions(screen: Screen, versions: tuple[Version, ...]) -> None:
    """A table of the versions of an article, the earliest first."""
    rows = [
        (
            item.version[:12],
            moment_of(item.published),
            moment_of(item.modified),
            moment_of(item.added),
            moment_of(item.replaced) or "now",
            str(item.characters),
            item.title or _UNTITLED,
        )
        for item in versions
    ]
    head = ("version", "published", "modified", "added", "replaced", "characters", "headline")
    screen.table(head, rows)


def articles(screen: Screen, articles: list[Source]) -> None:
    """A table of articles, or lines with tabs where there is no terminal."""
    rows = [
        (item.id, day_of(item.published, "undated"), item.outlet or "", item.heading)
        for item in articles
    ]
    screen.table(("id", "published", "outlet", "headline"), rows)


def status(screen: Screen, status: Status) -> None:
    """What a library holds and how it is."""
    sizes = ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in status.sizes.items())
    settings = status.settings
    screen.line(f"library: {status.folder}")
    articles, outlets = counted(status.articles, "article"), counted(status.outlets, "outlet")
    screen.line(f"{articles} from {outlets}, {counted(status.passages, 'passage')}")
    if status.outdated:
        screen.line(
            f"statements: those of {counted(status.outdated, 'article')} were found by an older "
            "whosaid; add their files again to have them found anew (nothing is embedded again)"
        )
    screen.line(f"on disk: {sizes}")
    screen.line(
        f"model: {settings.model} in {precision_of(settings.fingerprint)} "
        f"({settings.fingerprint[:12]}), {settings.dimension} dimensions; "
        f"passages of up to {settings.passage_tokens} tokens, overlapping by up to "
        f"{settings.overlap_tokens}"
    )
    if status.recall is None:
        screen.line("search: exact")
    else:
        screen.line(
            f"search: approximate, finds {100 * status.recall:.1f} % of the ten nearest passages "
            "(measured when the index was last written)"
        )
    if status.waiting:
        screen.line(
            "still without vectors, and found by words alone: "
            f"{counted(status.waiting, 'passage')}; 'whosaid embed' goes on"
        )
    fitted = status.calibration
    how = (
        f"calibrated {fitted.made[:10]}, on {counted(fitted.questions, 'question')}"
        if fitted
        else ("the usual; 'whosaid calibrate' fits it to this library")
    )
    unless = ", unless reading the best passages decides" if status.reads else ""
    screen.line(f"an answer needs a confidence of {status.floor:.3f} ({how}){unless}")
    if status.faults is not None:
        screen.line("health: " + ("; ".join(status.faults) or "sound"))
        if any(fault.startswith("library.db") for fault in status.faults):
            screen.line(
                "Restore a backup, or save what is whole: whosaid --library "
                f"{status.folder} recover NEW-FOLDER"
            )
