"""Who said what: everyone who says something, one speaker's file, statements about a subject."""

from collections.abc import Iterator, Sequence

from web.address import Address
from web.drawing.timeline import timeline
from web.show import (
    counted,
    dated,
    extent,
    link,
    notes,
    nothing,
    reader_date,
    shown,
    speaker_link,
)
from web.views.chips import chips
from web.views.taking import actions, taking
from whosaid import KnownSpeaker, Merged, PartialDate, Quote, Quotes, RoleHeld, SpeakerFile

SPEAKERS_SHOWN = 60
"""How many names the first view of the people has; the others are found by typing."""

ROLES_SHOWN = 6
"""What a speaker is called in most articles; whatever else it is called is folded away."""

NARROWING = ("since", "until", "outlet")
"""The filters of an address that this view heeds."""

_FEW = 6  # words; fewer, as in “We love them,” say little without what stands around
_KINDS = {"direct": "word for word", "mixed": "partly quoted", "indirect": "reported"}


def everyone(speakers: Sequence[KnownSpeaker], named: str = "") -> str:
    """Everyone who says something, the most quoted first; one too many tells of more.

    With words that are ``named``, those who have them in the name.
    """
    if not speakers:
        return nothing(
            "Nobody speaks here yet",
            "No statement was found in this library; the archive tells what is in it, and takes in "
            "more.",
        )
    items = "".join(
        f"<li>{speaker_link(item.name)} <small>{_said(item)}</small></li>"
        for item in speakers[:SPEAKERS_SHOWN]
    )
    more = len(speakers) > SPEAKERS_SHOWN
    rest = '<p class="note">For anyone else, type a name.</p>' if more else ""
    who = f"The {SPEAKERS_SHOWN} most quoted" if more else counted(len(speakers), "speaker")
    where = f"with “{shown(named)}” in the name" if named else "in this archive"
    return (
        f'<h2 class="summary" tabindex="-1">{who} {where}</h2><ul class="people">{items}</ul>{rest}'
    )


def person(
    found: SpeakerFile, shows: Sequence[Quote], total: int, address: Address, changeable: bool
) -> str:
    """One speaker's file: names and why they are one, roles, statements along time.

    Of ``total`` statements those that are shown are the latest.
    """
    speaker = found.speaker
    share = found.unknown_share
    missing = (
        f'<p class="note">Of all statements in the archive, {share:.0%} name nobody that could be '
        "known; some may be by this speaker.</p>"
    )
    return (
        f"{chips(address, names=NARROWING)}"
        f'<section class="person"><h2 tabindex="-1">{shown(speaker.name)}</h2>'
        f'<p class="byline">{_extent(found)}</p>{_roles(found)}{_names(found, changeable)}'
        f"</section>{notes(_left_out(len(shows), total, speaker.statements))}"
        f"{timeline(shows)}{statements(shows, address, of=speaker.name)}"
        f"{missing if share else ''}"
    )


def _left_out(shows: int, total: int, whole: int) -> Iterator[str]:
    """What of all statements of a speaker passes the filters, and what of that is shown."""
    if total < whole:
        yield f"{total:,} of {counted(whole, 'statement')} pass what is narrowed to."
    if shows < total:
        latest = f"The latest {shows} of {counted(total, 'statement')}"
        yield f"{latest}; narrow by days or by outlet to see others."


def about(found: Quotes, address: Address) -> str:
    """Statements about a subject, by one speaker or anyone."""
    head = f"{chips(address, names=('speaker', *NARROWING))}{notes(found.notes)}"
    if not found.quotes:
        return head + nothing("No statement found", found.reason or "")
    by = f" by {', '.join(found.speakers)}" if found.speakers else ""
    first = f", the {len(found.quotes)} nearest" if found.total > len(found.quotes) else ""
    about = "" if (found.about or "").endswith("?") else found.about  # a question is no subject
    subject = f" about “{about}”" if about else ""
    title = f"{counted(found.total, 'statement')}{by}{subject}{first}"
    return (
        f'{head}<h2 class="summary" tabindex="-1">{shown(title)}</h2>{timeline(found.quotes)}'
        f"{statements(found.quotes, address)}"
    )


def statements(quotes: Sequence[Quote], address: Address, of: str | None = None) -> str:
    """Statements in the order given, each with its source; ``of`` is who needs no naming."""
    items = "".join(
        statement(quote, number, address, named=quote.speaker != of)
        for number, quote in enumerate(quotes, 1)
    )
    return f'<ol class="passages">{items}</ol>{taking()}' if items else ""


def statement(quote: Quote, number: int, address: Address, *, named: bool = True) -> str:
    """One statement: the words, who says them and how we know, what stands around."""
    opened = address.opening(quote.reference)
    words = quote.text.partition(" … ")[0]
    kind = f'<span class="match plain">{_KINDS[quote.kind]}</span>'
    return (
        f'<li class="passage statement" id="statement-{number}" tabindex="-1">'
        f"{_said_by(quote, named)}"
        f"<blockquote>{shown(quote.text)}</blockquote>"
        f'<p class="byline">{shown(quote.article.outlet or "outlet unknown")} · '
        f"{dated(quote.article)} · {link(opened, quote.article.heading, 'open')}</p>"
        f"{_around(quote)}"
        f"{actions(quote.reference, opened, quote.article, words, kind)}</li>"
    )


