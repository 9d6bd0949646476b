"""What stands between the lines of an article and is not the article: one rule for each mess.

Every rule takes a text and gives the spans that it would take out. A wrong deletion loses a quote
for good, so a rule looks at whole lines (see ``lines``) of a form that no sentence of an
article has, and leaves alone what could be one.
"""

import re

from corpus.cleaning.lines import LONGEST_LINE, Line, ends_sentence, line_form, lines, whole_lines
from corpus.english.word_classes import word_set
from corpus.spans import Span

LONGEST_FORM = 40  # lines of a comment form; WordPress prints about a dozen
LONGEST_ITEM = 150  # characters of a headline in a list of related articles
MENU_LINES = 6  # lines from the top among which a menu can stand

# --- sharing ---------------------------------------------------------------------------------

_NETWORKS = word_set(
    "facebook twitter x whatsapp telegram linkedin pinterest reddit messenger kakaotalk kakao "
    "kakaostory naver line band instagram youtube flipboard tumblr viber threads bluesky mastodon "
    "wechat weibo pocket sms"
)
_SHARING = word_set("share tweet copied copy")
_BUTTONS = word_set(
    "print email e-mail mail save bookmark comment comments like pin send post link url"
)
_GLUE = word_set(
    "this article story page news on via with to by a friend friends the it clipboard more options "
    "and or social media has been your in opens new window click font size text shares loading"
)
_SHARE_WORDS = _NETWORKS | _SHARING | _BUTTONS | _GLUE
_WORD_GAPS = re.compile(r"[\s|/,·•:!.?()+]+")
_COUNT = re.compile(r"\d{1,6}[km]?")


def share_buttons(text: str) -> list[Span]:
    r"""Buttons that share, print or copy the article, and what they say when pressed.

    A name such as "Facebook" alone on a line goes only beside a line that says "share".

    >>> share_buttons("Link copied\nShe said: share it.")
    [Span(start=0, end=11)]
    """
    found: list[Span] = []
    group: list[Span] = []
    certain = False
    for line in lines(text):
        words = _share_words(line.words)
        if words is None:
            found += group if certain else []
            group, certain = [], False
            continue
        group.append(line.span)
        certain = certain or bool(words & _SHARING) or len(words & _NETWORKS) >= 3
        certain = certain or len(words & _BUTTONS) >= 3
    return found + (group if certain else [])


def _share_words(words: str) -> frozenset[str] | None:
    """The words of a line that has only words of share buttons, of which one is no glue."""
    if len(words) > 120:
        return None
    all_words = frozenset(word for word in _WORD_GAPS.split(words.lower()) if word not in _MARKS)
    if all(word in _SHARE_WORDS or _COUNT.fullmatch(word) for word in all_words):
        return all_words if all_words & (_NETWORKS | _SHARING | _BUTTONS) else None
    return None


_MARKS = frozenset(["", *"-–—*▪■►▶▼»>&"])


# --- asking the reader for something -----------------------------------------------------------

