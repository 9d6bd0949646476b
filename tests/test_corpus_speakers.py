"""Who is no speaker: names that stand near, and whom another reading would have named wrongly."""

import pytest

from corpus.saying.people import people
from corpus.saying.statements import statements


def voices(text: str) -> list[str | None]:
    return [one.speaker for one in statements(text)]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # "they" are whom a sentence is about: one body, or analysts, or two
        ("Analysts wait for Orrin Corp, but they say it is late.", [None]),
        ("Orrin Corp fell. Several traders left. They said it was late.", [None]),
        ("The Lakes Society met. They said it was late.", ["Lakes Society"]),
        ("Ada Lund and Bo Ek said it was late. They said it was bad.", [None, None]),
        # "who" is nobody's town or firm, "which" nobody
        (
            "“It is late,” said Ada Lund, a baker from Marrowick, who said it was bad.",
            ["Ada Lund", "Ada Lund"],
        ),
        (
            "“It is late,” said Ada Lund, head of the Lakes Bank, who said it was bad.",
            ["Ada Lund", "Ada Lund"],
        ),
        # two together are neither of them
        ("Mayor Ada Lund and Governor Bo Ek said it was late.", [None]),
        ("Orrin and Skaldic Inc said it was late. He said it was bad.", [None, None]),
        ("Ada Lund and the Lakes Bank said it was late.", [None]),
        ("It fell, and Mayor Ada Lund and her brother said it was late.", [None]),
        ("Orrin Corp and several other traders said it was late.", [None]),
        ("It was late, according to Orrin and Skaldic Inc.", [None]),
        ("It came after Orrin and Skaldic Inc said it was late.", [None]),
        ("Firms like Orrin and Skaldic Inc said it was late.", [None]),
        ("He met Ada Lund and the Lakes Bank said it was late.", ["Lakes Bank"]),
        ("Ada Lund left, and the Lakes Bank said it was late.", ["Lakes Bank"]),
        ("Social and Labour Affairs Minister Ada Lund said it was late.", ["Ada Lund"]),
        # a body's name with "of" in it, in front of whom it employs
        ("Bank of Tavra's director, Ada Lund, said it was late.", ["Ada Lund"]),
        ("A Bank of Tavra spokesman said it was late.", [None]),
        ("Department of Tides officials in Ellan said it was late.", [None]),
        ("The CEO of Orrin Systems Inc, Ada Lund, said it was late.", ["Ada Lund"]),
        ("The Bank of Tavra board said it was late.", ["Bank of Tavra"]),
        # no place behind "in"
        ("A manager at Orrin Capital in Lakes, New Jersey, said it was late.", [None]),
        ("Speaking in Marrowick, the head of the port said it was late.", [None]),
    ],
)
def test_who_stands_near_is_not_who_speaks(text: str, speakers: list[str | None]) -> None:
    assert voices(text) == speakers


@pytest.mark.parametrize("others", ["the Lakes Bank", "her friends", "the port", "other traders"])
def test_who_speaks_with_others_is_shown_with_them(others: str) -> None:
    (said,) = statements(f"Ada Lund and {others} said it was late.")
    assert (said.speaker, said.role) == (None, f"Ada Lund and {others}")


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Orrin Corp fell. “So it is,” said Skaldic Inc analyst Ada Lund.", "Orrin Corp"),
        ("Orrin Corp fell. “So it is,” said Ada Lund of Skaldic Group.", "Orrin Corp"),
        ("Orrin Corp fell. Clerks had CT scanned the cells.", "Orrin Corp"),
        ("Orrin Corp fell. A boat cost a Tavran Won.", "Orrin Corp"),
        ("Orrin Corp fell. Skaldic said it would pay.", None),
        ("Orrin Corp fell. Orrin said it would pay.", "Orrin Corp"),
        ("Harbour Bank fell. Bank director Ada Lund left.", None),
    ],
)
def test_the_company_is_neither_an_employer_nor_an_acronym_nor_one_of_two(
    before: str, speaker: str | None
) -> None:
    assert voices(f"{before} The company said it was late.")[-1] == speaker


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        # an illness, a ship, a heading, and whom it leaves
        ("At the time, MERVA-21 was no threat. But Quay 4's prospects grew grim.", None),
        ("Orrin Corp fell. But MERVA-21 was no threat.", "Orrin Corp"),
        ("Orrin Corp fell. The L-50's sails are long.", "Orrin Corp"),
        ("Orrin Corp fell. VOLUME GROWTH, PIER SALE", "Orrin Corp"),
        # a deal, a pair of currencies, a law
        ("The IPO was late.", None),
        ("TAV/ELL was strong.", None),
        ("The Lakes Care Law passed. It is a law.", None),
        # acronyms that have a share, a spokesman, or a word to say, wherever that stands
        ("LUG was strong. Shares of LUG rose.", "LUG"),
        ("L4G was late. An L4G spokesman left.", "L4G"),
        ("LUG-2 ( LUG.N ) was strong.", "LUG-2"),
        ("LUG was late.", None),
    ],
)
def test_capitals_are_the_company_only_where_they_have_what_firms_have(
    before: str, speaker: str | None
) -> None:
    assert voices(f"{before} The company said it was late.")[-1] == speaker


