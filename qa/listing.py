"""The articles of a library as a list, a page of it, or those that have some words at the head."""

from itertools import islice

from corpus.dates import PartialDate
from corpus.errors import UsageError
from corpus.letters import unaccented
from index.truth.rows import Head
from index.truth.store import Store
from qa.answer import Source


def listed(store: Store, n: int | None, after: int, words: str) -> list[Source]:
    """The articles, the latest published first and the undated last.

    At most ``n`` behind the first ``after``, of those whose headline (or else opening words),
    outlet and authors have each of the words somewhere, in any case and without accents. Raises
    ``UsageError`` for a negative number.
    """
    least = min(after, n or 0)
    if least < 0:
        raise UsageError(f"{least} articles cannot be given, or passed over; count from 0.")
    wanted = unaccented(words).casefold().split()
    if not wanted:
        return [_source(head) for head in store.heads(n, after)]
    fitting = (head for head in store.heads() if _has(head, wanted))
    return [_source(head) for head in islice(fitting, after, None if n is None else after + n)]


def _has(head: Head, wanted: list[str]) -> bool:
    text = " ".join(filter(None, (head.title or head.opening, head.outlet, *head.authors)))
    plain = unaccented(text).casefold()
    return all(word in plain for word in wanted)


def _source(head: Head) -> Source:
    published = PartialDate.fromisoformat(head.published) if head.published else None
    return Source(head.id, head.title, head.outlet, head.authors, published, head.url, head.opening)
