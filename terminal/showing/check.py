"""How the verdict on a quotation looks."""

from corpus.spans import Span
from qa.checking.checked import Check, CheckedMatch
from terminal.screen import Screen, day_of, marked

_EDITS = {
    "dropped": "left out: “{0}”",
    "added": "put in: “{1}”",
    "changed": "changed: “{0}” to “{1}”",
}


def check(screen: Screen, check: Check) -> None:
    """The verdict on a quote, what to beware of, and every article that carries it."""
    style = "green" if check.class_ in ("verbatim", "typography") else "yellow"
    screen.line(f"{check.class_}. {check.verdict}", style=style)
    if check.speaker_matches is not None:
        screen.line(f"Said by the speaker asked for: {'yes' if check.speaker_matches else 'no'}")
    for note in check.notes:
        screen.line(note, style="yellow")
    for number, match in enumerate(check.matches, start=1):
        _match(screen, number, match)


def _match(screen: Screen, number: int, match: CheckedMatch) -> None:
    source = match.article
    screen.line(f"\n{number}. {match.class_}: {source.heading}", style="bold")
    facts = [
        source.outlet or "outlet unknown",
        day_of(source.published, "undated"),
        match.speaker or "speaker unknown",
    ]
    screen.line("   " + " · ".join(facts), style="cyan")
    shown = match.before + match.text + match.after
    inside = Span(len(match.before), len(match.before) + len(match.text))
    screen.print(marked(shown, inside, screen.styled))
    for edit in match.difference:
        if edit.op != "same":
            screen.line(f"   {_EDITS[edit.op].format(edit.article, edit.quote)}", style="yellow")
    for warning in match.warnings:
        screen.line(f"   {warning}", style="yellow")
    screen.line(f"   {match.reference}", style="dim")
