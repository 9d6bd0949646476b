"""The English verbs that report what someone said, in all their forms.

From general knowledge of news English, in four families by what may follow the verb:

- ``say``: words or a clause ("said", "argued that"); the widest family
- ``tell``: a listener, then words or a clause ("told Reuters that")
- ``call``: something and how it is named or judged ("called it “a mess”", "condemned the plan")
- ``urge``: someone and what to do ("urged the council to wait")
"""

import re
from typing import Literal, NamedTuple

from corpus.english.word_classes import PERSON_NOUNS, PREPOSITIONS, word_set

Family = Literal["say", "tell", "call", "urge"]
Form = Literal["base", "s", "past", "ing"]

_SAY = """
say add note explain argue claim state stress insist declare announce report reply respond
answer write tweet retweet post continue conclude warn suggest acknowledge admit concede confirm
reveal recall remark observe comment predict estimate contend assert allege maintain emphasize
emphasise underline underscore reiterate repeat point_out complain joke quip lament boast brag
vow pledge promise swear testify disclose proclaim reckon assure caution counter retort
interject exclaim shout yell scream whisper murmur mutter mumble cry chant sigh laugh snap muse
wonder confess deny propose advise recommend hint imply signal indicate clarify elaborate
summarize summarise recount relate agree concur object protest echo quote cite mention divulge
profess affirm reaffirm caption email text blog chime_in go_on shoot_back fire_back hit_back
hold_forth read chide scold plead beg pray demand ask inquire enquire venture volunteer opine
posit theorize speculate surmise rule find learn show believe think hope fear feel worry
decide determine remember recollect marvel bluster holler moan preach snort snarl
sob stammer whine chuckle drawl wisecrack conjecture reason riff recognize specify stipulate
gripe grumble grouse ponder sum_up spell_out lay_out weigh_in put_it interrupt reflect enthuse
vent fume growl bellow intone crow exult lecture admonish go_further gush rave rant tease taunt
thunder deadpan sneer scoff
"""
_TELL = "tell inform notify remind assure warn advise persuade convince promise show"
_CALL = """
call describe label dub brand term deem denounce condemn criticize criticise slam blast praise
hail decry deplore deride mock dismiss reject accuse blame ridicule rebuke welcome applaud
characterize characterise portray depict refer_to object_to bemoan attack defend thank credit
endorse laud commend lambast lambaste rip bash vilify liken compare question dispute rebut refute
address discuss raise regret oppose support back reference express touch_on talk_about speak_of
"""
_URGE = """
urge ask order instruct call_on call_upon call_for appeal_to implore exhort beg encourage
invite
"""

# What people think, mean to do or find out: reported like speech, but never before quoted words.
THOUGHTS = word_set("find learn show believe think hope fear feel worry decide determine")

# Verbs that mostly tell what someone does; speech only where words or "that" follow.
DEEDS = word_set(
    "support back raise endorse address oppose attack press pledge continue maintain post email "
    "text repeat reason rule decide sum_up declare respond reply report cite read show find claim "
    "express defend thank welcome reject press question dispute discuss reference credit present "
    "object quote regret rip bash protest counter agree conclude answer blog recognize specify "
    "affirm laugh cry volunteer recommend reveal signal indicate compare touch_on speak_of "
    "reflect venture go_on snap boast tease interrupt relate observe"
)

_IRREGULAR = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "writing"),
    "swear": ("swears", "swore", "swearing"),
    "read": ("reads", "read", "reading"),
    "put_it": ("puts_it", "put_it", "putting_it"),
    "go_further": ("goes_further", "went_further", "going_further"),
    "go_on": ("goes_on", "went_on", "going_on"),
    "shoot_back": ("shoots_back", "shot_back", "shooting_back"),
    "hit_back": ("hits_back", "hit_back", "hitting_back"),
    "hold_forth": ("holds_forth", "held_forth", "holding_forth"),
    "speak_of": ("speaks_of", "spoke_of", "speaking_of"),
    "find": ("finds", "found", "finding"),
    "show": ("shows", "showed", "showing"),
    "think": ("thinks", "thought", "thinking"),
    "feel": ("feels", "felt", "feeling"),
    "rip": ("rips", "ripped", "ripping"),
    "brag": ("brags", "bragged", "bragging"),
    "quip": ("quips", "quipped", "quipping"),
    "plan": ("plans", "planned", "planning"),
    "snap": ("snaps", "snapped", "snapping"),
    "beg": ("begs", "begged", "begging"),
    "refer_to": ("refers_to", "referred_to", "referring_to"),
    "concur": ("concurs", "concurred", "concurring"),
    "label": ("labels", "labeled", "labeling"),
    "dub": ("dubs", "dubbed", "dubbing"),
    "rebut": ("rebuts", "rebutted", "rebutting"),
    "admit": ("admits", "admitted", "admitting"),
    "permit": ("permits", "permitted", "permitting"),
}