def test_analysts_behind_a_label_are_no_name() -> None:
    (said,) = statements("It fell <N12> Analysts said it was late.")
    assert (said.speaker, said.role, said.anonymous) == (None, "Analysts", True)


def test_the_bank_is_nobody_who_works_there() -> None:
    assert voices("Bank spokeswoman Ada Lund left. The bank said it was late.") == [None]


@pytest.mark.parametrize(
    ("role", "speaker"),
    [
        ("The chief executive officer", "Ada Lund"),
        ("The bank's chief financial officer", None),
    ],
)
def test_one_chief_officer_is_not_another(role: str, speaker: str | None) -> None:
    text = f"Chief Executive Officer Ada Lund of the Lakes Bank left. {role} said it was late."
    assert voices(text) == [speaker]


def test_a_minister_of_one_country_is_not_anothers() -> None:
    text = "Tides Minister Ada Lund left. “It is late,” the minister of Ellan told clerks."
    assert voices(text) == [None]


def test_a_firm_of_no_name_goes_on_as_it() -> None:
    text = "Orrin Corp fell. The Tavran oil company said it was late. It said it was bad."
    first, second = statements(text)
    assert (first.speaker, first.role) == (None, "The Tavran oil company")
    assert (second.speaker, second.role) == (None, "The Tavran oil company")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Orrin fell. Orrin Apps cost more. Orrin said it was late.", "Orrin"),
        ("Orrin Inc sells Orrin Apps. Orrin said it was late.", "Orrin Inc"),
        ("Orrin Glass Group fell. Orrin said it was late.", "Orrin Glass Group"),
        ("Under a Lund Administration it was late, Lund said.", "Lund"),
    ],
)
def test_a_short_name_is_no_branch_or_product_that_comes_up_later(text: str, speaker: str) -> None:
    assert voices(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A federal clerk left. The Federal Tides Bureau stayed.", "Federal Tides Bureau"),
        ("It was late, said Moody's Lakes Service.", "Moody's Lakes Service"),
        ("The paper of Moody's Ada Lund is late.", "Ada Lund"),
        ("It was late, said Mervyn King. King left.", "Mervyn King"),
        ("Governor Howard Dean left.", "Howard Dean"),
        ("Rival Orrin Airlines left.", "Orrin Airlines"),
        ("Mayor Ada Lund Tuesday announced it.", "Ada Lund"),
        ("It was late, Morgan Stanley said.", "Morgan Stanley"),
    ],
)
def test_a_name_is_whole(text: str, name: str) -> None:
    assert name in [party.name for party in people(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Regulators said it was late.",
        "Employers added jobs, and said it was late.",
        "The Tavra Democrat said it was late.",
        "NEW TAVRA (Reuters) - The company said it was late.",
    ],
)
def test_a_capital_alone_makes_no_speaker(text: str) -> None:
    assert voices(text)[-1] is None


def test_a_member_of_a_party_who_is_not_named_is_anonymous() -> None:
    (one,) = statements("“It is late,” said a Tavra Democrat.")
    assert (one.anonymous, one.role) == (True, "a Tavra Democrat")


