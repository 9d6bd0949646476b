"""The names in a byline: who wrote an article, without their roles, places and addresses."""

import re
from dataclasses import dataclass

from corpus.cleaning.mastheads import agency_name, is_masthead
from corpus.english.word_classes import word_set

LONGEST_NAME = 60  # characters of one person's name, and
MOST_NAME_WORDS = 6  # its words
LONGEST_FIELD = 2000  # characters of an author field: some papers name 50 people
LONGEST_BYLINE = 200  # characters of all the names and what is said of them

_ROLE_NAME = (
    r"(?:reporters?|correspondents?|writers?|editors?|columnists?|contributors?|journalists?|"
    r"photographers?|staff|desk|bureau|team|newsroom|editorial board|intern|analyst|producer)"
)
_ROLE_WORDS = (
    r"(?:(?:our|a|the|an|senior|chief|special|contributing|staff|freelance|deputy|associate|"
    r"assistant|foreign|national|local|political|business|economics?|sports?|science|health|crime|"
    r"courts?|education|diplomatic|defen[cs]e|technology|city|managing|news|web|online|digital|"
    r"multimedia|data|investigative|guest|opinion|arts|culture|environment|security|writer|and|at|"
    r"for|of|in)\s)*"
)
_ROLE = re.compile(_ROLE_WORDS + _ROLE_NAME + r"(?: (?:at|for|of|in) .{2,60})?", re.IGNORECASE)
_PRINTED_ROLE = re.compile(  # printed instead of a name: "Argus reporter", "Our correspondent"
    rf"(?:[\w.&'’-]{{1,20}} ){{0,5}}{_ROLE_NAME}", re.IGNORECASE
)
_ROLE_AFTER = re.compile(
    rf"\s+(?:(?:Senior|Chief|Staff|Contributing|Special)\s)+{_ROLE_NAME}$", re.I
)
_EMAIL = re.compile(r" ?[(\[<]?[\w.+-]{1,50}(?:@|\(at\))[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}[)\]>]?")
_AFTER_NAME = re.compile(r"\s(?:for|of|in|at|from|with)\s.*|\s[(\[].*|\s[-–—]\s.*")
_PLACE = re.compile(r"[A-Z][\w.'’&-]*(?: (?:of |de |the )?[A-Z][\w.'’&-]*){0,4}")
_AGENCIES = re.compile(r"\s*(?:,|&|\band) (?:news |wire )?(?:agencies|wires|reports|staff)$", re.I)
_AND = re.compile(r"\s*(?:\band\b|&|\bwith\b)\s*", re.IGNORECASE)
_SHORT_END = re.compile(r"\b(?:[A-Z]|Jr|Sr|Ph\.D)\.$")
_PARTICLES = word_set(
    "de da di do du dos das del della la le el al van von der den ter ten bin ibn binti bint y e "
    "zu af av und st"
)
_NO_NAMES = word_set(
    "the a an this that these those our your my popular demand numbers design law land sea air "
    "accident chance default monday tuesday wednesday thursday friday saturday sunday january "
    "february march april june july august september october november december comparison contrast "
    "then now all any no not what who when where why how"
)
_NOBODY = {"none", "null", "nan", "n/a", "na", "unknown", "admin", "administrator", "author", "-"}


@dataclass(frozen=True, slots=True)
class People:
    """The people that a byline names, and the agency and outlet beside them."""

    names: tuple[str, ...] = ()
    agency: str | None = None
    outlet: str | None = None