def _said_by(quote: Quote, named: bool) -> str:
    who = speaker_link(quote.speaker) if quote.speaker else _nameless(quote)
    parts = [f"<b>{who}</b>"] if named or not quote.speaker else []
    parts += [shown(quote.role)] if quote.role else []
    name = (quote.name or "").rstrip(",")
    parts += [f"printed as “{shown(name)}”"] if _tells_more(name, quote.speaker) else []
    parts += [f"<i>{shown(how)}</i>" for how in quote.route]
    parts += ["second hand"] if quote.second_hand else []
    return f'<p class="saying">{" · ".join(parts)}</p>' if parts else ""


def _tells_more(name: str, speaker: str | None) -> bool:
    """Whether printed words tell more than the name of the speaker, or than that nobody is known.

    So does "she": whom it means was worked out, which a reader should see.
    """
    if not speaker:
        return " " in name
    printed, whole = name.partition(",")[0].removeprefix("the ").casefold(), speaker.casefold()
    return bool(printed) and printed != whole and printed not in whole.split()


def _nameless(quote: Quote) -> str:
    return "A source that is not named" if quote.anonymous else "Speaker unknown"


def _around(quote: Quote) -> str:
    around = "".join(
        f"<p>{shown(text.strip())}</p>" for text in (quote.before, "[…]", quote.after) if text
    )
    if not quote.before and not quote.after:
        return ""
    shows = " open" if len(quote.text.split()) < _FEW else ""
    return f'<details class="around"{shows}><summary>What stands around</summary>{around}</details>'


def _said(speaker: KnownSpeaker, outlets: int = 0) -> str:
    return f"{counted(speaker.statements, 'statement')} in {extent(speaker.articles, outlets)}"


def _extent(found: SpeakerFile) -> str:
    """How much a speaker says; of how many outlets only where every article tells its own."""
    speaker, known = found.speaker, sum(statements for _, statements in found.outlets)
    return _said(speaker, speaker.outlets if known == speaker.statements else 0)


def _roles(found: SpeakerFile) -> str:
    """What a speaker was called, in the order of time; what few articles have is folded away."""
    if not found.roles:
        return ""
    often = sorted(found.roles, key=lambda item: -item.articles)[:ROLES_SHOWN]
    others = [item for item in found.roles if item not in often]
    more = f"<details><summary>{len(others)} more</summary>{_called(others)}</details>"
    first = _called([item for item in found.roles if item in often])
    return f"<h3>Called</h3>{first}{more if others else ''}"


def _called(roles: Sequence[RoleHeld]) -> str:
    items = "".join(
        f"<li>{shown(item.role)} <small>{_between(item.first, item.last)} · "
        f"{counted(item.articles, 'article')}</small></li>"
        for item in roles
    )
    return f'<ul class="roles">{items}</ul>'


def _names(found: SpeakerFile, changeable: bool) -> str:
    names = "".join(
        f"<li>{shown(item.name)} <small>{counted(item.articles, 'article')}</small></li>"
        for item in found.spellings
    )
    why = "".join(_why(item) for item in found.merged)
    reasons = f'<ul class="why">{why}</ul>' if why else ""
    return (
        f'<h3>Printed as</h3><ul class="spellings">{names}</ul>{reasons}'
        f"{_ruling(found) if changeable else ''}"
    )


def _why(item: Merged) -> str:
    return f"<li>{shown(item.one)} is {shown(item.other)}: {shown(item.why)}</li>"


def _ruling(found: SpeakerFile) -> str:
    """What a reader who knows better can do: take two for one, or one for several."""
    name = found.speaker.name
    split = (
        f'<button type="button" class="button" data-do="split" data-name="{shown(name)}" '
        f'data-ask="Take “{shown(name)}” apart, so that each spelling is a speaker of its own?">'
        "Take apart…</button>"
        if found.speaker.articles > 1
        else ""
    )
    return (
        '<details class="ruling"><summary>Not one person, or also somebody else?</summary>'
        f'<div class="fields"><p><label for="merge-with">Also known here as</label>'
        '<input id="merge-with" list="speakers" autocomplete="off"></p>'
        f'<button type="button" class="button" data-do="merge" data-a="{shown(name)}" '
        f'data-with="merge-with" data-ask="Take “{shown(name)}” and “…” for one speaker from now '
        f'on?">Take for one…</button>{split}</div></details>'
    )


def _between(first: str | None, last: str | None) -> str:
    if first is None or last is None:
        return "undated"
    days = [reader_date(PartialDate.fromisoformat(day)) for day in dict.fromkeys((first, last))]
    return " to ".join(days)
