"""Paragraphs and sentences, as exact spans of the text.

A sentence ends where its paragraph ends, or at a stop that belongs to no abbreviation, initial or
number. Decided by rules and without a dependency: pysbd has not been maintained since 2021, and
nltk's punkt needs a download.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from corpus.spans import Span

_WIDEST_WRAP = 160
"""Characters; a longer line is a paragraph: nobody wraps that wide."""
_NARROWEST_WRAP = 40
"""Characters; a shorter line that breaks off is a heading, a list item or a line of verse."""
_FULL = 0.9
"""A line is full when the next word would have passed this share of the wrapping width:
proportional type, as PDF prints it, leaves up to a tenth of a line ragged."""

_FARTHEST = 5000
"""Characters that are counted back to tell a misspaced opening mark from a closing one."""

_LINE = re.compile(r"\S[^\n\r\v\f\x85\u2028\u2029]*")
_BREAK = re.compile(r"\r\n|[\n\r\v\x85\u2028]|(?P<paragraph>[\f\u2029])")
_CONTINUES = re.compile(r"[a-zß-öø-ÿ](?![A-Z])|[,;)\]&]")  # but "iPhone" may begin a sentence
_COMPLETE = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*\Z")

_STOP = re.compile(
    r"""(?P<stop>[.!?…।॥؟۔።。！？｡](?<![.!?…].)(?:(?<=[.])(?:[ ][.])++|[.!?…。！？｡]*+))
        (?P<wide>(?<=[。！？｡]))?
        (?P<close>(?:[\"'”’“‘»›」』）】》)\]}]|[ \xa0\u202f][\"”’»](?!\S))*+)
        (?(wide)(?![、，と])
        |(?:(?!\S)|(?=[A-Z][a-z])(?:(?<=[^\W\d_]{2}.)(?!Com|Net|Org)(?=\w{3,}+[\s,.;’'])|(?<=[”»\"]))))
    """,
    re.VERBOSE,
)
"""A stop and its closing marks, before white space or (misprinted) right before a capital."""

_NEXT = re.compile(r"\s*([\"'“”‘„‚«‹「『(\[{¿¡—–•*_-]*+)\s?((?:[^\W_]|['’-](?=\w))*+)(\S?)")
_WORD_BEFORE = re.compile(r"[^\s\"“”‘(\[«—–-]*\Z")
_QUOTE = re.compile(r"[\"'“”‘’„«»‹›「」『』]")
_STOPPED = re.compile(r"[.!?][\"'”’)]{0,3}\s\Z")
_STRAY_QUOTE = re.compile(r"[ \xa0\u202f]?\"\Z")
_CREDIT = re.compile(r"[ \t]*\([A-Z][\w/&’'-]*+(?: [\w/&’'-]++){0,3}\)(?=\s*(?:[A-Z\"“‘(]|\Z))")
_ASIDE = re.compile(r"\s*\((?:[^().!?]|\.(?=\w)){1,300}\)(?=\s*(?:[A-Z\"“‘(]|\Z))")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|Ph\.D")  # U.S, a.m, J.K
_VOWELLESS = re.compile(r"[B-DF-HJ-NP-TV-Z][b-df-hj-np-tv-z]{1,4}")  # Blvd, Mfg
_BRAND = re.compile(r"[a-z]+[A-Z]|[a-z]{1,2}[-’'][A-Z]")  # iPhone, al-Hasa, d'Este
_LEADS_ON = re.compile(r"\s*[A-Z][\w’'-]*+(?:,|\s+[a-z])")  # "Shares fell", not "Chief Executive"
_ATTRIBUTION = re.compile(
    r"""\s*(?!(?:He|She|They|We|I|You|It|This|That|But|And|In)\b)
        [A-Z][\w.’'-]*+(?:,?\s[\w’'-]++){0,8}?\s
        (?:said|says|asked|asks|wrote|writes|added|adds|told|tweeted|replied|shouted|joked
        |wondered|quipped|chanted|continued|explained|recalled)
        (?:(?P<whole>\.)|,(?!\s[\"“‘'][A-Z])
        |\s(?:in|on|at|of|to|as|during|after|before|when|while|with|from|by|reporters|[A-Z]\w*[.,]))
    """,
    re.VERBOSE,
)
"""A name and a verb of saying, after a question: '"Why?" Mayor Orr asked.'"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    """adm amb asst brig capt cmdr col cpl cpt dr fr ft gen gov hon insp lt maj messrs mlle mme mr
    mrs ms mt pfc pres prof pvt rep reps rev sen sens sgt spc sra st ste supt vs v eg ie cf"""
)
"""Always followed by what they belong to: a stop after them never ends a sentence."""
_BEFORE_NUMBERS = _words(
    """No Nos no nos Art Ch Fig Figs Par Sec Vol Vols p pp para art sec vol ch fig Jan Feb Mar Apr
    Jun Jul Aug Sep Sept Oct Nov Dec c ca circa"""
)
_ABBREVIATIONS = _words(
    """Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri
    Inc Corp Co Cos Ltd Bros Plc Jr Sr Esq al approx est ext dept Dept Univ Assn Assoc Intl
    Ave Blvd Rd Pt Hwy Bldg Calif Mass Conn Pa Ala Ariz Ark Colo Del Fla Ga Ill Ind Kan Ky La
    Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Penn Tenn Tex Va Vt Wash Wis Wyo Ont Que"""
)
"""A stop after them ends a sentence only where the next word seldom stands inside a name."""
_STARTERS = _words(
    """A About According After Again Against All Also Although Among An Analysts And Another Any As
    Asked At Because Before Both But By Critics Despite During Each Earlier Either Even Every
    Few For From Further Given He Her Here His How However I If In Instead It Its Just Last
    Later Like Many Meanwhile More Most Much My Neither No Nobody None Nor Not Now Of Officials
    On Once One Only Or Other Others Our Over Perhaps Police Residents Several Shares She Since
    So Some Such That The Their Then There These They This Those Though Three Through Thus To
    Today Together Tomorrow Two Under Unless Until Up We What When Where Whether Which While Who
    Whoever Why With Within Without Yesterday Yet You Your"""
)
_LAST_IN_NAME = _words("Inc Corp Co Cos Ltd Plc D.C a.m p.m")
"""Abbreviations that end a name: before a capital that leads on in lower case, a sentence ends."""
_NAME_GOES_ON = _words(
    """International Holdings Group Ltd Inc LLC LLP Chairman Chairwoman Chief President CEO Vice
    Executive Senior Director Monday Tuesday Wednesday Thursday Friday Saturday Sunday Eastern
    Central Pacific Mountain Standard EST EDT CST CDT MST MDT PST PDT ET PT GMT BST CET KST JST"""
)


class _Following(NamedTuple):
    """What follows a stop: opening marks, the first word, the character after it."""

    opening: str
    word: str
    then: str

    @property
    def quoted(self) -> bool:
        """Whether a quotation opens."""
        return bool(_QUOTE.search(self.opening))

    @property
    def starts(self) -> bool:
        """Whether the word usually begins a sentence, and seldom stands inside a name."""
        return self.word in _STARTERS and self.then != "."


def paragraphs(text: str) -> list[Span]:
    r"""Each paragraph without the white space around it: a line, unless it clearly runs on.

    A blank line always ends a paragraph. Lines of about one width that break off in the middle
    of a sentence are hard-wrapped, and make one paragraph.

    >>> text = "Bridge shut\nThe bridge over the river Tarn is shut until\nfurther notice, it said."
    >>> [span.of(text)[:11] for span in paragraphs(text)]
    ['Bridge shut', 'The bridge ']
    """
    lines = [Span(m.start(), m.start() + len(m.group().rstrip())) for m in _LINE.finditer(text)]
    running = _running_on(text, lines)
    if not running:
        return lines
    joined: list[Span] = []
    for index, line in enumerate(lines):
        if index - 1 in running:
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


def sentences(text: str) -> list[Span]:
    """Each sentence without the white space around it; together, every non-blank character.

    Closing quotation marks and brackets belong to the sentence whose stop they follow.

    >>> text = 'Mr. Orr left the U.S. on Oct. 12. "We wait. We hope," said J. K. Rowe.'
    >>> [span.of(text) for span in sentences(text)]
    ['Mr. Orr left the U.S. on Oct. 12.', '"We wait.', 'We hope," said J. K. Rowe.']
    """
    return list(_sentences(text))


@lru_cache(maxsize=64)  # a passage that is answered with is cut for its sketch, and to be shown
def _sentences(text: str) -> tuple[Span, ...]:
    return tuple(span for paragraph in paragraphs(text) for span in _cut(text, paragraph))


def _running_on(text: str, lines: list[Span]) -> set[int]:
    """The indices of lines that the next line continues."""
    breaks = [i for i, pair in enumerate(pairwise(lines)) if _may_run_on(text, *pair)]
    if not breaks:
        return set()
    lengths = sorted(lines[i].end - lines[i].start for i in breaks)
    width = lengths[-1 - len(lengths) // 10]  # a stray long line does not count
    full = [i for i in breaks if _is_full(text, lines[i], lines[i + 1], width)]
    clear = {i for i in full if _breaks_off(text, lines[i], lines[i + 1])}
    wrapped = 3 * len(clear) >= len(breaks)
    return set(full) if wrapped else clear


def _may_run_on(text: str, line: Span, following: Span) -> bool:
    """Whether one line break separates two lines that are narrow enough to be wrapped."""
    if line.end - line.start > _WIDEST_WRAP or following.end - following.start > _WIDEST_WRAP:
        return False
    breaks = list(_BREAK.finditer(text, line.end, following.start))
    return len(breaks) == 1 and breaks[0]["paragraph"] is None


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the first word of the following line would not have fitted into the line."""
    length = line.end - line.start
    word = following.of(text).split(maxsplit=1)[0]
    return length >= _NARROWEST_WRAP and length + 1 + len(word) > _FULL * width


def _breaks_off(text: str, line: Span, following: Span) -> bool:
    """Whether the line ends without a stop and the following one goes on in lower case."""
    goes_on = _CONTINUES.match(text, following.start)
    return bool(goes_on and not _COMPLETE.search(text, line.end - 5, line.end))


def _cut(text: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of one paragraph."""
    start, end = paragraph
    for match in _STOP.finditer(text, start, end):
        if match.start() < start or match.end() == end:
            continue
        if match["wide"] is not None or _ends_sentence(text, start, match, end):
            for stop in _with_brackets(text, _without_opening(text, paragraph, match), end):
                yield Span(start, stop)
                start = stop
                while start < end and text[start].isspace():
                    start += 1
    if start < end:
        yield Span(start, end)


def _ends_sentence(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether a sentence that began at ``start`` ends at this stop."""
    found = _NEXT.match(text, match.end(), end)
    following = _Following(*found.groups()) if found else _Following("", "", "")
    opening, word, then = following
    if not word:
        return bool(then) and (then not in ",;:.!?…)]%&/+=" or following.quoted)
    if word[0].islower() and not _BRAND.match(word):
        return opening[:1] == "(" and bool(_ASIDE.match(text, match.end(), end))
    if _QUOTE.search(match["close"]):
        said = _ATTRIBUTION.match(text, match.end(), end)
        if said and (match["stop"] != "." or said["whole"]):
            return False
    if match["stop"] != ".":
        return following.starts or _ends_with_force(text, start, match, following)
    word_before = _WORD_BEFORE.search(text, max(start, match.start() - 24), match.start())
    before = word_before.group() if word_before else ""
    if before.isdigit():  # as in "1.", which begins a list item, or "in 2014."
        return len(before) > 3 or match.start() - len(before) > start
    leads_on = word not in _NAME_GOES_ON and bool(_LEADS_ON.match(text, match.end(), end))
    return _completes(before, following, leads_on)


def _ends_with_force(text: str, start: int, match: re.Match[str], following: _Following) -> bool:
    """Whether a question or exclamation mark or an ellipsis ends a sentence before a capital."""
    stop = match.start()
    if match["stop"][-1] in ".…":
        if text[stop - 1].isspace():  # words left out, or a pause
            return following.quoted or bool(_STOPPED.search(text, max(start, stop - 6), stop))
        return not following.word[0].isdigit()
    return not text.endswith(("Yahoo", "Jeopardy"), start, stop)


def _completes(word: str, following: _Following, leads_on: bool) -> bool:
    """Whether a full stop after ``word`` ends a sentence, and is not only part of the word."""
    if word.lower() in _TITLES or (word in _BEFORE_NUMBERS and following.word[0].isdigit()):
        return False
    if len(word) == 1 and word.isalpha():  # an initial; what is quoted after it is a nickname
        return following.starts
    if word in _ABBREVIATIONS or _DOTTED.fullmatch(word) or _VOWELLESS.fullmatch(word):
        return following.starts or following.quoted or (word in _LAST_IN_NAME and leads_on)
    return True


def _without_opening(text: str, paragraph: Span, match: re.Match[str]) -> int:
    """Where the stop ends: before a straight mark that opens a quotation, but was misspaced."""
    end = match.end()
    stray = _STRAY_QUOTE.search(text, match.end("stop"), end)
    if stray and (stray.group() != '"' or not text[end : end + 1].isspace()):
        before = text.count('"', max(paragraph.start, end - _FARTHEST), end - 1)
        return end if before % 2 else stray.start()
    return end


def _with_brackets(text: str, stop: int, end: int) -> Iterator[int]:
    """Where the sentence ends that stops here, and then a bracketed aside that has no stop.

    A short credit, as in "speaks on Friday. (Yonhap) The ministry", belongs to its sentence.
    """
    credit = _CREDIT.match(text, stop, end)
    if credit:
        yield credit.end()
        return
    yield stop
    aside = _ASIDE.match(text, stop, end)
    if aside:
        yield aside.end()