_LETTER = (
    r"(?:newsletters?|inbox|mailing list|(?:daily|weekly|free|our|by|via|get an|receive) e-?mails?|"
    r"(?:morning|evening|daily|weekly|e-?mail) (?:briefing|digest|alerts?|updates?))"
)
_NEWSLETTER = line_form(
    rf"(?:get|receive|have|want|never miss|don['’]t miss)\b.{{0,200}}\b{_LETTER}\b.{{0,150}}",
    r"(?:get|receive) (?:all )?(?:the |our )?(?:latest|breaking|top|best)\b.{0,60}"
    r"\b(?:updates|alerts|news|headlines|stories)\b.{0,100}",
    r"stay (?:informed|up[ -]to[ -]date|updated|tuned|connected|ahead|in the know)\b.{0,150}"
    rf"\b(?:{_LETTER}|subscribe|sign up|follow|app)\b.{{0,100}}",
    rf"(?:please )?sign[ -]?up\b.{{0,200}}\b{_LETTER}\b.{{0,150}}",
    r"sign[ -]?up(?: (?:now|here|today|for free))?\W{0,3}",
    r"(?:please )?subscribe(?: (?:to|now|today|here|for|us|on|via)\b.{0,200})?\W{0,3}",
    rf"register\b.{{0,80}}\b{_LETTER}\b.{{0,150}}",
    rf"join (?:us|our)\b.{{0,80}}\b(?:{_LETTER}|telegram|whatsapp)\b.{{0,100}}",
    r"(?:enter )?your e-?mail(?: address)?(?: here)?\W{0,3}",
    r"(?:thanks|thank you) for (?:subscribing|signing up)\b.{0,80}",
    r"by (?:signing up|subscribing|clicking|submitting|registering|providing|entering)\b.{0,150}"
    r"\byou (?:agree|consent|acknowledge|accept|confirm)\b.{0,200}",
    r"you can (?:unsubscribe|opt[ -]out) at any ?time\b.{0,80}",
    r"(?:click|tap) here to (?:subscribe|sign up|join|register)\b.{0,150}",
    r"(?:sign in|log in|subscribe|register) to (?:continue|keep) reading\b.{0,80}",
    r"for (?:more|the latest) (?:news|stories|updates|information|details|headlines|from)\b"
    r".{0,100}\b(?:click here|subscribe|download|follow us)\b.{0,80}",
    r"download our .{0,40}\bapp\b.{0,80}",
    r"support (?:our|independent|quality) journalism\b.{0,100}",
    r"become an? (?:subscriber|member)\b.{0,100}",
)
_NETWORK = (
    r"(?:facebook|twitter|instagram|youtube|telegram|whatsapp|linkedin|tiktok|google news|x)\b"
)
_FOLLOW = line_form(
    rf"follow [^,;:.]{{1,120}} (?:on|at|via) {_NETWORK}.{{0,150}}",
    r"follow @\w{1,30}(?: .{0,80})?",
    rf"(?:like|find|join) us on {_NETWORK}.{{0,100}}",
)
_COOKIES = line_form(
    r"(?:we|this (?:web)?site|our (?:web)?site|our partners) (?:and our partners )?(?:also )?"
    r"uses?\b.{0,40}\bcookies\b.{0,300}",
    r"by (?:continuing|using|clicking|browsing)\b.{0,150}\byou (?:agree|consent|accept)\b.{0,80}"
    r"\bcookies\b.{0,150}",
    r"(?:accept|reject|manage|allow)(?: all)? cookies\W{0,3}",
    r"cookie (?:policy|settings|preferences|notice|consent)\W{0,3}",
)


def newsletter_lines(text: str) -> list[Span]:
    """Lines that ask the reader to subscribe to a newsletter or to the outlet."""
    return whole_lines(text, _NEWSLETTER, speech=False)


def follow_lines(text: str) -> list[Span]:
    """Lines that ask the reader to follow somebody on a social network."""
    return whole_lines(text, _FOLLOW, speech=False)


def cookie_lines(text: str) -> list[Span]:
    """Cookie notices and their buttons."""
    return whole_lines(text, _COOKIES, speech=False)


# --- advertisements, other articles, the site around the article --------------------------------

