"""The answer to a question: how it was taken, the passages with their sources, the figures."""

import shlex
from collections.abc import Iterable, Sequence

from web.address import Address
from web.marking import legend, marked
from web.show import (
    byline,
    counted,
    dated,
    extent,
    link,
    notes,
    nothing,
    shown,
)
from web.views import times
from web.views.chips import chips
from web.views.taking import actions, taking
from whosaid import Answer, Copy, Figure, FigureGroup, FoundPassage, Source

_MATCH = {
    "strong": "strong match",
    "fair": "fair match",
    "weak": "weak match",
}


def answer(found: Answer, address: Address) -> str:
    """The passages of an answer with their sources, or why there is none."""
    taken = chips(address, found.understood) + notes(found.notes) + _to_check(found)
    items = "".join(passage(item, address) for item in found.passages)
    passages = f'<ol class="passages">{items}</ol>{taking()}' if items else ""
    if found.answered:
        return (
            f'{taken}<h2 class="summary" tabindex="-1">{shown(summary(found))}</h2>'
            f"{figures(found.figures, address)}{passages}"
        )
    misses = '<h3 class="misses">The nearest misses</h3>' if items else ""
    return (
        f"{taken}{nothing('No good answer', found.reason or '')}"
        f'{misses}<div class="missed">{passages}</div>'
    )


def _to_check(found: Answer) -> str:
    """The way to check a quotation that is asked about, which tells what comes near it as well."""
    quoted = [item.text for item in found.understood if item.kind == "quotation"]
    ways = (link(Address(text, view="check"), "Check this quotation") for text in quoted)
    return "".join(f'<p class="note">{way}</p>' for way in ways)


def summary(found: Answer) -> str:
    """How much there is, in one line.

    >>> from whosaid import Source
    >>> summary(Answer("Why?", True, None, ()))
    '0 passages'
    """
    words = counted(len(found.passages), "passage")
    return f"{words} in {found.sources.words}" if found.sources.articles else words


def passage(found: FoundPassage, address: Address) -> str:
    """One passage: headline, source, the text with its best sentence marked, what can be done."""
    opened = address.opening(found.reference)
    text = marked(
        found.text,
        found.sentences[0] if found.sentences else None,
        found.statements,
        start=found.start,
    )
    match = (
        f'<span class="match {found.match}" title="Similarity of question and passage: '
        f'{found.score:.2f} of at most 1">{_MATCH[found.match]}</span>'
    )
    return (
        '<li class="passage">'
        f"<h3>{link(opened, found.article.heading, 'open')}</h3>"
        f"{byline(found.article)}"
        f"<blockquote>{text}</blockquote>{legend(found.statements)}"
        f"{times.days(found)}{times.before(found.changed, address)}{copies(found.copies, address)}"
        f"{actions(found.reference, opened, found.article, _best(found), match)}</li>"
    )


def copies(found: Sequence[Copy], address: Address) -> str:
    """Where the same words were printed too, folded away; nothing when nowhere."""
    if not found:
        return ""
    outlets = {item.article.outlet for item in found}
    where = (
        counted(len(found), "article")
        if None in outlets  # there may be any number of them
        else counted(len(outlets), "outlet")
    )
    items = "".join(
        f"<li>{link(address.opening(item.reference), _outlet(item.article), 'open')}"
        f" · {dated(item.article)} · {shown(item.why)}</li>"
        for item in found
    )
    return f'<details class="copies"><summary>also in {where}</summary><ul>{items}</ul></details>'


def figures(groups: Sequence[FigureGroup], address: Address) -> str:
    """The figures that articles give, side by side; those that were not asked for folded away."""
    asked = "".join(_figures(group, address) for group in groups if group.asked)
    others = "".join(_figures(group, address) for group in groups if not group.asked)
    if others:
        others = (
            '<details class="others"><summary>Other figures in these passages</summary>'
            f"{others}</details>"
        )
    return (
        f'<section class="figures" aria-label="Figures">{asked}{others}</section>' if groups else ""
    )


def welcome(questions: Sequence[str], articles: int, outlets: int) -> str:
    """Before the first question: what is here, and some questions to begin with."""
    links = "".join(f"<li>{link(Address(question), question)}</li>" for question in questions)
    examples = f'<h3>For instance</h3><ul class="examples">{links}</ul>' if links else ""
    return (
        f'<div class="welcome"><h2>Ask {extent(articles, outlets)}</h2>'
        "<p>You get the passages that answer, word for word, each with its source. Nothing is made "
        f"up.</p>{examples}</div>"
    )


def empty_library(folder: str, changeable: bool) -> str:
    """What to do with a library that has no articles."""
    command = f"whosaid --library {shlex.quote(folder)} add PATH"
    here = (
        f"<p>{link(Address(view='archive'), 'Add articles here', style='button')}</p>"
        if changeable
        else ""
    )
    return (
        f'<div class="welcome"><h2>This library is empty</h2>{here}<p>In a terminal, name '
        "the files or folders that articles are in, and load this page again:</p>"
        f"<pre><code>{shown(command)}</code></pre></div>"
    )


def _best(found: FoundPassage) -> str:
    """The sentence that answers best, which a browser can find where it was published."""
    return found.words(found.sentences[0]) if found.sentences else found.text


def _figures(group: FigureGroup, address: Address) -> str:
    rows = "".join(_figure(item, address) for item in _once(group.figures))
    return (
        f"<table><caption>{shown(group.quantity)}</caption><thead><tr><th>Figure</th>"
        f"<th>According to</th><th>Printed by</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _once(figures: Sequence[Figure]) -> Iterable[Figure]:
    """Figures without those that their article gives in the same words again: the first of each."""
    alike = {
        (it.article.id, it.text.casefold(), it.claimed_by, it.corrects, it.corrected): it
        for it in reversed(figures)
    }
    return reversed(alike.values())


def _figure(item: Figure, address: Address) -> str:
    told = "a correction" if item.corrects else "since corrected" if item.corrected else ""
    corrects = f'<span class="corrects">{told}</span>' if told else ""
    who = shown(item.claimed_by or item.article.outlet or "the article itself")
    printed = link(address.opening(item.reference), _outlet(item.article), "open")
    return (
        f"<tr><td><b>{shown(item.text)}</b>{corrects}</td><td>{who}</td>"
        f"<td>{printed} <small>{dated(item.article)}</small></td></tr>"
    )


def _outlet(source: Source) -> str:
    return source.outlet or source.heading
