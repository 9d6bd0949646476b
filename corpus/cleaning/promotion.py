"""What a site says of itself between the lines of an article: who its reporters are and how to
reach them, games, deals and newsletters, videos beside the text, what becomes of a reader's data.
"""

import re

from corpus.cleaning.lines import LONGEST_LINE, line_form, lines, speaks, whole_lines
from corpus.spans import Span

_ADDRESS = re.compile(  # an e-mail address, a name on a network, a telephone number
    r"[\w.+-]{1,50}@[\w-]{1,40}\.[\w.-]{2,40}|@\w{2,30}|\(?\b\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b"
    r"|\b(?:twitter|facebook|x|instagram)\.com/\w"
)
_NAME = r"[A-Z][\w.’'-]{0,30}(?: [A-Z][\w.’'-]{0,30}){0,3}"
_REACHED = re.compile(
    rf"\b(?:[Rr]each|[Cc]ontact|[Ff]ollow|E-?mail|e-?mail|Send|[Tt]ext|[Cc]all)"
    rf"(?: (?:a|an) (?:e-?mail|note|tip) to)? (?:him|her|them|(?:the )?(?:[\w-]+ ){{0,3}}"
    rf"(?:reporter|writer|editor|columnist|author)\b|{_NAME})|\b(?:can|may) be reached\b"
)
_ONE_MORE = rf"[;,]? (?:or |and |on )?(?:{_ADDRESS.pattern})"
_BARE_ADDRESSES = re.compile(rf"(?:{_NAME}[:,] )?(?:{_ADDRESS.pattern})(?:{_ONE_MORE}){{0,3}}\W?")
_OF_THE_STORY = re.compile(  # what readers can go to, which the article tells
    r"\b(?:regist\w+|tickets?|rsvp|for more information|donat\w+|appl(?:y|ications?))\b",
    re.IGNORECASE,
)
_PROMOTION = line_form(
    r"(?:need a .{0,20}break|looking for .{2,40}|prefer to listen|want (?:more|to play)"
    r"|love .{2,60})\? (?:play|check out|try|sign up|listen|download|subscribe)\b.{2,150}",
    r"follow every (?:game|match)\b.{2,80}",
    r".{3,50}: (?:see|find) .{5,150} in our .{3,40}",
    r".{2,40}: shop .{5,100}\bcurated by our editors\W?",
    r"(?:[^.?!]{3,80}\? ?)?sign[ -]?up (?:for|to)\b.{0,100}\b(?:newsletter|texts?|alerts|inbox"
    r"|podcast|elections team)\b.{0,120}",
    r"\(?(?:you can )?(?:also )?get (?:the|our|\").{3,80}\binbox\b.{0,60}",
    r"[A-Z][\w ’'$-]{2,40}: .{5,100}\bsign up now\W?",
    r"subscribe to .{2,40} escape your echo chamber\b.{0,300}",
    r"(?:this is a compilation of|a version of this (?:story|article)).{2,150}"
    r"\b(?:newsletter|inbox)\b.{0,200}",
    r"the .{2,40} newsletter (?:provides|brings|delivers) you\b.{0,150}",
    r"would you like to receive .{2,60} ?\?",
    r"thank you for supporting our journalism\b.{0,200}",
    r"your subscription makes work like this possible\b.{0,150}",
    r"(?:this|these) (?:story|article|content)s? (?:is|are) for .{2,40}subscribers\b.{0,300}",
    r"just for subscribers\W?",
    r".{0,150}\bmay (?:earn|receive) (?:a |an )?(?:revenue|commission|affiliate|fee)\b.{0,300}",
)
_VIDEO = line_form(
    r"(?:video )?ad feedback\b.{0,250}",
    r"just watched\b.{5,200}\breplay\b.{0,250}",
)
_CONSENT = line_form(
    r"we will use the (?:details|information) you have shared\b.{0,350}",
    r"if you wish to object to the use of your data\b.{0,100}",
    r"[‘'\"]we[’'\"] includes\b.{0,150}",
)


def about_reporters(text: str) -> list[Span]:
    r"""Lines that tell how a reporter is reached, with who that is.

    >>> text = "It is shut.\nAda Orr covers the port. Reach her at orr@post.example."
    >>> about_reporters(text)[0].of(text)
    'Ada Orr covers the port. Reach her at orr@post.example.'
    """
    return [line.span for line in lines(text) if _is_about_a_reporter(line.words)]


def _is_about_a_reporter(words: str) -> bool:
    if len(words) > LONGEST_LINE or not _ADDRESS.search(words):
        return False
    if speaks(words) or _OF_THE_STORY.search(words):
        return False
    return bool(_REACHED.search(words) or _BARE_ADDRESSES.fullmatch(words))


def promotions(text: str) -> list[Span]:
    """Games, deals, newsletters and shops of the site, and what it may earn by them."""
    return whole_lines(text, _PROMOTION, speech=False)


def video_lines(text: str) -> list[Span]:
    """Labels of a video that stood beside the text."""
    return whole_lines(text, _VIDEO)


def data_notices(text: str) -> list[Span]:
    """What the site does with the data of a reader who registers."""
    return whole_lines(text, _CONSENT)
