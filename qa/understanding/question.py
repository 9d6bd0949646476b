"""What a question asks for beyond its words: people, outlets, days, words that somebody said.

Whatever is understood is shown, and can be taken back. Only words that can hardly mean anything
else narrow what may answer: an outlet that the question says prints it, days on which it says
that something was published. All else only puts first what fits. Days in a question are mostly
days of what happened, and the answer is often printed later, so they never filter by themselves:
benchmarks/README.md has what filtering would lose.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from corpus.dating.period import Period, in_year
from corpus.spans import Span
from index.records import Filter
from index.truth.keys import name_key
from index.truth.store import Store
from qa.answer import Understood, UnderstoodKind
from qa.understanding.asked import AskedSpeaker, speakers_of
from qa.understanding.outlets import AskedOutlet, outlet_of
from qa.understanding.periods import AskedPeriod, period_of
from qa.understanding.quotation import quotation_of
from qa.understanding.subject import has_subject
from qa.understanding.taken import Taken

ALL_WORDS = "all"  # in place of the words that are to be nothing but words

_YEARS = 30  # in which somebody's words of a month are looked for
_LATER = timedelta(3)
"""How long after the days that are asked about articles still come first: news of a day is printed
on it or soon after."""


def understand(
    store: Store,
    question: str,
    given: Filter,
    as_words: Collection[str] = (),
) -> Taken:
    """A question as it is taken; call it within a snapshot.

    ``given`` is what the caller narrows by, which always holds; "last week" is counted from its
    ``as_of``, or else from today; ``as_words`` are words of the question that are to be
    taken for nothing more, "all" for every one of them. What would leave nothing is not obeyed,
    and a note says so.
    """
    plain = {" ".join(words.split()).casefold() for words in as_words}
    if ALL_WORDS in plain:
        return Taken(question, given)
    quotation = quotation_of(question)
    if quotation is not None and quotation.of(question).casefold() in plain:
        quotation = None
    own = _blanked(question, quotation)  # days and names in it are somebody else's
    today = given.as_of or date.today()
    outlets = store.filters.outlets()
    outlet = None if given.outlet is not None else outlet_of(own, outlets)
    period = _period(store, own, given, today, outlet)
    then = _then(given, period)
    speakers = [] if given.speakers is not None else speakers_of(store, own, then)
    keys = {name_key(name) for name in outlets}  # an outlet is quoted, but is nobody
    speakers = [
        item
        for item in speakers
        if _text(question, item) not in plain and name_key(item.span.of(question)) not in keys
    ]
    outlet = outlet if outlet and _text(question, outlet) not in plain else None
    period = period if period and _text(question, period) not in plain else None
    taken = Taken(question, given)
    taken = _with_speakers(taken, question, speakers)
    taken = _with_outlet(store, taken, question, outlet)
    taken = _with_quotation(taken, question, quotation)
    return _with_period(store, taken, question, _of_their_time(store, taken, period))


def _blanked(question: str, quotation: Span | None) -> str:
    """A question with as many spaces in the place of its quotation."""
    if quotation is None:
        return question
    start, end = quotation
    return question[:start] + " " * (end - start) + question[end:]


def _then(given: Filter, period: AskedPeriod | None) -> Filter:
    """The time at which somebody is to be what the question calls them."""
    if period is None:
        return given
    return given.within(period.period)


def _period(
    store: Store, question: str, given: Filter, today: date, outlet: AskedOutlet | None
) -> AskedPeriod | None:
    """The days that a question asks about, unless the caller has narrowed to others."""
    if given.since is not None or given.until is not None:
        return None
    named = [outlet.span] if outlet is not None else []
    try:
        return period_of(question, today, store.filters.newest(), named)
    except (
        OverflowError,
        ValueError,
    ):  # "before January", asked as of the first year of the calendar
        return None


def _of_their_time(store: Store, taken: Taken, asked: AskedPeriod | None) -> AskedPeriod | None:
    """A month or day without a year: of the latest in which those who are asked for say something.

    As it is, where they say nothing then in any year.
    """
    if asked is None or not (asked.calendar and asked.any_year and taken.speakers):
        return asked
    for years in range(_YEARS):
        period = _before(asked.period, years)
        said = replace(taken.narrowed, speakers=taken.speakers).within(_with_days_after(period))
        if store.filters.leaves_any(said):
            return replace(asked, period=period)
    return asked


def _before(period: Period, years: int) -> Period:
    """The same days so many years before."""
    first, last = (day and in_year(day, day.year - years) for day in (period.first, period.last))
    return Period(first, last)


def _text(question: str, item: AskedSpeaker | AskedOutlet | AskedPeriod) -> str:
    """The words of something that is asked for, to be compared."""
    return item.span.of(question).casefold()


def _with_speakers(taken: Taken, question: str, asked: Sequence[AskedSpeaker]) -> Taken:
    """What they said comes first; a spelling that the library does not know becomes one it has."""
    if not asked:
        return taken
    understood = [
        Understood("speaker", item.span.of(question), " or ".join(item.names), filters=False)
        for item in asked
        if item.speakers
    ]
    words = question
    for item in sorted(asked, key=lambda item: -item.span.start):
        if item.alike:
            words = words[: item.span.start] + item.names[0] + words[item.span.end :]
    return replace(
        taken,
        words=words,
        speakers=tuple(dict.fromkeys(id_ for item in asked for id_ in item.speakers)),
        whose=tuple(dict.fromkeys(name for item in asked for name in item.names)),
        notes=(*taken.notes, *(item.note for item in asked if item.note)),
        understood=(*taken.understood, *understood),
    )


def _with_outlet(store: Store, taken: Taken, question: str, asked: AskedOutlet | None) -> Taken:
    """Only the outlet that is asked for, if any of its articles may answer."""
    if asked is None:
        return taken
    narrowed = replace(taken.narrowed, outlet=asked.name)
    words = asked.span.of(question)
    if not store.filters.leaves_any(narrowed):
        note = f"Nothing that passes is from {asked.name}, so “{words}” is taken for words."
        return replace(taken, notes=(*taken.notes, note))
    item = Understood("outlet", words, asked.name, filters=True)
    return replace(taken, narrowed=narrowed, understood=(*taken.understood, item))


def _with_quotation(taken: Taken, question: str, quotation: Span | None) -> Taken:
    """What prints the words that somebody is to have said comes first."""
    if quotation is None:
        return taken
    words = quotation.of(question)
    item = Understood("quotation", words, f"“{words}”", filters=False)
    return replace(taken, quotation=words, understood=(*taken.understood, item))


def _with_period(store: Store, taken: Taken, question: str, asked: AskedPeriod | None) -> Taken:
    """Only the days that are asked for, or what was printed then first."""
    if asked is None:
        return taken
    words = asked.span.of(question)
    value = str(asked.period.last if asked.as_of else asked.period)
    if asked.published or asked.as_of:
        narrowed = taken.narrowed.within(asked.period)
        if not store.filters.leaves_any(narrowed):
            return _without(taken, words, asked)
        kind: UnderstoodKind = "as_of" if asked.as_of else "period"
        item = Understood(kind, words, value, filters=True)
        return replace(taken, narrowed=narrowed, understood=(*taken.understood, item))
    preferred = _with_days_after(asked.period)
    if not store.filters.leaves_any(taken.narrowed.within(preferred)):
        return taken if asked.weekday else _without(taken, words, asked)
    item = Understood("period", words, value, filters=False)
    understood = (*taken.understood, item)
    days, any_year = asked.period, asked.any_year
    return replace(taken, days=days, any_year=any_year, preferred=preferred, understood=understood)


def _with_days_after(period: Period) -> Period:
    """A period with the days on which its news is printed."""
    last = period.last
    return Period(period.first, last and min(last, date.max - _LATER) + _LATER)


def _without(taken: Taken, words: str, asked: AskedPeriod) -> Taken:
    """With a note that nothing is of the days that are asked about."""
    bare = replace(taken, words=taken.words.replace(words, " "))
    if not (asked.calendar or taken.speakers or has_subject(bare)):
        return replace(taken, vain=asked.period)
    note = f"Nothing here is {asked.period.when()}, so “{words}” is taken for words."
    noted = replace(taken, notes=(*taken.notes, note))
    if not asked.calendar:
        return noted
    return replace(noted, absent=asked.period, any_year=asked.any_year)
