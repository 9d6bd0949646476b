"""Whether a quote is right: one word, one sentence, every outlet's version, and the difference."""

from collections.abc import Iterator, Sequence
from typing import Literal

from web.address import Address
from web.show import (
    byline,
    link,
    notes,
    shown,
    speaker_link,
)
from web.views.taking import actions, taking
from whosaid import Check, CheckedMatch, Edit

Tone = Literal["good", "careful", "bad"]

_WORDS: dict[str, tuple[str, Tone]] = {
    "verbatim": ("Verbatim", "good"),
    "typography": ("Same words", "good"),
    "changed": ("Changed", "bad"),
    "cut": ("Cut", "careful"),
    "stitched": ("Stitched", "bad"),
    "paraphrase": ("Not found", "careful"),
    "absent": ("Not found", "careful"),
}
_CLASSES = {
    "verbatim": "word for word",
    "typography": "the same words, other typography",
    "changed": "other words",
    "cut": "prints more than the quote",
    "stitched": "has a part of it",
    "paraphrase": "something near in meaning",
    "absent": "",
}


def checked(found: Check, address: Address) -> str:
    """The verdict, and each article that carries the words, the earliest first."""
    word, tone = _WORDS[found.class_]
    items = "".join(match(item, address) for item in found.matches)
    matches = f'<ol class="passages">{items}</ol>{taking()}' if items else ""
    return (
        f'<div class="verdict {tone}"><h2 tabindex="-1">{word}</h2><p>{shown(found.verdict)}</p>'
        f"{_speaker(found, address)}{notes(found.notes)}</div>{matches}"
    )


def match(item: CheckedMatch, address: Address) -> str:
    """One article's version: its words in their context, and what differs."""
    opened = address.opening(item.reference)
    said = f"<b>{speaker_link(item.speaker)}</b>" if item.speaker else "speaker unknown"
    return (
        '<li class="passage match-of">'
        f"<h3>{link(opened, item.article.heading, 'open')}</h3>{byline(item.article)}"
        f'<p class="saying">{said} · {_CLASSES[item.class_]}</p>'
        f'<blockquote><span class="context">{shown(item.before)}</span>'
        f'<mark>{shown(item.text)}</mark><span class="context">{shown(item.after)}</span>'
        f"</blockquote>{difference(item.difference)}{notes(item.warnings)}"
        f"{actions(item.reference, opened, item.article, item.text.partition(' … ')[0])}</li>"
    )


def difference(edits: Sequence[Edit]) -> str:
    """What leads from an article's words to the quote's, word by word; nothing when nothing does.

    >>> difference([Edit("same", "is", "is"), Edit("dropped", "", "not")])[:36]
    '<div class="difference"><p>is <del>n'
    """
    if all(edit.op == "same" for edit in edits):
        return ""
    return (
        f'<div class="difference"><p>{" ".join(_edited(edits))}</p>'
        "<small><del>struck out</del> stands only in the article, <ins>underlined</ins> only in "
        "the quote.</small></div>"
    )


def _edited(edits: Sequence[Edit]) -> Iterator[str]:
    for edit in edits:
        if edit.op == "same":
            yield shown(edit.article)
            continue
        if edit.article:
            yield f"<del>{shown(edit.article)}</del>"
        if edit.quote:
            yield f"<ins>{shown(edit.quote)}</ins>"


def _speaker(found: Check, address: Address) -> str:
    if not address.speaker or found.speaker_matches is None:
        return ""
    who = shown(address.speaker)
    if found.speaker_matches:
        return f"<p>The archive gives it to {who}.</p>"
    return f'<p class="warning">The archive does not give it to {who}.</p>'


def invitation() -> str:
    """Before the first quote: what checking tells."""
    return (
        '<div class="welcome"><h2 tabindex="-1">Is the quotation right?</h2><p>Paste it. You learn '
        "whether the archive has it word for word, with other words, cut, stitched together or "
        "not at all; who says it there; and how each outlet prints it.</p></div>"
    )
