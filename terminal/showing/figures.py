"""How figures look, side by side."""

from collections.abc import Sequence

from qa.answer import Figure, FigureGroup
from qa.asking.figures import Figures
from terminal.screen import Screen, day_of

_SMALL = ("A ", "An ", "Her ", "His ", "Its ", "Our ", "Some ", "Several ", "The ", "Their ")


def figures(screen: Screen, found: Figures) -> None:
    """The figures for a question, then other quantities that stand nearby."""
    if found.reason is not None:
        screen.line(found.reason, style="yellow")
    for note in found.notes:
        screen.line(note, style="dim")
    lined_up(screen, found.groups, others=True)


def lined_up(screen: Screen, groups: Sequence[FigureGroup], others: bool) -> None:
    """Groups of figures: what is asked for, and with ``others`` what else stands nearby."""
    for group in groups:
        if group.asked:
            screen.line("\nThe figures, the earliest published first:", style="bold")
            for figure in group.figures:
                _figure(screen, figure)
    apart = [group for group in groups if not group.asked]
    if apart and others:
        screen.line("\nOther quantities nearby:", style="bold")
        for group in apart:
            screen.line(f"  {group.quantity}", style="dim")
            for figure in group.figures:
                _figure(screen, figure)


def _figure(screen: Screen, figure: Figure) -> None:
    source = figure.article
    itself = "the outlet itself" if source.outlet else "the article itself"
    facts = [
        " ".join(figure.text.split()),
        f"claimed by {_within(figure.claimed_by)}" if figure.claimed_by else itself,
        source.outlet or source.heading,
        day_of(source.published, "undated"),
        "a later correction" if figure.corrects else None,
        "since corrected by the outlet" if figure.corrected else None,
        figure.reference,
    ]
    screen.line("  " + " · ".join(filter(None, facts)))


def _within(name: str) -> str:
    """Who claims a figure, as it stands within a line and not at the head of a sentence.

    >>> _within("The fire service"), _within("Ada Orr")
    ('the fire service', 'Ada Orr')
    """
    return name[0].lower() + name[1:] if name.startswith(_SMALL) else name
