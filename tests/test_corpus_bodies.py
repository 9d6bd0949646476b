"""Which body “the company”, “the group” and the like mean, and whom a firm's name does not."""

import pytest
from test_corpus_statements import speakers_in

from corpus.saying.statements import statements


@pytest.mark.parametrize(
    "text",
    [
        "“The pier is bent,” said Ek, Marr & Lund analyst Ada Orr.",
        "The port's head of design Ada Orr, in a letter, said the pier was “bent and old.”",
    ],
)
def test_who_speaks_is_the_person_and_not_the_firm(text: str) -> None:
    assert speakers_in(text) == ["Ada Orr"]


@pytest.mark.parametrize(
    "name",
    [
        "Tavra Fish and Wildlife Service",
        "Institute of Aeronautics and Astronautics",
        "Tavra News and Sentinel",
        "Tavra Division of Tides",
        "Tavra Public Defender’s Office",
        "Lakes Fishermen's League",
        "Parkinson's Society",
        "Old Farmer's Almanac",
    ],
)
def test_a_bodys_name_is_given_whole(name: str) -> None:
    assert speakers_in(f"The {name} said it was late.") == [name]


@pytest.mark.parametrize("both", ["News and the Sentinel", "Bank and Port Authority"])
def test_two_bodies_are_not_one(both: str) -> None:
    assert speakers_in(f"The Tavra {both} said it was late.") == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Data from the port found that it was late.",
        "Mayor Ada Lund's Office said it was late.",
        "The Tavra Lund's Office said it was late.",
    ],
)
def test_a_common_noun_with_a_capital_is_no_body(text: str) -> None:
    assert not {"Data", "Office"}.intersection(speakers_in(text))


def test_a_paper_is_one_also_where_it_is_a_countrys() -> None:
    assert speakers_in("The UK's Telegraph said it was late.") == ["Telegraph"]
    assert speakers_in("The Data said it was late.") == ["Data"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Orrin shut. Two sat in a Tavra Orrin for hours.", "Orrin"),
        ("Two sat in a Tavra Orrin for hours.", "Tavra Orrin"),
        ("Orrin left. There was an Ada Orrin in it.", "Ada Orrin"),
        ("Orrin shut. Two sat in a Tavra Orrin. The Tavra Orrin is old.", "Tavra Orrin"),
    ],
)
def test_one_of_many_shops_is_not_the_firm(text: str, name: str) -> None:
    assert speakers_in(f"{text} “It is late,” Orrin said.") == [name]


RECOVER = " “We will recover,” the company said."


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Orrin Corp, which competes with Skaldic Inc, made a loss." + RECOVER, "Orrin Corp"),
        ("Orrin, which competes with Skaldic Inc, made a loss." + RECOVER, None),
        ("On Monday Orrin Corp, a rival of Skaldic Inc, made a loss." + RECOVER, None),
        ("Orrin Corp made a loss. It competes with Skaldic Inc." + RECOVER, "Orrin Corp"),
        ("Orrin Corp sued Skaldic Inc." + RECOVER, "Orrin Corp"),
        ("Orrin Corp and Skaldic Inc will merge." + RECOVER, None),
        ("Profit at Orrin Corp fell against Skaldic Inc." + RECOVER, "Orrin Corp"),
        ("The Ministry of Tides, which watches Skaldic Inc, met." + RECOVER, "Skaldic Inc"),
        ("Ada Lund of Orrin Corp came." + RECOVER, "Orrin Corp"),
        ("Orrin Corp fell. “We beat Skaldic Inc,” the company said.", "Orrin Corp"),
    ],
)
def test_the_company_is_whom_a_sentence_is_about_and_no_rival(
    text: str, speaker: str | None
) -> None:
    assert speakers_in(text) == [speaker]


@pytest.mark.parametrize(
    ("name", "association", "company"),
    [
        ("Orrin Corp", False, True),
        ("Skaldic Motor Group", False, True),
        ("Bank of Tavra", False, False),
        ("Tavra Bank", False, False),
        ("Lakes Museum", False, False),
        ("Lakes Pilots Federation", True, False),
        ("Institute of Tides", True, False),
    ],
)
def test_a_firm_is_no_association_and_an_association_no_firm(
    name: str, association: bool, company: bool
) -> None:
    for noun, takes in (("association", association), ("company", company)):
        text = f"The {name} closed the quay. “It is late,” the {noun} said."
        assert (noun, speakers_in(text)) == (noun, [name if takes else None])


def test_the_organization_is_no_newspaper() -> None:
    text = (
        "The Tavra Herald has learned that the count is lower than that of the rights "
        "organization, Justice for Lysmere.\n\nThe organization asserted that 600 people had left."
    )
    assert speakers_in(text) == ["Tavra Herald", "Justice for Lysmere"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Tavra Bank Index fell. The bank announced that it would close.", None),
        ("The Tavra Bank fell. The bank announced that it would close.", "Tavra Bank"),
        ("It heard Ada Lund, a Tavra Democrat, who said she would stay.", "Ada Lund"),
        ("It heard Ada Lund, a teacher from Tavra, who said she would stay.", "Ada Lund"),
        ("It heard a friend of Ada Lund, Bo Ek, who said she would stay.", "Bo Ek"),
    ],
)
def test_an_index_is_no_bank_and_who_is_no_place_that_describes_somebody(
    text: str, speaker: str | None
) -> None:
    assert speakers_in(text) == [speaker]


def test_the_group_is_no_centre_that_figures_are_only_according_to() -> None:
    group = " “We stayed at home,” the group said."
    assert speakers_in("Few voted, according to the Roden Center." + group)[-1] is None
    assert speakers_in("The Roden Center opened in 1990." + group) == ["Roden Center"]
    federation = "Few swam, according to the Lakes Federation." + group
    assert speakers_in(federation)[-1] == "Lakes Federation"


def test_a_lawyer_of_a_company_is_no_company() -> None:
    text = 'It met Quarn Elst, a lawyer representing the company. "It is old," Elst said.'
    assert [(one.speaker, one.role) for one in statements(text)] == [
        ("Quarn Elst", "a lawyer representing the company")
    ]


@pytest.mark.parametrize(("which", "body"), [("harbour", "harbour group"), ("May 17", None)])
def test_a_day_makes_no_body_of_a_noun(which: str, body: str | None) -> None:
    assert speakers_in(f"“It is shut,” according to the {which} group.") == [body]
