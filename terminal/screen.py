"""How records look in a terminal: rich text where there is one, plain lines where there is none.

Text from articles is untrusted: it is never read as markup, and control characters in it are
shown, not obeyed.
"""

import io
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from corpus.dates import PartialDate
from corpus.spans import Span
from index.adding.added import AddProgress
from index.adding.added import Progress as Report

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_DAY = len("2023-10-13")  # characters
_DAY_WIDTH = len("year unknown")  # characters of a column of days; "12 October," stands above
_CONTEXT = 400  # characters shown before and after a passage


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

    @property
    def styled(self) -> bool:
        """Whether results go to a terminal, which shows colours."""
        return self._out.is_terminal

    def line(self, text: str, style: str = "") -> None:
        """One line of a result."""
        self._out.print(Text(visible(text), style=style))

    def print(self, text: Text) -> None:
        """A piece of a result that has styles of its own, made by ``marked`` and the like."""
        self._out.print(text)

    def raw(self, text: str) -> None:
        """Print a line as it is, for other programs to read."""
        self._out.file.write(text + "\n")

    def file(self, text: str) -> None:
        """Print the text of a file: to the character where the output is one, else visibly."""
        if not self.styled and isinstance(self._out.file, io.TextIOWrapper):
            self._out.file.flush()
            self._out.file.buffer.write(text.encode())  # no newline is translated
        else:
            self._out.file.write(visible(text.replace("\r\n", "\n")))

    def table(self, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
        """A table in a terminal, elsewhere lines with tabs; the first line names the columns."""
        if not self._out.is_terminal:
            for row in (head, *rows):
                self.raw("\t".join(visible(" ".join(cell.split())) for cell in row))
            return
        table = Table(box=None, pad_edge=False)
        for name in head:
            most = _DAY_WIDTH if name == "published" else None
            table.add_column(name, no_wrap=name in {"id", "#", "dates"}, max_width=most)
        for row in rows:
            table.add_row(*(Text(visible(cell)) for cell in row))
        self._out.print(table, soft_wrap=False)

    def notice(self, text: str) -> None:
        """Tell something by the way."""
        if self._err.is_terminal:
            self._err.print(Text(visible(text), style="dim"))

    @contextmanager
    def progress(self) -> Iterator[Report | None]:
        """A progress bar for adding; None when nobody would see it."""
        if not self._err.is_terminal:
            yield None
            return
        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=None),
            TextColumn("{task.fields[counts]}"),
            TimeElapsedColumn(),
            TextColumn("· left"),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=self._err, transient=True) as bar:
            task = bar.add_task("Loading the model", total=None, counts="")
            begun = time.monotonic()

            def report(now: AddProgress) -> None:
                counts = so_far(now, time.monotonic() - begun)
                bar.update(task, description=visible(now.reading) or "Done", counts=counts)
                bar.update(task, completed=now.done, total=max(now.expected, now.done))

            yield report


def so_far(now: AddProgress, seconds: float) -> str:
    """What was added up to now, and how many articles and passages a second that is.

    >>> so_far(AddProgress(0, 2, 30, 150, "a.jsonl"), 60)
    '30 articles (0.5/s) · 150 passages (2.5/s)'
    """
    return " · ".join(
        f"{counted(number, noun)} ({number / max(seconds, 0.1):.1f}/s)"
        for number, noun in ((now.articles, "article"), (now.passages, "passage"))
    )


def day_of(date: PartialDate | None, unknown: str = "") -> str:
    """The day of a date, as exact as it is known.

    >>> day_of(PartialDate(2023, 10, 13, 16, 27)), day_of(PartialDate(None, 10, 12))
    ('2023-10-13', '12 October, year unknown')
    """
    if date is None:
        return unknown
    return date.isoformat()[:_DAY] if date.year else date.day_in_words()


def moment_of(date: PartialDate | None) -> str:
    """The same with the hour, where it is known; nothing where no day is.

    >>> moment_of(PartialDate(2023, 10, 13, 16, 27))
    '2023-10-13 16:27'
    """
    if date is None:
        return ""
    return str(date).replace("T", " ") if date.year else date.day_in_words()


def counted(number: int, noun: str) -> str:
    """``1 article``, ``2,000 articles``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def marked(text: str, span: Span, styled: bool) -> Text:
    """Text with a span set off: by style in a terminal, by ``**`` elsewhere."""
    before, inside, after = text[: span.start], span.of(text), text[span.end :]
    marks = "" if styled or not inside else "**"
    return Text.assemble(
        visible(before),
        (f"{marks}{visible(inside)}{marks}", "bold yellow" if styled else ""),
        visible(after),
    )


def in_context(text: str, span: Span, styled: bool) -> Text:
    """A span with the characters around it, cut at white space."""
    whole = span.in_context(text, _CONTEXT)
    shown = marked(whole.of(text), span.moved(-whole.start), styled)
    return Text.assemble("… " if whole.start else "", shown, " …" if whole.end < len(text) else "")
