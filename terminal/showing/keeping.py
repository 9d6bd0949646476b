"""How a backup and a recovery look."""

from index.keeping.backup import Backup
from index.keeping.recovery import Recovered
from terminal.screen import Screen, counted


def backup(screen: Screen, made: Backup) -> None:
    """Where the copy is, and what it holds."""
    screen.line(f"{made.folder}: {counted(made.articles, 'article')}, {made.size / 1e6:.1f} MB.")
    screen.line("Its indexes are made when it is first opened.", style="dim")


def recovered(screen: Screen, found: Recovered) -> None:
    """What was saved, and what was not."""
    screen.line(
        f"{counted(found.articles, 'article')} saved to {found.folder}, with "
        f"{counted(found.editions, 'replaced text')} and {counted(found.rulings, 'ruling')} on "
        f"speakers; {found.embedded} of {counted(found.passages, 'passage')} embedded anew."
    )
    if found.lost:
        lost = counted(found.lost, "row")
        screen.line(f"{lost} could not be read, or not as it was written.", style="yellow")
    if found.altered:
        altered = ", ".join(found.altered)
        screen.line(f"Left out, since they are not what was added: {altered}.", style="yellow")
    if found.cut_short:
        tables = ", ".join(found.cut_short)
        screen.line(
            f"Not read to the end: {tables}. More may be lost than is said.", style="yellow"
        )
