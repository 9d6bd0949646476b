"""Cues: the verbs of saying in a sentence, each with what follows it."""

from typing import Literal, NamedTuple

from corpus.english.speech_verbs import CUE_WORDS, THOUGHTS, Verb, verb_at
from corpus.english.word_classes import (
    AUXILIARIES,
    DAYS,
    DETERMINERS,
    DOCUMENT_NOUNS,
    MONTHS,
    NEGATIONS,
    PERSON_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    TIMES,
    word_set,
)
from corpus.saying.clauses import QUOTE, Clause
from corpus.saying.listeners import listener_end
from corpus.saying.noun_phrases import is_adverb, is_noun_like, phrase_end
from corpus.saying.report import ENDS
from corpus.saying.tokens import POSSESSIVES

Follows = Literal["nothing", "quote", "that", "clause"]

_NAMING = word_set("call dub label term brand")
_BE = word_set("is are was were be been being")
_MAYBE = word_set("may might could would should must shall 'd ’d")
_NO_LISTENER = word_set("continue go_on relate")
_PARTICLES = word_set("down off up out back over away")  # "wrote down": no words of anybody's
_LISTENERS = word_set("him her them me us you reporters")
_VENUES = word_set("in on at during after via through by as from before about of for with")
_QUESTIONS = word_set("whether how why what who if when where which")
_ASKED = word_set("question questions")
_IN_HEADLINES = word_set("say tell warn announce vow claim call urge report confirm deny")
_ABOUT = word_set("about around over under nearly almost between up")
_AMOUNTS = word_set(
    "half third quarter fifth tenth dozen hundred thousand million billion hundreds thousands two "
    "three four five six seven eight nine ten twenty thirty forty fifty all every everyone"
)
_WHERE = word_set("outside afterwards afterward inside there here")
_DEGREES = word_set("earlier more most even only just once further first both higher lower")
_LONGEST_CITED = 24  # words of ", citing two clerks of the harbour board who saw the letter,"
_PAUSES = frozenset({",", ":", "--", "—", "–", "-"})
_TO_DO = word_set(
    "vow pledge promise swear plan intend hope expect decide ask urge order instruct call_on "
    "call_upon call_for appeal_to implore exhort press beg encourage invite tell propose agree "
    "volunteer advise remind persuade convince demand warn"
)
# Forms that are as often nouns: they need a clear subject and a clear complement.
_NOUNISH = word_set(
    "report reports claim claims comment comments plan plans call calls question questions "
    "support supports address order orders answer answers estimate estimates promise promises "
    "state states note notes show shows find finds fear fears hope hopes feel worry worries "
    "demand demands joke jokes email text blog tweet tweets post posts cry laugh sigh praise "
    "blame back backs protest attack attacks rule rules press pledge pledges vow vows quote "
    "quotes rebuke dispute object reference document signal signals counter muse snap label "
    "brand term brands terms labels proposal discuss view raise credit credits raises dub rip "
    "reason reasons venture ventures "
    "bash liken challenge caution cautions lament laments remark remarks reply replies taunt "
    "tease sneer scoff retort quip preach echo echoes hint hints boast boasts rant thank read"
)


class Cue(NamedTuple):
    """A verb of saying: words ``start`` to ``end``, auxiliaries and adverbs included.

    ``verb_start`` is the verb itself; ``after`` the first word of what is said; ``listener`` who
    it is said to, or ``None``.
    """

    verb: Verb
    start: int
    verb_start: int
    end: int
    after: int
    follows: Follows
    listener: tuple[int, int] | None


