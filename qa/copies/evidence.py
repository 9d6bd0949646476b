"""When two articles are printings of one text, and how that is told in words."""

from datetime import date

from corpus.article import Article
from corpus.copying.alike import Printed, share
from corpus.dates import PartialDate
from index.truth.keys import name_key

COPY = 0.5
"""Share of the shorter text's four-word shingles, outside quotation marks, from which on two
articles print one text. In seven years of agency news, statistics that are told by a template
every week, and stories that carry the background of others, have up to 0.45 in common; printings
and updates of one text mostly more than 0.5. Reports of one event that were written separately
have 0.05."""
COPY_SOON = 0.4
"""The same for articles no more than ``SOON_DAYS`` apart, between which templates hardly repeat:
a text that was cut, edited and given a lead of its own."""
COPY_OF_AGENCY = 0.35
"""The same for articles that credit one agency, too: the credit is evidence by itself."""
SOON_DAYS = 7


def alike(one: Article, other: Article, texts: "Texts") -> float | None:
    """The share of words that two articles have in common, if they print one text; else None."""
    least = _least(one, other)
    shared = share(texts.of(one), texts.of(other), least)
    return shared if shared >= least else None


def _least(one: Article, other: Article) -> float:
    """The share from which on two articles are printings of one text."""
    days = [item.published.earliest() if item.published else None for item in (one, other)]
    if days[0] is None or days[1] is None or abs((days[0] - days[1]).days) > SOON_DAYS:
        return COPY
    return COPY_OF_AGENCY if same_name(one.agency, other.agency) else COPY_SOON


class Texts:
    """Articles' texts as they are compared, each prepared once."""

    def __init__(self) -> None:
        self._known: dict[str, Printed] = {}

    def of(self, article: Article) -> Printed:
        """The text of an article."""
        if article.id not in self._known:
            self._known[article.id] = Printed(article.text)
        return self._known[article.id]


def why(one: Article, other: Article, told: str) -> str:
    """What shows that another article prints the same, in words, with credits as evidence."""
    if one.agency is None or not same_name(one.agency, other.agency):
        credit = other.agency and f"it credits {other.agency}"
    elif _own(other):
        credit = f"{other.outlet} is the agency that is credited"
    else:
        credit = f"both credit {other.agency}"
    return f"{told}; {credit}" if credit else told


def order(article: Article) -> tuple[bool, date, bool, tuple[int, int], str]:
    """What printings are ordered by: the day, the agency's own first, the hour; undated last."""
    day = article.published.earliest() if article.published else None
    hour = _hour(article.published) if article.published else (24, 0)
    return day is None, day or date.max, not _own(article), hour, article.id


def newsroom(article: Article) -> str | None:
    """Whose words an article prints, as a key: the agency that it credits, or else the outlet."""
    name = article.agency or article.outlet
    return name_key(name) if name else None


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names of agencies or outlets are one."""
    return one is not None and other is not None and name_key(one) == name_key(other)


def _own(article: Article) -> bool:
    """Whether an agency prints its own text."""
    return same_name(article.agency, article.outlet)


def _hour(published: PartialDate) -> tuple[int, int]:
    """The hour and minute as printed; the end of the day where there is none."""
    if published.hour is None:
        return 24, 0
    return published.hour, published.minute or 0
