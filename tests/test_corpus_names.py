"""Names and people: who is named, what they are called, and which mentions are one."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.saying.bodies import head_nouns
from corpus.saying.names import names
from corpus.saying.people import Party, people

WORDS = ["Ada", "Lund", "Ek", "Mr.", "the", "of", "Ministry", "mayor", ",", ".", "Koo", "Min-seo"]


def the(text: str, name: str) -> Party:
    """The party of that name in a text."""
    (found,) = [party for party in people(text) if party.name == name]
    return found


@pytest.mark.parametrize(
    ("text", "name", "title", "role"),
    [
        ("Mayor Ada Lund came.", "Ada Lund", "Mayor", "Mayor"),
        ("Tides Minister Kim Yung-ho came.", "Kim Yung-ho", "Tides Minister", "Tides Minister"),
        ("Mr. Okwu came.", "Okwu", "Mr.", None),
        (
            "Koo Min-seo, spokesperson for the Ministry of Tides, came.",
            "Koo Min-seo",
            None,
            "spokesperson for the Ministry of Tides",
        ),
        ("Ada Lund, 61, a baker, came.", "Ada Lund", None, "a baker"),
        (
            "Ada Lund, head of tests at Lakes Reports, came.",
            "Ada Lund",
            None,
            "head of tests at Lakes Reports",
        ),
        ("Its chairman, Peter Ek, came.", "Peter Ek", None, "Its chairman"),
        (
            "A spokesman for the mayor, Peter Ek, came.",
            "Peter Ek",
            None,
            "A spokesman for the mayor",
        ),
        (
            "the Lund spokesman Josh Ode came",
            "Josh Ode",
            "the Lund spokesman",
            "the Lund spokesman",
        ),
        ("Secretary of State Oddny Vey came.", "Oddny Vey", *["Secretary of State"] * 2),
        (
            "It was Minister of Trade and Industry Vey.",
            "Vey",
            *["Minister of Trade and Industry"] * 2,
        ),
        ("On Monday Prime Minister Vey came.", "Vey", "Prime Minister", "Prime Minister"),
        ("In June Sen. Oddny Vey came.", "Oddny Vey", "Sen.", "Sen."),
        ("Port League Secretary-General Vey came.", "Vey", *["Port League Secretary-General"] * 2),
        ("Ada Luther King Jr. came.", "Ada Luther King Jr.", None, None),
        ("Mayor King Jr. came.", "King Jr.", "Mayor", "Mayor"),
        (
            "It was the National Oceanic and Atmospheric Administration.",
            "National Oceanic and Atmospheric Administration",
            None,
            None,
        ),
        ("Sir Anselm Vey came.", "Sir Anselm Vey", None, None),
        ("It was Jan van der Berg.", "Jan van der Berg", None, None),
        ("It was José Álvarez de la Ría.", "José Álvarez de la Ría", None, None),
        ("It was Ante\u0301nio Ve\u0301y.", "Ante\u0301nio Ve\u0301y", None, None),
        ("It was Yusra al-Haddawi.", "Yusra al-Haddawi", None, None),
        ("It was Elena Salm?n.", "Elena Salm?n", None, None),
        ("It was J. K. Lund.", "J. K. Lund", None, None),
    ],
)
def test_a_name_with_its_title_and_role(
    text: str, name: str, title: str | None, role: str | None
) -> None:
    (mention,) = [found for found in names(text) if found.name == name]
    assert (mention.title, mention.role) == (title, role)
    assert mention.span.of(text) == name


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Since becoming Port chairman, Ada Lund has been ill.", "Port chairman"),
        ("Since being named harbour chief, Ada Lund has been ill.", "harbour chief"),
        ("Before becoming Port chairman Ada Lund was a clerk.", "Port chairman"),
        ("After blaming the council leader, Ada Lund left.", None),
        ("The mining minister Ada Lund left.", "The mining minister"),
        ("Acting director Ada Lund left.", "Acting director"),
    ],
)
def test_what_somebody_does_is_no_part_of_a_role(text: str, role: str | None) -> None:
    assert [party.role_at(0) for party in people(text) if party.name == "Ada Lund"] == [role]


@pytest.mark.parametrize(
    "text",
    [
        "It rained.\n\nUPDATE Lund Glass said so.",
        "The debate went on.\n\nDEBATE Lund Glass said so.",
        "They like Lund Glass.\n\nREBALANCING Lund Glass said so.",
        "They like Lund Glass.\n\nPOSITIONING The firm Lund Glass said so.",
    ],
)
def test_a_word_in_capitals_that_heads_a_paragraph_is_no_part_of_a_name(text: str) -> None:
    assert {party.name for party in people(text)} == {"Lund Glass"}


@pytest.mark.parametrize(
    "text",
    [
        "The debate went on. 737 DEBATE Lund Glass said so.",
        "It fell to 37 PERCENT The firm Lund Glass said so.",
        "AI-assisted summary Experts say Lund Glass fell.",
        "It fell in 2009 Analysts said Lund Glass fell.",
    ],
)
def test_a_label_inside_a_line_is_no_part_of_a_name(text: str) -> None:
    assert {party.name for party in people(text)} == {"Lund Glass"}


def test_a_label_may_be_the_name_itself() -> None:
    (found,) = names("It fell. QUARN Quarn Elst said so.")
    assert found.name == "Quarn Elst"


@pytest.mark.parametrize(
    "text",
    [
        "It fell. LUNDX Glass said so.",
        "She has the facts, said a partner at FACTS Lund.",
        "The facts are bad, and FACTS Council said so.",
    ],
)
def test_a_word_in_capitals_inside_a_line_may_begin_a_name(text: str) -> None:
    assert [party.name.split()[0] for party in people(text)] in (["LUNDX"], ["FACTS"])


@pytest.mark.parametrize("name", ["NAVEX Lund", "TAVRA Council", "PORTA Director Lund"])
def test_a_name_may_begin_with_a_word_in_capitals(name: str) -> None:
    (found, *_) = names(f"It rained.\n\n{name} said so.")
    assert found.name == name.removeprefix("PORTA Director ")


@pytest.mark.parametrize(
    "text",
    [
        "They fear Ada Lund. But Ada Lund ( ADLU.N ) fell, and the mayor sold his.",
        "Quarn Elst ( QUEL.N ) fell. He sold his.",
        "General Elst ( GELS.N ) fell.",
        "He is head analyst for the lakes at Quarn Elst in Tavra.",
    ],
)
def test_what_is_traded_or_employs_somebody_is_a_body(text: str) -> None:
    assert [party.kind for party in people(text) if "Tavra" not in party.name] == ["body"]


@pytest.mark.parametrize("called", ["its rival", "its financial adviser", "the main owner of it"])
def test_what_firms_are_called_as_well_makes_nobody_a_person(called: str) -> None:
    (party,) = people(f"They met Quarn Elst, {called}, in a tent.")
    assert party.kind == "unknown"


def test_a_firm_by_its_first_word_is_not_a_person_of_that_name() -> None:
    text = "Ada Elst met Elst Glass. Elst ( ELST.N ) fell."
    assert [(party.name, len(party.mentions)) for party in people(text)] == [
        ("Ada Elst", 1),
        ("Elst Glass", 1),
        ("Elst", 1),
    ]


def test_a_role_between_a_name_and_a_firm_is_that_of_the_name() -> None:
    (mayor, firm) = people("QUARN ELST, HEAD ANALYST, BOLT RESEARCH, TAVRA: It fell.")[:2]
    assert (mayor.name, firm.name, firm.kind) == ("QUARN ELST", "BOLT RESEARCH", "unknown")


def test_a_verb_of_saying_in_front_is_no_part_of_a_name() -> None:
    assert [found.name for found in names("Added Ada Lund, a pilot: no.")] == ["Ada Lund"]


def test_whose_analyst_somebody_is_is_no_part_of_the_name() -> None:
    found = [found.name for found in names("They asked Elst Brothers' Ada Lund and Elsts' Ek.")]
    assert found == ["Elst Brothers", "Ada Lund", "Elsts", "Ek"]


def test_a_name_ends_where_a_sentence_begins() -> None:
    text = "It sold boats in the U.S. The company of Ada Lund left."
    assert [found.name for found in names(text)] == ["U.S.", "Ada Lund"]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("The Ministry of Tides met.", ["Ministry of Tides"]),
        ("The Database Center for Lake Rights met.", ["Database Center for Lake Rights"]),
        ("The Growers' Union met.", ["Growers' Union"]),
        ("Fathom & Rowe met.", ["Fathom & Rowe"]),
        ("The chief executive of Lund Glass left.", ["Lund Glass"]),
        ("The Tavra-based Lakes Watch met.", ["Lakes Watch"]),
        ("The Tavra-owned Lakes Watch met.", ["Lakes Watch"]),
        ("On Monday the HRT met.", ["HRT"]),
    ],
)
def test_bodies(text: str, bodies: list[str]) -> None:
    assert [found.name for found in names(text) if found.kind == "body"] == bodies


@pytest.mark.parametrize(
    "text",
    ["The boats left.", "On Tuesday it rained.", "In May they came.", "Voters left.", "But no."],
)
def test_a_capital_at_the_head_of_a_sentence_is_no_name(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I'm Ada Lund.", ["Ada Lund"]),
        ("They've gone. I’m here.", []),
        ("The IT Group came. We met HE Lund.", ["IT Group", "HE Lund"]),
    ],
)
def test_a_pronoun_that_is_shortened_begins_no_name(text: str, found: list[str]) -> None:
    assert [mention.name for mention in names(text)] == found


def test_a_surname_joins_the_person_named_before() -> None:
    text = "Ada Lund came. Later Lund left, and Ms. Lund slept."
    assert [mention.start for mention in the(text, "Ada Lund").mentions] == [0, 21, 40]


def test_a_surname_joins_the_person_named_behind_a_headline() -> None:
    assert len(the("Lund leaves\n\nThe mayor, Ada Lund, left.", "Ada Lund").mentions) == 2


def test_family_names_first() -> None:
    text = "Koo Min-seo met Park Jin. Koo left before Park."
    assert len(the(text, "Koo Min-seo").mentions) == 2
    assert len(the(text, "Park Jin").mentions) == 2


def test_transliterations_of_one_name_are_one_person() -> None:
    text = "Koo Byoung-min spoke. Koo Byung-min left."
    assert len(the(text, "Koo Byoung-min").mentions) == 2


@pytest.mark.parametrize(
    "name", ["José Marrow", "Jose Marrow", "Zoë Elst", "Mayor Adrián Elst of the Lakes Bank"]
)
def test_a_given_name_is_one_with_its_accents(name: str) -> None:
    (found,) = [item for item in names(f"It sank, {name} said.") if item.kind == "person"]
    assert found.name in {"José Marrow", "Jose Marrow", "Zoë Elst", "Adrián Elst"}


def test_a_title_is_a_family_name_behind_a_doctors_first_name() -> None:
    (party,) = people("Dr. Imre King spoke. It fell, King said. “It fell,” Dr. King said.")
    assert (party.name, len(party.mentions)) == ("Imre King", 3)


def test_two_leaders_of_one_family_stay_two() -> None:
    text = "Kim Dong Un spoke of Kim Dong Il."
    assert [party.name for party in people(text)] == ["Kim Dong Un", "Kim Dong Il"]


def test_a_damaged_letter_is_bridged() -> None:
    assert len(people("Elena Salm?n spoke. Elena Salmón left.")) == 1


def test_two_people_of_one_surname_stay_two_and_the_bare_surname_is_neither() -> None:
    text = "Ada Lund and Peter Lund came in. Lund left. Mr. Lund stayed."
    assert [len(party.mentions) for party in people(text)] == [1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "LRW said no. Later the Lakes Rights Watch (LRW) said yes. LRW left.",
        "The LRW (Lakes Rights Watch) said no. LRW left.",
        "The Lakes Rights Watch (Larwa) said no. Larwa left.",
    ],
)
def test_an_abbreviation_in_brackets_is_one_with_the_name_wherever_it_stands(text: str) -> None:
    (party,) = people(text)
    assert (party.name, party.kind) == ("Lakes Rights Watch", "body")
    assert {mention.name for mention in party.mentions} >= {"Lakes Rights Watch"}


def test_a_body_and_its_acronym_and_its_name_turned_round() -> None:
    text = "The Lakes Workers Union (LWU) met the Ministry of Tides. LWU left the Tides Ministry."
    assert len(the(text, "Lakes Workers Union").mentions) == 3
    assert len(the(text, "Ministry of Tides").mentions) == 2


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Ada Lund came.", "f"),
        ("Peter Ek came.", "m"),
        ("Spokeswoman Robin Ode came.", "f"),
        ("Mr. Robin Ode came.", "m"),
        ("Koo Min-seo came with her dog.", "f"),
        ("Koo Min-seo came.", None),
    ],
)
def test_gender_by_given_name_title_or_pronoun(text: str, gender: str | None) -> None:
    (person,) = [party for party in people(text) if party.kind == "person"]
    assert person.gender == gender


def test_roles_along_the_text() -> None:
    text = "Mayor Ada Lund came. Later Ada Lund, the former mayor, left."
    person = the(text, "Ada Lund")
    assert person.roles == ((6, "Mayor"), (27, "the former mayor"))
    assert (person.role_at(10), person.role_at(40)) == ("Mayor", "the former mayor")


def test_the_nouns_that_take_a_party_up() -> None:
    text = "Ada Lund, director of the Lakes Museum, came."
    assert head_nouns(the(text, "Ada Lund")) == {"director"}
    assert head_nouns(the(text, "Lakes Museum")) == {"museum"}


@given(st.text(max_size=300))
@settings(max_examples=300)
def test_mentions_lie_in_the_text_in_order(text: str) -> None:
    found = names(text)
    assert [mention.span.of(text) for mention in found] == [mention.name for mention in found]
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(mention.name for mention in found)


@given(st.lists(st.sampled_from(WORDS)))
@settings(max_examples=300)
def test_every_mention_belongs_to_one_party_at_most(words: list[str]) -> None:
    text = " ".join(words)
    owned = [mention for party in people(text) for mention in party.mentions]
    assert len(owned) == len(set(owned)) <= len(names(text))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Agents searched former President Ada Lund on Monday.", "former President"),
        ("He could not beat former Mayor Ada Lund.", "former Mayor"),
        ("On Monday Ek met mayor Ada Lund.", "mayor"),
        ("The crew left captain Ada Lund there.", "captain"),
        ("The bank's former director Ada Lund left.", "The bank's former director"),
        ("The former director Ada Lund left.", "The former director"),
        ("The UK former minister Ada Lund left.", "The UK former minister"),
        ("Bo Ek left to become adviser to the port minister, Ada Lund.", "the port minister"),
        ("An adviser to the port minister, Ada Lund, left.", "An adviser to the port minister"),
    ],
)
def test_what_others_do_or_become_is_none_of_the_roles(text: str, role: str) -> None:
    assert [words for _, words in the(text, "Ada Lund").roles] == [role]


@pytest.mark.parametrize(
    "name",
    [
        "Marrow County Sheriff's Office",
        "U.S. Attorney’s Office for the District of Tavra",
        "Lakes Women's Rowing League",
        "Ode Children’s Medical Center",
        "Centers for Tide Control and Prevention",
        "Tavra Customs and Border Protection",
    ],
)
def test_whose_body_it_is_stands_in_its_name(name: str) -> None:
    assert [found.name for found in names(f"It sank, the {name} said.")] == [name]


@pytest.mark.parametrize("word", ["Proponents", "Ahead", "Likewise", "Operators", "Feds"])
def test_a_common_word_at_the_head_of_a_sentence_names_nobody(word: str) -> None:
    assert names(f"{word} of the port said so.") == []


def test_initials_of_what_is_short_for_several_are_all_its_letters() -> None:
    text = "The US Navy came. The U.N. sent boats. The U.S. Tide Bureau left. USTB wrote."
    found = [(party.name, len(party.mentions)) for party in people(text)]
    assert found == [("US Navy", 1), ("U.N.", 1), ("U.S. Tide Bureau", 2)]


def test_whoever_took_a_picture_is_nobody_of_the_article() -> None:
    text = "A boat burned. Ada Lund/Lakes Images\n\nAda Orr left."
    assert [mention.name for mention in names(text) if mention.kind == "person"] == ["Ada Orr"]