def cue_at(clause: Clause, index: int) -> Cue | None:
    """The cue whose verb begins at a word; ``None`` when the word is none.

    >>> from corpus.saying.clauses import clause_of
    >>> clause = clause_of("Lund has told the Post on Monday that it fell.")
    >>> cue = cue_at(clause, 2)
    >>> cue.verb.base, cue.follows, clause.words[cue.start : cue.end], clause.words[cue.after]
    ('tell', 'that', ['has', 'told'], 'that')
    """
    if clause.lower[index] not in CUE_WORDS:
        return None
    found = verb_at(clause.lower, index)
    if found is None:
        return None
    verb, width = found
    if clause.words[index][0].isupper() and index and verb.base not in _IN_HEADLINES:
        return None
    start = _cue_start(clause, index)
    before = [clause.lower[position] for position in range(start, index)]
    if not _is_finite(clause, verb, index, start, before):
        return None
    end = index + width
    if verb.base in _NO_LISTENER and _leads_to_deed(clause, end):
        return None
    after, listener = _skip_listener(clause, verb, end)
    after = _skip_circumstances(clause, after)
    follows, after = _follows(clause, verb, after)
    if follows == "nothing" and _has_gap(clause, start, after):
        follows = "clause"
    cue = Cue(verb, start, index, end, after, follows, listener)
    no_cue = _is_noun(clause, cue) or _names_a_thing(clause, cue) or _is_adjective(clause, cue)
    return None if no_cue else cue


def _leads_to_deed(clause: Clause, index: int) -> bool:
    """Whether "to" and no verb of saying stands at a word: "It continued | to fall"."""
    if clause.lower[index : index + 1] != ["to"] or index + 1 >= len(clause):
        return False
    found = verb_at(clause.lower, index + 1)
    return found is None or found[0].families.isdisjoint({"say", "tell", "ask"})


def _has_gap(clause: Clause, start: int, after: int) -> bool:
    """Whether a relative takes the subject out of what is said: "which Lund said was late"."""
    if after >= len(clause) or clause.lower[after] not in AUXILIARIES:
        return False
    return any(
        clause.lower[index] in RELATIVES or clause.lower[index] == "what"
        for index in range(max(0, start - 6), start)
    )


def _names_a_thing(clause: Clause, cue: Cue) -> bool:
    """Whether "called" is a passive that names something: "a film called “…”"."""
    if cue.verb.base not in _NAMING or cue.follows != "quote" or cue.after != cue.end:
        return False
    before = clause.lower[cue.start - 1] if cue.start else ""
    return before not in PRONOUNS and "what" not in clause.lower[max(0, cue.start - 6) : cue.start]


def _is_adjective(clause: Clause, cue: Cue) -> bool:
    """Whether a past form only describes a noun: "11 confirmed cases", "all recalled boats"."""
    before = clause.lower[cue.start - 1] if cue.start else ""
    counted = before[:1].isdigit() or before == "all" or before in PREPOSITIONS
    described = cue.follows == "clause" and clause.lower[cue.end].endswith("s")
    plain = cue.start == cue.verb_start and cue.verb.form == "past"
    return plain and counted and described and cue.verb.base not in {"say", "tell"}


def _cue_start(clause: Clause, index: int) -> int:
    """The first auxiliary or adverb that belongs to the verb."""
    start = index
    while start and (
        (clause.lower[start - 1] in AUXILIARIES and not _owns(clause, start - 1))
        or clause.lower[start - 1] in NEGATIONS
        or (is_adverb(clause.lower[start - 1]) and clause.words[start - 1][0].islower())
        or (
            clause.lower[start - 1] == "since"
            and start > 1
            and clause.lower[start - 2] in AUXILIARIES
        )
    ):
        start -= 1
    return start


def _owns(clause: Clause, index: int) -> bool:
    """Whether an "'s" is a possessive rather than "is" or "has": "Lund's proposed budget"."""
    return clause.lower[index] in POSSESSIVES and clause.lower[index - 1] not in PRONOUNS | {
        "who",
        "that",
    }


def _is_finite(clause: Clause, verb: Verb, index: int, start: int, before: list[str]) -> bool:
    """Whether a form makes a sentence's verb here: no infinitive, no passive, no noun."""
    previous = clause.lower[start - 1] if start else ""
    if any(word in NEGATIONS for word in before) or (
        _MAYBE.intersection(before) and not _quoted_behind(clause, index)
    ):
        return False
    if verb.form == "base":
        is_back = not (_BE | POSSESSIVES).isdisjoint(before)  # "The pier is back": no verb
        helped = bool(set(before) & AUXILIARIES)
        return not is_back and (helped or (previous != "to" and start > 0))
    passive = set(before) & _BE or (previous == "it" and not POSSESSIVES.isdisjoint(before))
    if verb.form == "past" and (passive or _is_passive(clause, verb, index)):
        return False  # "It's believed that …"
    if previous in POSSESSIVES:
        return False
    if verb.form == "ing":
        return previous not in DETERMINERS and previous not in {"of", "for", "without", "to"}
    return True