def _inflect(verb: str) -> tuple[str, str, str]:
    """Third person, past and -ing form of a verb; a particle stays behind it."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    stem, _, particle = verb.partition("_")
    tail = f"_{particle}" if particle else ""
    third = f"{stem}es" if stem.endswith(("s", "sh", "ch", "x")) else f"{stem}s"
    if stem.endswith("y") and stem[-2] not in "aeiou":
        return f"{stem[:-1]}ies{tail}", f"{stem[:-1]}ied{tail}", f"{stem}ing{tail}"
    if stem.endswith("e"):
        ing = stem if stem.endswith("ee") else stem[:-1]
        return f"{third}{tail}", f"{stem}d{tail}", f"{ing}ing{tail}"
    return f"{third}{tail}", f"{stem}ed{tail}", f"{stem}ing{tail}"


class Verb(NamedTuple):
    """One form of a verb: its base, which form it is, and what may follow it."""

    base: str
    form: Form
    families: frozenset[Family]


# Verbs of saying whose base and s-form are nouns as well: "hope", "the report", "claims of".
_NOUNS = word_set(
    "hope report claim note state stress answer reply comment remark estimate vow pledge promise "
    "caution counter retort shout scream whisper murmur cry chant sigh laugh boast joke quip "
    "signal hint protest echo quote mention post tweet text blog email caption demand rule show "
    "fear worry reason lecture praise attack blame rebuke welcome support reference question "
    "dispute regret address call order request object"
)
_OWN = word_set("express reiterate repeat")  # what is expressed is the speaker's: "expressed hope"
_NAMING = word_set("call label dub brand term deem")  # "called the report “a heap of lies”"
_OWNERS = word_set("a an the his her its their my our your no every")
_ADJECTIVE = re.compile(
    r"\w+(?:al|ive|ous|ful|ic|less|able|ible|ary|est)|new|early|earlier|recent|own|first|last|same|"
    r"old|long|false|true|joint|whole"
)


def _forms() -> dict[str, Verb]:
    """Every form of every verb; a verb of two families has both."""
    families: dict[str, set[Family]] = {}
    lists: tuple[tuple[Family, str], ...] = (
        ("say", _SAY),
        ("tell", _TELL),
        ("call", _CALL),
        ("urge", _URGE),
    )
    for family, verbs in lists:
        for verb in verbs.split():
            families.setdefault(verb, set()).add(family)
    table: dict[str, Verb] = {}
    forms: tuple[Form, ...] = ("base", "s", "ing", "past")
    for verb, belongs in families.items():
        third, past, ing = _inflect(verb)
        for form, word in zip(forms, (verb, third, ing, past), strict=True):
            table[word] = Verb(verb, form, frozenset(belongs))
    return table


VERBS = _forms()
CUE_WORDS = frozenset(word.partition("_")[0] for word in VERBS)
PARTICLES = frozenset(word.partition("_")[2] for word in VERBS if "_" in word)


def verb_at(lower: list[str], index: int) -> tuple[Verb, int] | None:
    """The verb of saying at a word, with how many words it takes; ``None`` when it is none.

    >>> verb_at(["park", "pointed", "out", "that"], 1)
    (Verb(base='point_out', form='past', families=frozenset({'say'})), 2)
    >>> verb_at(["park"], 0) is None
    True
    """
    if index + 1 < len(lower) and lower[index + 1] in PARTICLES:
        pair = VERBS.get(f"{lower[index]}_{lower[index + 1]}")
        if pair is not None:
            return pair, 2
    single = VERBS.get(lower[index])
    return None if single is None else (single, 1)


def is_noun(lower: list[str], index: int) -> bool:
    """Whether the words around a verb of saying tell that it is a noun there.

    >>> is_noun(["expressed", "hope", "for"], 1), is_noun(["the", "latest", "claims"], 2)
    (True, True)
    >>> is_noun(["they", "hope", "for"], 1), is_noun(["the", "official", "claims"], 2)
    (False, False)
    """
    verb = VERBS.get(lower[index])
    if verb is None or verb.base not in _NOUNS or verb.form not in ("base", "s"):
        return False
    before, owner = lower[index - 1] if index else "", lower[index - 2] if index > 1 else ""
    other = VERBS.get(before)
    return (
        before in _OWNERS
        or before.endswith(("'s", "’s"))
        or (before in PREPOSITIONS and before != "to")
        or (other is not None and "call" in other.families and other.form != "base")
        or (owner in _OWNERS and bool(_ADJECTIVE.fullmatch(before)) and before not in PERSON_NOUNS)
        or lower[index + 1 : index + 2] == ["of"]
    )


def is_anothers(lower: list[str], index: int) -> bool:
    """Whether a noun of saying may hold another's words, up to where the words end.

    >>> is_anothers(["rejected", "claims", "of"], 1), is_anothers(["called", "the", "report"], 2)
    (True, False)
    >>> is_anothers(["called", "claims", "that"], 1), is_anothers(["the", "report", "was"], 1)
    (True, False)
    """
    verbs = [VERBS[word].base for word in lower[:index] if word in VERBS]
    governing = verbs[-1] if verbs else ""
    after = lower[index + 1] if index + 1 < len(lower) else ""
    if after in {"that", "of", "about"}:
        return governing not in _OWN
    return (not after or after in PREPOSITIONS) and governing not in _OWN | _NAMING
