"""How the printings of one text look."""

from qa.answer import Copy, Source
from qa.copies.printings import Copies
from terminal.screen import Screen, counted, day_of


def copies(screen: Screen, found: Copies) -> None:
    """The articles that print a text, the earliest first, each with what shows it."""
    screen.line(_named(found.article), style="bold")
    if found.reason is not None:
        screen.line(found.reason, style="yellow")
        return
    agency = f", a text of {found.agency}" if found.agency else ""
    screen.line(f"Printed also in {counted(len(found.copies), 'other article')}{agency}.")
    first = "this article" if found.first == found.article else _named(found.first)
    screen.line(f"The earliest printing here: {first}.")
    for number, copy in enumerate(found.copies, start=1):
        screen.line(f"\n{number}. {_named(copy.article)}", style="bold")
        screen.line(f"   {copy.why}")
        screen.line(f"   {copy.reference}", style="dim")


def printed_too(screen: Screen, copies: tuple[Copy, ...]) -> None:
    """Where else a passage was printed, in few lines below it."""
    for copy in copies:
        source = copy.article
        facts = [source.outlet or source.heading, day_of(source.published, "undated")]
        screen.line(f"   printed too: {' · '.join(facts)} · {copy.reference}", style="dim")


def _named(source: Source) -> str:
    facts = [source.outlet or "outlet unknown", day_of(source.published, "undated")]
    return " · ".join([source.heading, *facts])