_ADVERTISEMENT = line_form(
    r"[-–—\[(]?\s?(?:advertisements?|advertising|ads?|sponsored(?: content| links?| post)?|"
    r"promoted(?: content)?|paid (?:content|post))\s?[-–—\])]?",
    r"(?:advertisement|ad)\W{1,3}(?:story|article|scroll|continue|content)\b.{0,60}",
    r"(?:the )?(?:story|article|content|text|post) continues (?:below|after)(?: (?:this |the )?"
    r"(?:ads?|adverts?|advertisements?|video|image|photo|gallery|slideshow|promotion))?\W{0,3}",
    r"continue reading (?:below|the main story)\W{0,3}",
    r"scroll (?:down )?(?:to|for) (?:continue|more)\b.{0,40}",
    r"(?:skip|report this|remove) ads?|ad feedback",
)
_OTHERS = (
    r"related(?: (?:articles?|stor(?:y|ies)|news|posts?|coverage|links?|topics?|content|reading|"
    r"videos?))?",
    r"recommended(?: (?:for you|by .{2,20}|stories|articles|reading|videos?))?",
    r"most (?:popular|read|viewed|shared|commented)(?: (?:stories|articles|news))?",
    r"(?:trending|popular)(?: (?:now|today|stories|articles|news|topics|on .{1,30}))?",
    r"(?:you (?:may|might|could) (?:also )?(?:like|enjoy|be interested in)|see also|read also|"
    r"also read|also see|read next|up next|don['’]t miss|editor['’]?s['’]? (?:picks?|choice))",
    r"(?:more|latest|other) (?:stories|articles|headlines|coverage)(?: from .{1,40}| on .{1,40})?",
    r"more on this(?: (?:story|topic))?",
)
_OTHERS_HEADING = line_form("(?:" + "|".join(_OTHERS) + r")(?:\s?[.:…>»-]{1,3})?")
_OWN_HEADING = line_form(r"related|recommended|trending|popular|most \w+|latest headlines")
_READ_MORE = line_form(
    "(?:" + "|".join(_OTHERS) + r")\s?[:|]\s?.{1,250}",
    r"[(\[]?(?:read|see|view|learn|find out|know|show) more"
    r"(?: (?:about|on|at|from|here|stories|news)\b.{0,200}|\s?[:|–—>»].{0,250}|\W{0,3})",
    r"(?:(?:read|watch)(?: (?:this|now|live|here|it))?|listen (?:now|live|here))\s?[:|]\s.{1,250}",
    r"read (?:the )?(?:full|original|rest of the|entire|whole)(?: \w{1,15})?"
    r" (?:story|article|report|post|text|version|interview|statement)\b(?: here)?\W{0,3}",
    r"get .{1,60} by clicking here",
    r"(?:click|tap) (?:here|to (?:read|view|see|watch|listen|open|expand))\b.{0,150}",
    r"(?:continue|keep) reading\b.{0,60}",
    r"more from .{1,50}(?<![.!?\"”])",
    r"view (?:full|original|all|the full|the original)\b.{0,40}(?<![.!?\"”])",
)
_SITE = line_form(
    r"skip to (?:main )?(?:content|navigation|article|footer)",
    r"(?:back|go|return) to (?:top|the top|home(?:page)?|the home ?page)(?: of page)?",
    r"toggle (?:navigation|menu|search|caption)|hide caption|click to enlarge|enlarge (?:this )?"
    r"(?:image|photo)|(?:open|view) image in (?:gallery|full ?screen)|image \d+ of \d+|play video",
    r"loading\s?(?:\.\.\.|…)|(?:change )?(?:text|font) size.{0,20}",
    r"print(?:er)?[ -]friendly version|print this page",
    r"\d{1,2}[ -]min(?:ute)?s?[ -](?:read|listen|watch)|(?:estimated )?read(?:ing)? time.{0,30}",
    r"listen to (?:this|the) (?:article|story)\b.{0,30}|listen \(\d.{1,12}\)",
    r"(?:filed under|tags?|tagged(?: with| as)?|topics?|keywords|categor(?:y|ies)|posted in)"
    r"\s?:.{1,300}",
    r"(?:#\w{2,40}[\s,]*){2,30}",
    r"\d{1,6} (?:comments?|responses?|replies|views|shares)|comments?(?: \(\d{1,6}\))?",
    r"(?:published|updated|posted|last updated)\s?:?\s?(?:at )?(?:\d{1,2}[:.]\d\d.{0,15}|"
    r"(?:about |an? )?(?:\d{1,3} )?(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?) ago)",
    r"no comments(?: yet)?\W?|comments (?:are|have been) (?:closed|disabled|turned off)\b.{0,60}",
    r"\(ends?\)|[-–]{1,2} ?(?:ends?|30) ?[-–]{1,2}|#{3}|# # #",
    r"this article is more than .{1,20} old",
    r"(?:next|previous) (?:article|story|post)|was this (?:article|page) (?:helpful|useful)\?",
    r"(?:report|suggest) an? (?:typo|error|correction|problem)\b.{0,60}",
    r"(?:watch|see) the (?:video|clip|footage|photos)\b.{0,40}\b(?:below|above|here)\W{0,2}",
    r"(?:view|show|hide|read|see)(?: all)?(?: \d{1,6})? comments?",
    r"(?:join|start) the (?:conversation|discussion)\W?|be the first to comment\b.{0,40}",
)
_EMAIL = r"[\w.+-]{1,50}(?:@|\(at\))[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}"
_CONTACT = line_form(
    rf"[(\[<]?(?:e-?mail\s?:\s?)?{_EMAIL}[)\]>]?|\[e-?mail\s?protected\]",
    r"(?:(?:do|have) you .{2,80}\? |(?:know|got|have) .{2,80}\? )?"
    rf"(?:write to|contact|e-?mail|reach|tell|send .{{0,30}} to)\b.{{1,100}}\b{_EMAIL}\W{{0,3}}",
)
_BARS = re.compile(r"\s?[|›»>]\s?|\s[·•/]\s")
_MENU_ITEM = re.compile(r"[^\W\d_][\w&'’-]{0,14}(?: [\w&'’-]{1,14})?")


