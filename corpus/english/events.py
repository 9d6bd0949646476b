"""Words of news for what happens, and for what is measured, by what they tell.

Who is detained was not sent home, and how thick a wall is, is not how wide. Small lists from
general knowledge, for one decision: whether two figures may be of one thing.
"""

import re

_FAMILIES = {
    "return": r"repatriat\w*|deport\w*|sen[dt](?:ing)? (?:\w+ )?(?:back|home)|return(?:ed|ees)|"
    r"forc\w* (?:\w+ )?(?:back|home)|handed (?:back|over)|"
    r"expel\w*|expuls\w*|extradit\w*|refoul\w*",
    "detain": r"detain\w*|detention|in custody|imprison\w*|jail\w*|locked up|held in|prisoners",
    "arrest": r"arrest\w*|seized by police",
    "evacuate": r"evacuat\w*|taken out|(?:left|fled|leave|leaving) their homes|displac\w*|uprooted|"
    r"dr[io]ve\w* (?:[\w,]+ ){0,3}from (?:their|her|his) (?:homes|houses|beds)|made homeless",
    "kill": r"kill\w*|die[ds]?|dying|dead|deaths?|death toll|perish\w*|drown\w*|fatal\w*",
    "injure": r"injur\w*|wound\w*|hurt",
    "sicken": r"ill|illness\w*|sick\w*|infect\w*|diseases?|complaints|symptoms|poison\w*|"
    r"fell ill|hospitali[sz]\w*",
    "miss": r"missing|unaccounted",
    "rescue": r"rescu\w*|brought out|pulled from|saved",
    "dismiss": r"jobs?|laid off|lay-?offs?|redundan\w*|dismiss\w*|sacked",
    "attend": r"attend\w*|audience|spectators|listened",
    "protest": r"protest\w*|demonstrat\w*|rall(?:y|ied)|march(?:ed|ers)",
    "shelter": r"slept|shelter\w*|housed",
    "board": r"aboard|on board|carr(?:ied|ying)",
}
_PATTERNS = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _FAMILIES.items()
}
_DIMENSIONS = {
    "wide": r"wid(?:e|er|th|ened)|breadth|broad\w*|narrow\w*",
    "high": r"high(?:er)?|tall(?:er)?|height|rose|reached",
    "deep": r"deep(?:er)?|depth|under water",
    "thick": r"thick\w*|thin(?:ner|nest)?",
    "long": r"long(?:er)?|length",
    "far": r"far|distance|away|upstream|downstream|detour",
}
_MEASURED = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _DIMENSIONS.items()
}
_FEARED = re.compile(
    r"\b(?:risks?|threats?|threatened|possibility|possible|fears?|feared|prevent\w*|avoid\w*|"
    r"against|oppos\w*|halt\w*|potential|concerns?|if|before|after|from)\b(?: [\w’'-]+){0,3} ?\Z",
    re.IGNORECASE,
)


def events(text: str) -> frozenset[str]:
    """The families of what a text says happened; what is only feared or prevented left out.

    >>> sorted(events("2,000 were detained, facing the risk of repatriation"))
    ['detain']
    >>> sorted(events("How many were sent back?"))
    ['return']
    """
    return frozenset(
        name
        for name, pattern in _PATTERNS.items()
        for match in pattern.finditer(text)
        if not _FEARED.search(text[max(0, match.start() - 50) : match.start()])
    )


def without_events(text: str) -> str:
    """A text without the words for what happened.

    >>> without_events("How many people were sent back?").split()
    ['How', 'many', 'people', 'were', '?']
    """
    for pattern in _PATTERNS.values():
        text = pattern.sub(" ", text)
    return text


def dimensions(text: str) -> frozenset[str]:
    """Which way a text measures: how wide something is, is not how high.

    >>> sorted(dimensions("How wide was the breach?"))
    ['wide']
    """
    return frozenset(name for name, pattern in _MEASURED.items() if pattern.search(text))
