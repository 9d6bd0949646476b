"""How an answer looks."""

from collections.abc import Sequence

from corpus.spans import Span
from qa.answer import Answer, Changed, FoundPassage, Understood
from terminal.screen import Screen, day_of, marked
from terminal.showing.copies import printed_too
from terminal.showing.figures import lined_up


def answer(screen: Screen, answer: Answer) -> None:
    """The passages with their sources, or why there is none."""
    if not answer.answered:
        screen.line(f"No good answer. {answer.reason}", style="yellow")
    understood(screen, answer.understood)
    for note in answer.notes:
        screen.line(note, style="dim")
    if not answer.answered and answer.passages:
        screen.line("The nearest misses:", style="yellow")
    if len(answer.passages) > 1:
        screen.line(answer.sources.words, style="dim")
    for number, passage in enumerate(answer.passages, start=1):
        _passage(screen, number, passage)
    lined_up(screen, answer.figures, others=False)


def understood(screen: Screen, items: Sequence[Understood]) -> None:
    """What of a question was taken for more than words, and how to take that back."""
    for item in items:
        how = "only" if item.filters else "first"
        taken = f"is taken for {item.kind} {item.value}, {how}"
        taken = "is looked for word for word" if item.kind == "quotation" else taken
        screen.line(f"“{item.text}” {taken}.", style="dim")
    if items:
        screen.line(f"--as-words {items[0].text!r} takes it for words.", style="dim")


def _passage(screen: Screen, number: int, passage: FoundPassage) -> None:
    source = passage.article
    screen.line(f"\n{number}. {source.heading}", style="bold")
    facts = [
        source.outlet or "outlet unknown",
        ", ".join(source.authors),
        day_of(source.published, "undated"),
        f"{passage.match} match",
    ]
    screen.line("   " + " · ".join(filter(None, facts)), style="cyan")
    if source.url:
        screen.line(f"   {source.url}", style="dim")
    best = passage.sentences[0] if passage.sentences else Span(passage.start, passage.start)
    screen.print(marked(passage.text, best.moved(-passage.start), screen.styled))
    who = dict.fromkeys(item.speaker or "speaker unknown" for item in passage.statements)
    if who:
        screen.line(f"   statements: {', '.join(who)}", style="dim")
    for mention in passage.dates:
        if best.covers(mention.span):
            words = passage.words(mention.span)
            screen.line(f"   “{words}”: {mention.period}, {mention.certainty}", style="dim")
    if passage.changed is not None:
        _changed(screen, passage.changed)
    screen.line(f"   {passage.reference}", style="dim")
    printed_too(screen, passage.copies)


def _changed(screen: Screen, changed: Changed) -> None:
    """How an earlier version had what was found."""
    day = str(changed.replaced)[:10]
    before = f"read “{changed.text}”" if changed.text is not None else "did not have it"
    screen.line(f"   Until {day} the article {before} ({changed.reference})", style="yellow")
