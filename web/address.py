"""The address of a view: what the address bar carries, and all that the page needs to show it."""

from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args
from urllib.parse import parse_qsl, urlencode

PASSAGES = 5
"""How many passages are shown when the address does not say."""

View = Literal["ask", "people", "check", "archive"]
VIEWS: tuple[View, ...] = get_args(View)

# Gradio reads "page" itself, and serves nothing for one that it does not have.
_NAMES = {
    "question": "q",
    "passages": "n",
    "page": "part",
    "reference": "open",
    "as_words": "words",
}
_LEAST: dict[str, Any] = {"view": "ask", "passages": PASSAGES, "page": 1}  # goes without saying


@dataclass(frozen=True, slots=True)
class Address:
    """Everything that the page shows, in the visitor's own words; empty where nothing was said.

    ``question`` is what stands in the main field of a view: a question, a subject, a quotation,
    words of a headline. ``as_words`` are words of a question that are to be nothing but words.
    ``reference`` is the passage that is open in its article, such as ``a1b2c3d4e5f6:120-480``.

    >>> str(Address("Who shut the bridge?", since="2025-09"))
    '?q=Who+shut+the+bridge%3F&since=2025-09'
    >>> Address.parse("?view=people&speaker=Ahn+Seo-rim").speaker
    'Ahn Seo-rim'
    """

    question: str = ""
    view: View = "ask"
    speaker: str = ""
    since: str = ""
    until: str = ""
    outlet: str = ""
    author: str = ""
    as_of: str = ""
    as_words: tuple[str, ...] = ()
    passages: int = PASSAGES
    page: int = 1
    reference: str = ""

    def __str__(self) -> str:
        said = {item.name: getattr(self, item.name) for item in fields(self)}
        pairs = {
            _NAMES.get(name, name): value
            for name, value in said.items()
            if value and value != _LEAST.get(name)
        }
        return "?" + urlencode(pairs, doseq=True)

    @classmethod
    def parse(cls, text: str) -> "Address":
        """Read what follows the path of an address; whatever is not understood is left out."""
        try:
            pairs = parse_qsl(text.removeprefix("?"), max_num_fields=100)
        except ValueError:
            return cls()
        said = {name: " ".join(value.split()) for name, value in pairs}
        said["q"] = dict(pairs).get("q", "").strip()  # a quotation keeps its paragraphs
        words = tuple(" ".join(value.split()) for name, value in pairs if name == "words")
        plain = {
            item.name: said.get(_NAMES.get(item.name, item.name), "")
            for item in fields(cls)
            if item.type is str
        }
        return cls(
            view=next((view for view in VIEWS if view == said.get("view")), "ask"),
            as_words=words,
            passages=_number(said.get("n", ""), PASSAGES),
            page=_number(said.get(_NAMES["page"], ""), 1),
            **plain,
        )

    def opening(self, reference: str) -> "Address":
        """The same view with a passage open in its article; with none for ``""``."""
        return replace(self, reference=reference)

    def without(self, name: str) -> "Address":
        """The same view without one of its filters, and with no passage open."""
        fewer: dict[str, Any] = {name: "", "reference": ""}
        return replace(self, **fewer)


def _number(text: str, otherwise: int) -> int:
    whole = text.isascii() and text.isdecimal() and len(text) < 6
    return int(text) if whole else otherwise