def read_people(printed: str, *, needs_role: bool = False) -> People | None:
    """Who is named after "By"; ``None`` when any of it is no name.

    With ``needs_role=True``, as for a line without "By", a person counts only with a role.

    >>> read_people("Ada Orr and Bo Lund, Corvane News Agency")
    People(names=('Ada Orr', 'Bo Lund'), agency='Corvane News Agency', outlet=None)
    >>> read_people("popular demand") is None
    True
    """
    line = " ".join(printed[: 2 * LONGEST_BYLINE].split())
    text = _EMAIL.sub("", line).strip(" ,;:-–—|")
    if not text or len(text) > LONGEST_BYLINE:
        return None
    if agency := agency_name(text):
        return None if needs_role else People(agency=agency)
    *firsts, last = _AND.split(_AGENCIES.sub("", text))
    names = [name for first in firsts for name in first.split(", ") if name]
    name, *rest = last.split(", ")
    if not firsts and len(rest) > 1 and all(map(is_name, [name, *rest])):
        return None if needs_role else People((name, *rest))
    people = tuple(_bare_name(name) for name in [*names, name] if name)
    if not people or not all(people) or not all(map(_is_said_of_people, rest)):
        return None
    if needs_role and not (rest and _ROLE.fullmatch(rest[0])):
        return None
    return _with_employer(people, rest)


def author_field(printed: tuple[str, ...]) -> People:
    """The people in an author field, which is trusted to hold names, one or several.

    >>> author_field(("By ADA ORR, Bo Lund", "AP")).names
    ('ADA ORR', 'Bo Lund')
    """
    names: list[str] = []
    agency = outlet = None
    for field in printed:
        for piece in _pieces(field):
            nobody = piece.casefold() in _NOBODY or "://" in piece
            if nobody or not any(map(str.isalpha, piece)):
                continue
            if named := agency_name(piece):
                agency = agency or named
            elif piece not in names and not (names and _PRINTED_ROLE.fullmatch(piece)):
                names.append(piece)
    return People(tuple(names), agency, outlet)


def is_name(words: str) -> bool:
    """Whether the words could be a person's name: capitalised, two or more, none a common word.

    >>> is_name("Ji Da-gyum"), is_name("Ana de la Cruz"), is_name("Monday Evening")
    (True, True, False)
    """
    parts = words.split()
    if not 2 <= len(parts) <= MOST_NAME_WORDS or len(words) > LONGEST_NAME:
        return False
    return all(map(_is_name_part, parts)) and parts[-1].lower() not in _PARTICLES


def _is_name_part(part: str) -> bool:
    if part.lower().strip(".") in _NO_NAMES or not re.fullmatch(r"[^\W\d_][\w.'’-]*", part):
        return False
    return any(map(str.isupper, part)) or part in _PARTICLES or not part.isascii()


def _bare_name(words: str) -> str | None:
    """A name without what is said about it, or a role printed instead of one."""
    if _PRINTED_ROLE.fullmatch(words) and not _ROLE_AFTER.search(words):
        return words
    name = _AFTER_NAME.sub("", _ROLE_AFTER.sub("", words), count=1).strip(" ,")
    if name.endswith(".") and not _SHORT_END.search(name):
        name = name[:-1]
    return name if is_name(name) else None


def _is_said_of_people(words: str) -> bool:
    """Whether words after a name are a role or a place, and not the rest of a sentence."""
    return bool(_ROLE.fullmatch(words) or _PLACE.fullmatch(words) or agency_name(words))


def _with_employer(names: tuple[str | None, ...], rest: list[str]) -> People:
    """The names, with the agency or outlet that is printed after them."""
    agency = next(filter(None, map(agency_name, rest)), None)
    outlet = next(filter(is_masthead, rest), None)
    return People(tuple(filter(None, names)), agency, None if agency else outlet)


def _pieces(field: str) -> list[str]:
    """The names in one author field, split where that is certain."""
    line = " ".join(field.split())
    if len(line) > LONGEST_FIELD:
        return []  # a text, not names
    text = re.sub(r"^by ", "", _EMAIL.sub("", line).strip(), flags=re.IGNORECASE)
    by_comma = [piece.strip() for piece in re.split(r"[,;|]|\band\b|&", text)]
    if any(" " not in piece and not agency_name(piece) for piece in by_comma if piece):
        by_comma = [piece.strip() for piece in re.split(r"[;|]", text)]  # "Orr, Ada", "Orr, Jr."
    return [piece.strip(" ,;") for piece in by_comma if piece.strip(" ,.;")]