def test_a_chairman_may_be_a_woman() -> None:
    text = "Anna Ek came. Chairman Sheila Lund spoke at noon. “It is late,” she said."
    assert voices(text) == ["Sheila Lund"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("It was told to the then Tides Minister Ada Lund.", "the then Tides Minister"),
        ("A clerk met University of Ellan professor Ada Lund.", "University of Ellan professor"),
        ("According to Ada Lund, the head of the port had left, and cried.", None),
    ],
)
def test_a_role_is_told_whole_or_not_at_all(text: str, role: str | None) -> None:
    (ada,) = [party for party in people(text) if party.name == "Ada Lund"]
    assert ada.role_at(0) == role


def test_his_best_friend_is_not_himself() -> None:
    text = "Bo Ek left. “It is late,” said his best friend, Ada Lund."
    assert voices(text) == ["Ada Lund"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # whose bank, whose attorney, which director
        (
            "The Ellan Central Bank met. The Tavran central bank said it was late.",
            ["Tavran central bank"],
        ),
        ("Tavran Tides Minister Ada Lund left. The Ellan tides minister said it was late.", [None]),
        ("Attorney Ada Lund left. Their attorney said it was late.", [None]),
        ("Director Ada Lund left. The director of a glass firm said it was late.", [None]),
        ("Attorney General Ada Lund left. The attorney said it was late.", [None]),
        # a name behind its titles, not somebody of the same trade
        (
            "Port guard Bo Ek left. The chief guard, Brig. Gen. Ada Lund, said it was late.",
            ["Ada Lund"],
        ),
        ("Secretary of State Ada Lund said it was late. She said it was bad.", ["Ada Lund"] * 2),
        # what is no person's name
        ("Sen. Bo Ek, R-Ellan, said it was late. He said it was bad.", ["Bo Ek"] * 2),
        ("Bo Ek left. READ THE FULL TEXT And it was late, he said.", ["Bo Ek"]),
    ],
)
def test_a_description_is_of_one_alone(text: str, speakers: list[str | None]) -> None:
    assert voices(text) == speakers


def test_a_name_that_also_stands_inside_a_sentence_is_whole_at_its_head() -> None:
    text = (
        "A federal clerk met the Federal Tides Chief Ada Lund. Federal Tides Chief Ada Lund left."
    )
    (ada,) = [party for party in people(text) if party.name == "Ada Lund"]
    assert [role for _, role in ada.roles] == ["Federal Tides Chief"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Bank of Tavra Governor Ada Lund said it was late.", ["Ada Lund"]),
        ("Tides Bank of Ellan President Bo Ek said it was late.", ["Bo Ek"]),
        ("Tavra's envoy at the Lakes Council, Ewald Orr, said it was late.", ["Ewald Orr"]),
        ("The editor of the town's official newspaper, Alba Romana, said it was late.", [None]),
        ("Tavra had to leave Orrin Glass and Lund said it was late.", ["Lund"]),
        ("The clerk took over from Bo Ek who said it was bad.", ["Bo Ek"]),
        ("The Lakes Commission met. The agency said it was late.", ["Lakes Commission"]),
        ("Ek & Orr met. The agency said it was late.", [None]),
        ("Standard and Poor's said it was late.", ["Standard and Poor's"]),
    ],
)
def test_who_is_called_by_a_body_speaks_and_not_the_body(
    text: str, speakers: list[str | None]
) -> None:
    assert voices(text) == speakers


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Orrin Motor Works Co fell. Orrin Altair cars burn.", "Orrin Motor Works Co"),
        ("Orrin Glass Lakes Ltd fell. Orrin Mortgage Corp rose.", "Orrin Glass Lakes Ltd"),
        ("The Orrin 320 burns.", "Orrin"),
    ],
)
def test_a_firm_is_the_one_that_was_introduced_first(before: str, speaker: str) -> None:
    assert voices(f"{before} Orrin said it was late.") == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        (
            "The Bank of Ellan met. Orrin left. Orrin paid fines that the bank agreed to pay.",
            None,
            None,
        ),
        ("The Bank of Ellan met. The bank agreed to pay.", "Bank of Ellan", None),
        ("Orrin AG fell. The Tavran bank agreed to pay.", None, "The Tavran bank"),
        ("Orrin AG fell. The group of lenders agreed to pay.", None, "The group of lenders"),
        ("The Government Works Office met. The government agreed to pay.", None, None),
    ],
)
def test_the_bank_is_one_that_no_other_firm_stands_beside(
    text: str, speaker: str | None, role: str | None
) -> None:
    one = statements(text)[-1]
    assert (one.speaker, one.role) == (speaker, role)
