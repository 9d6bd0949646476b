"""The English verbs that report what someone said, in all their forms.

From general knowledge of news English, in four families by what may follow the verb:

- ``say``: words or a clause ("said", "argued that"); the widest family
- ``tell``: a listener, then words or a clause ("told Reuters that")
- ``call``: something and how it is named or judged ("called it “a mess”", "condemned the plan")
- ``urge``: someone and what to do ("urged the council to wait")
"""

from typing import Literal, NamedTuple

from corpus.english.word_classes import word_set

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
    "affirm laugh cry volunteer recommend reveal signal indicate compare touch_on speak_of"
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