def _quoted_behind(clause: Clause, index: int) -> bool:
    """Whether words in quotation marks stand right behind a verb: "She would say “no.”"."""
    return any(quote >= 0 for quote in clause.quotes[index + 1 : index + 4])


def _is_passive(clause: Clause, verb: Verb, index: int) -> bool:
    """Whether somebody else did it: "a move criticized by the union", "Ek accused of theft"."""
    behind = clause.lower[index + 1 : index + 2]
    if verb.base == "accuse" and behind == ["of"]:
        return True
    return behind == ["by"] and "say" not in verb.families


def _is_noun(clause: Clause, cue: Cue) -> bool:
    """Whether a form that is as often a noun is one here."""
    if clause.lower[cue.verb_start] not in _NOUNISH or cue.start < cue.verb_start:
        return False
    if cue.start == 0:
        return True
    narrator = cue.follows == "nothing" and cue.verb.form == "s" and clause.ends_sentence(0)
    if narrator or clause.ends_sentence(cue.start - 1):
        return False  # "…," the narrator states; "…," read the letter
    before = clause.lower[cue.start - 1]
    if before in PRONOUNS or before in RELATIVES:
        return False
    named = clause.words[cue.start - 1][0].isupper() or before in PERSON_NOUNS
    plural = before.endswith("s") and before not in POSSESSIVES
    return not (cue.follows in {"quote", "that"} and (named or plural))


def _skip_listener(clause: Clause, verb: Verb, index: int) -> tuple[int, tuple[int, int] | None]:
    """Step over who is told."""
    size = len(clause)
    if index < size and clause.lower[index] == "to" and _says_to(verb):
        end = phrase_end(clause, index + 1, frozenset())
        return (end, (index + 1, end)) if end > index + 1 else (index, None)
    if index >= size or not ("tell" in verb.families or _asks(clause, verb, index)):
        return index, None
    if clause.lower[index] in _LISTENERS:
        end = index + 1
    elif is_noun_like(clause, index):
        end = listener_end(clause, index)
        if not AUXILIARIES.isdisjoint(clause.lower[end : end + 1]):
            return index, None  # "warned | the pier was shut"
    else:
        return index, None
    return end, (index, end)


def _asks(clause: Clause, verb: Verb, index: int) -> bool:
    """Whether a question to somebody follows: "asked | Ek whether it was late"."""
    if verb.base != "ask":
        return False
    end = index + 1 if clause.lower[index] in _LISTENERS else listener_end(clause, index)
    behind = clause.lower[end : end + 2]
    if behind[:1] in ([","], [":"]):
        behind = behind[1:]
    asked = clause.lower[max(index, end - 1)]
    return bool(behind) and asked not in _ASKED and behind[0] in _QUESTIONS | {QUOTE}


def _says_to(verb: Verb) -> bool:
    """Whether "to" behind a verb leads to a listener rather than to a deed."""
    return "say" in verb.families and verb.base not in _TO_DO


def _skip_circumstances(clause: Clause, index: int) -> int:
    """Step over when and where it was said, if what is said then clearly begins."""
    size = len(clause)
    position = index
    while position < size:
        word = clause.lower[position]
        if (
            word in TIMES
            or word in _WHERE
            or is_adverb(word)
            or word in {"earlier", "last", "this", "late", "early"}
        ):
            if word in {"this", "last"} and not (
                position + 1 < size and clause.lower[position + 1] in TIMES
            ):
                break
            position += 1
        elif word in MONTHS and position + 1 < size and clause.lower[position + 1][0].isdigit():
            position += 2
        elif word in _VENUES and position + 1 < size:
            end = _phrase_of(clause, position)
            if end == position:
                break
            position = end
        elif word == "to" and clause.lower[position - 1] in DOCUMENT_NOUNS:
            end = phrase_end(clause, position + 1)  # "in a letter | to the board"
            if end == position + 1 or clause.lower[end : end + 1] != ["that"]:
                break
            position = end
        else:
            break
    return position if _clear_start(clause, position) else index


