"""The address of a view: question, filters and open passage, as the address bar carries them."""

from dataclasses import dataclass, fields, replace
from urllib.parse import parse_qsl, urlencode

PASSAGES = 5
"""How many passages are shown when the address does not say."""

_NAMES = {"question": "q", "passages": "n", "reference": "open"}  # the others are called alike


@dataclass(frozen=True, slots=True)
class Address:
    """Everything that the page shows, in the visitor's own words; empty where nothing was said.

    ``reference`` is the passage that is open in its article, such as ``a1b2c3d4e5f6:120-480``.

    >>> str(Address("Who shut the bridge?", since="2025-09"))
    '?q=Who+shut+the+bridge%3F&since=2025-09'
    >>> Address.parse("?q=Who+shut+the+bridge%3F&since=2025-09").since
    '2025-09'
    """

    question: str = ""
    since: str = ""
    until: str = ""
    outlet: str = ""
    author: str = ""
    passages: int = PASSAGES
    reference: str = ""

    def __str__(self) -> str:
        said = {item.name: getattr(self, item.name) for item in fields(self)}
        if self.passages == PASSAGES:
            del said["passages"]
        return "?" + urlencode({_NAMES.get(name, name): said[name] for name in said if said[name]})

    @classmethod
    def parse(cls, text: str) -> "Address":
        """Read what follows the path of an address; whatever is not understood is left out."""
        try:
            pairs = dict(parse_qsl(text.removeprefix("?"), max_num_fields=100))
        except ValueError:
            return cls()
        words = {
            item.name: " ".join(pairs.get(_NAMES.get(item.name, item.name), "").split())
            for item in fields(cls)
            if item.name != "passages"
        }
        number = pairs.get("n", "")
        whole = number.isascii() and number.isdecimal() and len(number) < 6
        return cls(passages=int(number) if whole else PASSAGES, **words)

    def opening(self, reference: str) -> "Address":
        """The same view with a passage open in its article; with none for ``""``."""
        return replace(self, reference=reference)
