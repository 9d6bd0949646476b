"""How it looks what became of citations."""

from collections import Counter
from collections.abc import Sequence

from qa.citing.verify import Verified
from terminal.screen import Screen, day_of

_STYLES = {"same": "green", "moved": "green", "changed": "yellow", "gone": "red"}
_SHOWN = 160  # characters of the words of a citation
_EDITS = {
    "dropped": "put in: “{1}”",  # only in the article of now
    "added": "left out: “{0}”",
    "changed": "“{0}” became “{1}”",
}


def verified(screen: Screen, every: Sequence[Verified]) -> None:
    """Each citation with what became of it, and the counts."""
    for number, item in enumerate(every, start=1):
        _one(screen, number, item)
    counts = Counter[str](item.fate for item in every)
    screen.line("\n" + ", ".join(f"{counts[fate]} {fate}" for fate in _STYLES if counts[fate]))


def _one(screen: Screen, number: int, item: Verified) -> None:
    source = item.citation.article
    screen.line(f"\n{number}. {item.fate}: {_short(item.citation.text)}", style=_STYLES[item.fate])
    facts = [source.outlet or "outlet unknown", source.heading]
    screen.line("   " + " · ".join([*facts, day_of(source.published, "undated")]), style="cyan")
    screen.line(f"   {item.sentence}")
    for edit in item.difference:
        if edit.op != "same":
            screen.line(f"   {_EDITS[edit.op].format(edit.quote, edit.article)}", style="yellow")
    if item.reference:
        screen.line(f"   now: {item.reference}", style="dim")
    if item.kept and item.fate != "same":
        screen.line(f"   as cited: {item.citation.reference}", style="dim")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