def _phrase_of(clause: Clause, index: int) -> int:
    """Where "in a statement" or "on Tuesday" ends; the same word if it is none."""
    first = index + 1
    word = clause.lower[first]
    if word.endswith("ing") or (clause.lower[index] in _ABOUT and _is_amount(clause, first)):
        return index
    if word in DAYS or word in MONTHS or word in TIMES or word[0].isdigit():
        end = first + 1
        while end < len(clause) and (clause.lower[end] in TIMES or clause.lower[end][0].isdigit()):
            end += 1
        return end
    if word in PRONOUNS or clause.quotes[first] >= 0 or not word[0].isalnum():
        return index
    end = phrase_end(clause, first, frozenset({"of"}))
    if clause.lower[end : end + 1] == [QUOTE] and clause.lower[end - 1] in POSSESSIVES:
        end += 1  # "on Lakes Radio's “Good Morning”"
    return end if end > first else index


def _is_amount(clause: Clause, index: int) -> bool:
    """Whether an amount begins at a word: "40", "$3", "half", "a dozen"."""
    words = clause.lower[index : index + 2]
    return (
        words[0][0].isdigit()
        or words[0] == "$"
        or not _AMOUNTS.isdisjoint(words[1:] if words[0] == "a" else words[:1])
    )


def _clear_start(clause: Clause, index: int) -> bool:
    """Whether, behind a circumstance, the sentence ends or what is said begins."""
    if index >= len(clause) or clause.quotes[index] >= 0:
        return True
    word = clause.lower[index]
    return (
        word in {"that", ",", ":"}
        or word in ENDS
        or word in PRONOUNS
        or word in DETERMINERS
        or clause.words[index][0].isupper()
    )


def _follows(clause: Clause, verb: Verb, index: int) -> tuple[Follows, int]:
    """What stands behind the cue, and where it begins."""
    size = len(clause)
    if index >= size or clause.lower[index] in ENDS:
        return "nothing", index
    index = _skip_insertion(clause, index)
    word = clause.lower[index]
    if word in _PARTICLES:
        return "nothing", index
    if word in _PAUSES:
        return _behind_pause(clause, index)
    if word == "that" and index + 1 < size:
        comma = clause.lower[index + 1 : index + 3] == [",", QUOTE]
        return ("quote", index + 2) if comma else ("that", index)
    if clause.quotes[index] >= 0:
        return "quote", index
    return ("clause", index) if _opens_clause(clause, verb, index) else ("nothing", index)


def _skip_insertion(clause: Clause, index: int) -> int:
    """Step over ", however," and ", citing two clerks," before "that" or a quotation."""
    if clause.lower[index : index + 2] == [",", "citing"]:
        for comma in range(index + 3, min(index + _LONGEST_CITED, len(clause) - 1)):
            if clause.quotes[comma] >= 0 or clause.lower[comma] in {"that", ";", ":"}:
                break
            if clause.lower[comma] == "," and clause.lower[comma + 1] in {"that", QUOTE}:
                return comma + 1
    if index + 3 < len(clause) and clause.lower[index] == "," == clause.lower[index + 2]:
        opens = clause.lower[index + 3] in {"that", QUOTE}
        if opens and is_adverb(clause.lower[index + 1]):
            return index + 3
    return index


def _behind_pause(clause: Clause, index: int) -> tuple[Follows, int]:
    """What stands behind a comma, a colon or a dash that follows a cue."""
    after = index + 1
    if after < len(clause) and clause.quotes[after] >= 0:
        return "quote", after
    if after < len(clause) and clause.lower[index] == ":":
        return "clause", after
    return "nothing", index


def _opens_clause(clause: Clause, verb: Verb, index: int) -> bool:
    """Whether a word can begin what is said, without "that"."""
    word = clause.lower[index]
    ahead = clause.lower[index + 1] if index + 1 < len(clause) else "."
    if word == "to":
        return verb.base in _TO_DO
    if word in _ABOUT and index + 1 < len(clause):
        return _is_amount(clause, index + 1)
    if word in _DEGREES:
        return ahead[0].isalnum() and ahead not in TIMES
    judged = word in {"not", "only", "as"} and "call" in verb.families
    moment = word == "when" and (verb.base in THOUGHTS or ahead in {"asked", "pressed"})
    asked = word in _QUESTIONS and not moment
    opens = word in PRONOUNS or word in {"there", "here", "$", "#"}
    return judged or asked or opens or is_noun_like(clause, index)