def advertisements(text: str) -> list[Span]:
    """Markers of advertisements, and lines that lead past them."""
    return whole_lines(text, _ADVERTISEMENT)


def read_more_lines(text: str) -> list[Span]:
    """Links to other articles and to the rest of this one."""
    return whole_lines(text, _READ_MORE)


def related_lists(text: str) -> list[Span]:
    """A heading such as "Related Articles", with the headlines listed under it.

    The list is taken for one where it ends the text or has two headlines or more. A heading
    without one goes if it cannot be the article's own, as "Most popular" can.
    """
    found: list[Span] = []
    all_lines, done = lines(text), 0
    for at, heading in enumerate(all_lines):
        if at < done or len(heading.words) > 60 or not _OTHERS_HEADING.fullmatch(heading.words):
            continue
        done = at + 1
        while done < len(all_lines) and _is_listed(all_lines[done]):
            done += 1
        if done < len(all_lines) and done - at < 3:
            done = at + 1
        if done == at + 1 < len(all_lines) and _OWN_HEADING.fullmatch(heading.words):
            continue
        found += [line.span for line in all_lines[at:done]]
    return found


def _is_listed(line: Line) -> bool:
    """Whether the line could be a headline in a list: some words, and no full stop."""
    short = len(line.words) <= LONGEST_ITEM and line.words.count(" ") >= 3
    return short and (line.words.endswith(("?", "!")) or not ends_sentence(line.words))


def menus(text: str) -> list[Span]:
    """Rows of sections above the headline, such as "Harbour | City | Courts"."""
    return [line.span for line in lines(text)[:MENU_LINES] if _is_menu(line.words)]


def _is_menu(words: str) -> bool:
    items = _BARS.split(words) if len(words) <= 200 else []
    return len(items) >= 3 and all(_MENU_ITEM.fullmatch(item) for item in items)


def site_lines(text: str) -> list[Span]:
    """Labels of the site around the article: reading times, tags, counts of comments."""
    return whole_lines(text, _SITE)


def contact_lines(text: str) -> list[Span]:
    """Lines that give an e-mail address to write to."""
    return whole_lines(text, _CONTACT, speech=False)


# --- comment forms -----------------------------------------------------------------------------

_FORM_HEADING = line_form(
    r"(?:leave|post|add|write|submit) (?:a|your) (?:reply|comment|response)(?: cancel reply)?\W?",
    r"cancel reply|(?:post|submit) comment|leave a reply to .{1,60}",
)
_FORM_LINE = re.compile(
    r"your e-?mail address will not be published|you may use these html tags|"
    r"required fields are marked|save my name, e-?mail|this site uses akismet|"
    r"notify me of (?:new|follow-?up)|you must (?:be logged|log) in to (?:post|leave)|"
    r"(?:log ?in|sign in) to (?:post|leave) a|comments? (?:will be|are) (?:moderated|reviewed)",
    re.IGNORECASE,
)
_FORM_TALK = re.compile(
    r"not be published|stays? private|\bmarked\b.{0,20}(?:\*|asterisk)|\bhtml tags\b|"
    r"in this browser|logged in|\bcaptcha\b|\bspam\b|\bmoderat",
    re.IGNORECASE,
)
_FORM_FIELDS = word_set(
    "name email e-mail mail website web site url comment comments message post submit send reply "
    "cancel your address required optional * δ"
)
_TAGS = re.compile(r"(?:<[^<>\n]{1,80}>\s*){2,60}")


def comment_forms(text: str) -> list[Span]:
    """A form for comments: its heading, and the lines after it that belong to a form."""
    found, left = [], 0
    for line in lines(text):
        heading = len(line.words) <= 80 and _FORM_HEADING.fullmatch(line.words)
        if heading or _FORM_LINE.match(line.words):
            found.append(line.span)
            left = LONGEST_FORM
        elif left and _is_form_line(line.words):
            found.append(line.span)
            left -= 1
        else:
            left = 0
    return found


def _is_form_line(words: str) -> bool:
    if len(words) > LONGEST_LINE:
        return False
    fields = words.lower().replace("*", " * ").split()
    known = all(word.strip(":()") in _FORM_FIELDS for word in fields)
    return known or bool(_FORM_TALK.search(words) or _TAGS.fullmatch(words))
