"""Words of names that differ in spelling and are said alike: transliteration and lost letters.

News writes one foreign name in many ways. Three questions are answered here, word by word: is it
the same word, is it the same sound, and under which key would a list of names be searched for it.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from corpus.english.given_names import FAMILY_FIRST

Match = Literal["same", "damaged", "sound", "lost", "letter"]

DAMAGED = "?\N{REPLACEMENT CHARACTER}"
_DAMAGE = re.compile(rf"[{DAMAGED}]+")
LONG = 5  # letters from which a name with one letter changed is more likely it than another one
VERY_LONG = 9  # letters from which two may be changed

# One family name each, in the spellings that are in use.
_FAMILIES = {
    spelling: group.split()[0]
    for group in (
        "kim gim", "lee yi rhee ri", "park pak bak", "choi choe", "jung jeong chung", "kang gang",
        "cho jo", "noh roh no ro", "yoon yun", "lim im rim", "ryu yoo yu you", "ahn an",
        "koo ku goo gu", "moon mun", "shin sin", "kwon gwon", "seo suh", "bae pae",
        "baek paik paek", "jang chang", "jeon chun chon", "joo ju chu", "oh o", "heo huh hur",
        "kwak gwak", "shim sim", "ko koh go", "woo wu", "baik", "son sohn", "min", "han", "hwang",
        "song", "hong", "nam", "ha", "cha", "bang", "byun byeon", "ji jee chi", "na ra", "pyo",
    )
    for spelling in group.split()
}  # fmt: skip

# Korean syllables: which vowels a spelling can stand for, and which consonants are one.
_VOWELS = {
    "a": "a", "ah": "a", "ae": "ae", "ai": "ae", "e": "e ae", "eo": "eo", "uh": "eo", "o": "o",
    "oh": "o", "eu": "eu", "u": "u eo eu", "oo": "u", "ou": "u", "i": "i", "ee": "i", "ya": "ya",
    "yae": "yae", "yeo": "yeo", "you": "yeo yu", "yu": "yu yeo", "yoo": "yu", "yo": "yo",
    "ye": "ye yeo", "wa": "wa", "wae": "wae", "wo": "wo", "weo": "wo", "woo": "u", "wu": "u",
    "wi": "wi", "wee": "wi", "we": "we", "ui": "ui", "eui": "ui", "oe": "oe", "oi": "oe",
}  # fmt: skip
_ONSETS = {"g": "k", "d": "t", "b": "p", "j": "c", "ch": "c", "l": "r", "sh": "s"}
_CODAS = {"g": "k", "ck": "k", "d": "t", "b": "p", "r": "l"}
_SYLLABLE = re.compile(
    r"(kk|tt|pp|ss|jj|ch|sh|[bcdghjklmnprst]?)"
    rf"({'|'.join(sorted(_VOWELS, key=len, reverse=True))})(ng|ck|[bdgklmnprt]?)"
)

# Spellings elsewhere, the longer first; each pair is one sound between languages.
_SPELLINGS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tsch|tch", "ch"), (r"sch", "sh"), (r"dzh|dj", "j"), (r"kh|ck|q", "k"), (r"gh", "g"),
        (r"ph", "f"), (r"x", "ks"), (r"c(?=[aoulrkt]|$)", "k"), (r"ou|oo|ue", "u"), (r"oe", "o"),
        (r"ae|aa", "a"), (r"ee|ie", "i"), (r"(?<=.)(?:[iye]y|[ie]i|y|i)$", "i"), (r"w", "v"),
        (r"(?<=.)y(?=[^aeou])|y(?=[aeou])", "i"), (r"(.)\1", r"\1"),
    )
]  # fmt: skip
_SKELETON = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tsch|tch|sch|sh|zh|ts|tz|ch", "s"), (r"dzh|dj", "j"), (r"ph", "f"), (r"th", "t"),
        (r"dh", "d"), (r"x", "ks"), (r"[cqg]", "k"), (r"z", "s"), (r"w", "v"),
        (r"(?<=.)[aeiouyh']", ""), (r"^[aeiouyh']", "a"), (r"(.)\1+", r"\1"),
    )
]  # fmt: skip

_NICKNAMES = {
    short: group.split()[0]
    for group in (
        "william bill billy will", "robert bob bobby rob robbie", "james jim jimmy jamie",
        "joseph joe joey", "michael mike mick", "richard dick rick rich", "thomas tom tommy",
        "anthony tony", "edward ed eddie ted teddy ned", "daniel dan danny", "david dave",
        "stephen steve steven", "charles charlie chuck", "john jack johnny jon",
        "elizabeth liz beth betty", "katherine kate kathy katie catherine", "susan sue susie",
        "margaret peggy maggie meg", "jennifer jen jenny", "nicholas nick", "samuel sam",
        "matthew matt", "christopher chris", "alexander alex", "andrew andy", "gregory greg",
        "kenneth ken", "lawrence larry", "patrick pat", "peter pete", "raymond ray",
        "ronald ron", "timothy tim", "bernard bernie", "benjamin ben", "deborah debbie",
    )
    for short in group.split()
}  # fmt: skip
# Given names whose vowels every language writes as it hears them.
_ARABIC = {
    spelling: group.split()[0]
    for group in (
        "muhammad mohammed mohamed mohammad mohamad muhammed mohamud", "ahmad ahmed ahmet",
        "yusuf yousef youssef yousuf yousif", "husayn hussein hussain husain", "umar omar",
        "hasan hassan", "abdallah abdullah abdulla", "said saeed saïd sayeed", "khalid khaled",
        "faysal faisal feisal", "mustafa mostafa moustafa", "uthman othman osman",
    )
    for spelling in group.split()
}  # fmt: skip


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """A word without case, accents, hyphens, apostrophes and full stops; a damaged letter is "?".

    >>> folded("Salmón"), folded("Byung-sam"), folded("O’Brannigh")
    ('salmon', 'byungsam', 'obrannigh')
    """
    word = _DAMAGE.sub("?", word.casefold())
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word.replace("ø", "o").replace("ł", "l"))
    return "".join(letter for letter in word if letter.isalnum() or letter in "?&")


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A folded word with the spellings that languages disagree on made one.

    >>> sound("youri") == sound("yuri"), sound("dmitri") == sound("dmitry")
    (True, True)
    """
    word = _ARABIC.get(word, word)
    for pattern, said in _SPELLINGS:
        word = pattern.sub(said, word)
    return word


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a folded word, those that sound alike made one: a key to search by.

    >>> skeleton("qaddafi"), skeleton("gadhafi"), skeleton("koo"), skeleton("gu")
    ('kdf', 'kdf', 'kim-koo', 'kim-koo')
    """
    if word in _FAMILIES:
        return f"kim-{_FAMILIES[word]}"
    word = word.replace("?", "")
    for pattern, said in _SKELETON:
        word = pattern.sub(said, word)
    return word


def is_eastern_family(word: str) -> bool:
    """Whether a folded word is, in one of its spellings, a family name that stands first.

    >>> is_eastern_family("gu"), is_eastern_family("lund")
    (True, False)
    """
    return word in FAMILY_FIRST or word in _FAMILIES


def family_group(word: str) -> str | None:
    """The family name of which a folded word is a spelling in use, for those that stand first.

    >>> family_group("gu"), family_group("lund")
    ('koo', None)
    """
    return _FAMILIES.get(word)


def nickname_of(word: str) -> str:
    """The given name that a folded short form stands for, or the word itself.

    >>> nickname_of("bob"), nickname_of("ada")
    ('robert', 'ada')
    """
    return _NICKNAMES.get(word, word)


@lru_cache(maxsize=65536)
def match(a: str, b: str) -> Match | None:
    """How two words of a name agree; ``None`` when they are different words.

    >>> match("Salm?n", "Salmón"), match("Yousef", "Yusuf"), match("Salm?n", "Salman")
    ('damaged', 'sound', 'lost')
    >>> match("Orrin", "Orlin"), match("Ann", "Ian")
    ('letter', None)
    """
    one, other = folded(a), folded(b)
    if one == other:
        return "same"
    if "?" in one or "?" in other:
        return _repaired(a, b)
    if _FAMILIES.get(one, one) == _FAMILIES.get(other, other) or sound(one) == sound(other):
        return "sound"
    shorter = min(len(one), len(other))
    if shorter < LONG:
        return None
    far = shorter >= VERY_LONG or skeleton(one) == skeleton(other)
    allowed = 2 if far else 1
    return "letter" if distance(one, other, allowed) <= allowed else None


def same_syllables(a: str, b: str) -> Match | None:
    """How two Korean or Chinese given names agree, syllable by syllable where hyphens show them.

    A letter more or less makes another name here, so only spellings of one sound are alike.

    >>> same_syllables("Byung-sam", "Byoung-sam"), same_syllables("Young-ho", "Yong-ho")
    ('sound', None)
    """
    if folded(a) == folded(b):
        return "same"
    if set(a + b) & set(DAMAGED):
        return _repaired(a, b)
    ones, others = (re.split(r"[-\s]", name.casefold()) for name in (a, b))
    if len(ones) == len(others):
        pairs = zip(ones, others, strict=True)
        return "sound" if all(_one_syllable(*pair) for pair in pairs) else None
    return "sound" if sound(folded(a)) == sound(folded(b)) else None


def distance(a: str, b: str, most: int) -> int:
    """How many letters are added, left out, changed or swapped; ``most + 1`` for any more.

    Optimal string alignment (Damerau 1964, each stretch edited once).

    >>> distance("byung", "byoung", 2), distance("marit", "mairt", 2), distance("ada", "ilse", 2)
    (1, 1, 3)
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        two, before, row = before, row, [i]
        for j, y in enumerate(b, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, two[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _one_syllable(a: str, b: str) -> bool:
    """Whether two spellings can be one Korean syllable."""
    if a == b:
        return True
    one, other = _SYLLABLE.fullmatch(a), _SYLLABLE.fullmatch(b)
    if one is None or other is None:
        return sound(a) == sound(b)
    onsets = {_ONSETS.get(part[1], part[1][:1]) for part in (one, other)}
    codas = {_CODAS.get(part[3], part[3]) for part in (one, other)}
    vowels = set(_VOWELS[one[2]].split()) & set(_VOWELS[other[2]].split())
    return len(onsets) == 1 and len(codas) == 1 and bool(vowels)


def _repaired(a: str, b: str) -> Match | None:
    """How a word with lost letters agrees: as damaged when each may have been an accented one.

    Letters are lost when a text passes through an encoding without them, so that plain ones never
    are. Against a spelling without accents it could be one of several words: "lost".
    """
    if not set(a) & set(DAMAGED):
        a, b = b, a
    if set(b) & set(DAMAGED):
        return (
            "damaged" if _DAMAGE.sub("?", a).casefold() == _DAMAGE.sub("?", b).casefold() else None
        )
    pieces = [re.escape(folded(piece)) for piece in _DAMAGE.split(a)]
    plain = "".join(folded(letter) if letter.isascii() else "\0" for letter in b)
    if len("".join(pieces)) < 3:
        return None
    if re.fullmatch("\0{1,2}".join(pieces), plain):
        return "damaged"
    return "lost" if re.fullmatch("[a-z]".join(pieces), folded(b)) else None
