"""What a view is narrowed to, as chips that can be removed."""

from collections.abc import Sequence
from dataclasses import replace

from web.address import Address
from web.show import shown
from whosaid import Understood

FILTERS = {
    "speaker": "said by",
    "since": "since",
    "until": "until",
    "outlet": "outlet",
    "author": "author",
    "as_of": "archive as of",
}
"""The filters of an address, and what they are called."""

_UNDERSTOOD = {
    "speaker": "said by",
    "outlet": "outlet",
    "period": "period",
    "as_of": "archive as of",
    "quotation": "word for word",
}


def chips(
    address: Address, understood: Sequence[Understood] = (), names: Sequence[str] = tuple(FILTERS)
) -> str:
    """What a view is narrowed to, each of it with a way to be rid of it.

    ``names`` are the filters of the address that the view heeds.
    """
    items = [
        _chip(label, getattr(address, name), address.without(name))
        for name, label in FILTERS.items()
        if name in names and getattr(address, name)
    ]
    for item in understood:
        words = (*address.as_words, item.text)
        without = replace(address, as_words=words, reference="")
        how = "" if item.filters else " comes first"
        items.append(_chip(_UNDERSTOOD[item.kind], item.value, without, how))
    for taken in address.as_words:
        others = tuple(other for other in address.as_words if other != taken)
        items.append(
            _chip("only as words", f"“{taken}”", replace(address, as_words=others, reference=""))
        )
    return f'<ul class="chips" aria-label="Narrowed to">{"".join(items)}</ul>' if items else ""


def _chip(label: str, value: str, without: Address, how: str = "") -> str:
    return (
        f'<li><a class="chip" data-go="visit" href="{shown(str(without))}">'
        f'<span class="unseen">Remove </span>{label} <b>{shown(value)}</b>{how}'
        '<span class="cross" aria-hidden="true"></span></a></li>'
    )
