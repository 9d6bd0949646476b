"""From a record to an article: metadata read, clutter taken out, and what was done kept.

Adding goes through here: files → records → **articles** → passages.
"""

import re
from hashlib import sha256
from html import unescape

from corpus.article import Article
from corpus.cleaning.addresses import canonical_address
from corpus.cleaning.authors import author_field
from corpus.cleaning.clean import clean
from corpus.cleaning.finding import Finding, Value
from corpus.cleaning.headlines import without_tail
from corpus.cleaning.mastheads import agency_name, outlet_name
from corpus.cleaning.metadata import language_of, of_record, read_metadata
from corpus.cleaning.printed_dates import parse_date
from corpus.errors import ReadError
from corpus.record import Record

ID_DIGITS = 12  # hexadecimal: two of a million articles share an id with a chance of 1 in 560

_ENTITY = re.compile(
    r"&(?:amp|quot|apos|nbsp|shy|[lr][sd]quo|[nm]dash|hellip|#39|#34|#160|#8\d{3}|#x27|#x20\d\d);"
)
_ODD = re.compile("[\r\u00a0\u00ad\u2007\u200b\u2010\u2011\u202f\u2060\ufeff\ud800-\udfff]")
_LINE_ENDS = re.compile(r"\r\n?")
_MENDED: dict[int, str | None] = dict.fromkeys(map(ord, "\u00a0\u2007\u202f"), " ")
_MENDED |= dict.fromkeys(map(ord, "\u2010\u2011"), "-")
_MENDED |= dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_MENDED |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def prepare(record: Record) -> Article:
    r"""The article that a record holds.

    Raises ``ReadError`` when the record holds no text.

    >>> article = prepare(Record("a.txt", "plain", "Bridge shut\nBy Ada Orr\nIt is shut."))
    >>> article.title, article.authors, article.text
    ('Bridge shut', ('Ada Orr',), 'It is shut.')
    """
    # 1. Make the text legible: the last step that changes characters.
    text = legible(record.text)
    if not any(map(str.isalnum, text)):
        raise ReadError(f"{record.origin} holds no text: not one letter or digit.")

    # 2. Read the metadata that it prints.
    given = " ".join(legible(record.title or "").split()) or None
    printed = read_metadata(text, title=given, url=record.url)

    # 3. Clean it of what is not the article, and of the lines that have given their value.
    body, removed = clean(text, printed.spans)

    # 4. Join the metadata: the record's own first, then what is printed.
    people = author_field(record.authors)
    title = _given(record, "title", given and without_tail(given, record.outlet)[0])
    title = title or printed.title
    outlet = _given(record, "outlet", record.outlet)
    outlet = of_record(outlet) if outlet else printed.outlet
    named = tuple(name for name in people.names if not _is_outlet(name, outlet))
    names = _given(record, "authors", named or None) or printed.authors
    agency = printed.agency or _given(record, "authors", people.agency) or _itself(outlet)
    published = _given(record, "published", parse_date(record.published or "")) or printed.published
    modified = _given(record, "modified", parse_date(record.modified or "")) or printed.modified
    language = _given(record, "language", _language(record.language)) or language_of(body)

    # 5. The article.
    return Article(
        id=article_id(record),
        version=_digest(body),
        text=body,
        origin=record.origin,
        title=_value(title),
        outlet=_value(outlet),
        authors=names.value if names else (),
        agency=_value(agency),
        published=_value(published),
        modified=_value(modified),
        url=record.url,
        language=_value(language),
        found=_how(
            title=title,
            outlet=outlet,
            authors=names,
            agency=agency,
            published=published,
            modified=modified,
            url=_given(record, "url", record.url),
            language=language,
        ),
        removed=removed,
    )


def legible(text: str) -> str:
    """The text with what only hinders reading mended, before anything is measured in it.

    Character references of punctuation are resolved (never ``&lt;``, which may be meant), all
    spaces that do not break become spaces, such hyphens hyphens, carriage returns line ends, and
    soft hyphens, spaces of no width and halves of characters go. Cleaning starts from this text,
    and ``article.restore`` leads back to it.

    >>> legible("Orr&#39;s caf\u00e9\u00a0&amp; bar\u200b"), legible("Jean\u2011Pierre")
    ("Orr's café & bar", 'Jean-Pierre')
    """
    if "&" in text:
        text = _ENTITY.sub(lambda reference: unescape(reference[0]), text)
    if not _ODD.search(text):
        return text
    return _LINE_ENDS.sub("\n", text).translate(_MENDED)


def article_id(record: Record) -> str:
    """The first digits of the SHA-256 of the article's address, or else of its origin."""
    address = canonical_address(record.url) if record.url else None
    return _digest(address or record.origin)[:ID_DIGITS]


def _digest(text: str) -> str:
    """The SHA-256 of a text; a path may hold bytes that are no text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _given(record: Record, field: str, value: Value | None) -> Finding[Value] | None:
    """What the record itself gives for a field, with how its reader found it."""
    if value is None or value == "":
        return None
    return Finding(value, dict(record.found).get(field, f"{record.format} record"))


def _value(finding: Finding[Value] | None) -> Value | None:
    return finding.value if finding else None


def _itself(outlet: Finding[str] | None) -> Finding[str] | None:
    """The agency that the outlet is, if it is one: what it prints is its own."""
    return outlet if outlet and agency_name(outlet.value) else None


def _is_outlet(author: str, outlet: Finding[str] | None) -> bool:
    """Whether an author is only the outlet again, as some pages declare it."""
    return outlet is not None and outlet_name(author).casefold() == outlet.value.casefold()


def _language(printed: str | None) -> str | None:
    """A language tag in its usual form; ``None`` for anything else.

    >>> _language("en_GB"), _language("English")
    ('en-GB', None)
    """
    if printed is None or not _LANGUAGE.fullmatch(printed.strip()):
        return None
    language, *rest = printed.strip().replace("_", "-").split("-")
    return "-".join([language.lower(), *rest])


def _how(**findings: Finding[object] | None) -> tuple[tuple[str, str], ...]:
    """The fields that are known, each with how it was found."""
    return tuple((field, finding.how) for field, finding in findings.items() if finding)
