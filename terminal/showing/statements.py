"""How statements and their speakers look."""

from index.people.known import KnownSpeaker
from qa.quoting.quote import Quote, Quotes
from qa.quoting.speakers import SpeakerFile
from terminal.screen import Screen, counted, day_of
from terminal.showing.answer import understood


def quotes(screen: Screen, found: Quotes) -> None:
    """Statements with who makes them, how we know, and where they stand."""
    understood(screen, found.understood)
    for note in found.notes:
        screen.line(note, style="dim")
    if found.reason is not None:
        screen.line(found.reason, style="yellow")
    for number, quote in enumerate(found.quotes, start=1):
        _quote(screen, number, quote)
    if found.total > len(found.quotes):
        screen.line(f"\n{len(found.quotes)} of {found.total}; -n shows more.", style="dim")


def speakers(screen: Screen, found: list[KnownSpeaker]) -> None:
    """A table of speakers, or lines with tabs where there is no terminal."""
    rows = [
        (
            f"#{item.id}",
            item.name,
            str(item.statements),
            str(item.articles),
            str(item.outlets or ""),  # none is known of any of its articles
            "–".join(dict.fromkeys(filter(None, [item.first, item.last]))),
        )
        for item in found
    ]
    screen.table(("#", "speaker", "statements", "articles", "outlets", "dates"), rows)


def speaker(screen: Screen, file: SpeakerFile) -> None:
    """One speaker's file."""
    known = file.speaker
    screen.line(f"{known.name} (#{known.id}, {known.kind})", style="bold")
    statements = counted(known.statements, "statement")
    screen.line(f"{statements} in {counted(known.articles, 'article')}")
    if file.outlets:
        screen.line("outlets: " + ", ".join(f"{name} {count}" for name, count in file.outlets))
    screen.line("printed as:")
    for spelling in file.spellings:
        screen.line(f"  {spelling.name}, in {counted(spelling.articles, 'article')}")
    for merged in file.merged:
        screen.line(f"  {merged.one} = {merged.other}: {merged.why}", style="dim")
    if file.roles:
        screen.line("called:")
    for role in file.roles:
        days = "–".join(dict.fromkeys(filter(None, [role.first, role.last]))) or "undated"
        screen.line(f"  {role.role} ({days}, in {counted(role.articles, 'article')})")
    screen.line(
        f"Of all statements here, {file.unknown_share:.0%} have no known speaker.", style="dim"
    )
    for number, quote in enumerate(file.statements, start=1):
        _quote(screen, number, quote)


def _quote(screen: Screen, number: int, quote: Quote) -> None:
    named = quote.speaker or ("anonymous" if quote.anonymous else "speaker unknown")
    printed = (quote.name or "").rstrip(",")
    tells = printed and (quote.speaker is None or quote.speaker not in printed)
    who = [named, f"here “{printed}”" if tells else None, quote.role]
    screen.line(f"\n{number}. {', '.join(filter(None, who))}", style="bold")
    screen.line(f"   {' '.join(quote.text.split())}", style="yellow")
    how = [
        quote.kind,
        (quote.cue or "").strip(": "),  # of a turn, "LUND: It is shut", it is the colon
        *quote.route,
        f"second hand, {quote.hops} voices" if quote.second_hand else None,
    ]
    screen.line("   " + " · ".join(filter(None, how)))
    source = quote.article
    facts = [source.outlet or "outlet unknown", day_of(source.published, "undated")]
    if quote.score is not None:
        facts.append(f"similarity {quote.score:.2f}")
    screen.line("   " + " · ".join([*facts, source.heading]), style="cyan")
    screen.line(f"   {quote.reference}", style="dim")
