"""Whom "the president", "the agency" and "the company" take up again, and when nobody is sure."""

import pytest

from corpus.saying.statements import statements


def last_of(text: str) -> tuple[str | None, str | None]:
    found = statements(text)[-1]
    return found.speaker, found.role


def test_a_name_behind_how_a_sentence_begins_has_no_role_of_it() -> None:
    text = "Ada Lund was ill. According to the local sheriff, Lund had slept in the boat."
    assert last_of(text) == (None, "the local sheriff")
    assert last_of("It sank, according to the sheriff, Ada Lund.") == ("Ada Lund", "the sheriff")


@pytest.mark.parametrize(
    "other", ["former President Ada Lund", "Vice President Ada Lund", "ex-President Ada Lund"]
)
def test_the_president_is_not_who_was_or_is_only_vice_president(other: str) -> None:
    text = f"President Bo Ek met {other}. The president said it was late."
    assert last_of(text)[0] == "Bo Ek"


def test_an_officer_of_another_post_is_not_meant() -> None:
    text = (
        "Ada Lund, chief financial officer of Acme Corp, left. "
        "The chief academic officer said it fell."
    )
    assert last_of(text)[0] is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Boats sank, said Tavra's rescue agency.", None),
        ("Boats sank, and a rescue agency came.", None),
        ("Boats sank near its office.", "Lakes Port Agency"),
    ],
)
def test_a_body_that_comes_up_between_leaves_it_open(text: str, speaker: str | None) -> None:
    text = f"The Lakes Port Agency sent a letter. {text} The agency said five were hurt."
    assert last_of(text)[0] == speaker


def test_what_a_body_is_called_in_commas_is_its_own() -> None:
    text = "Lakes Air, an airline, flew on. The airline said it was late."
    assert last_of(text)[0] == "Lakes Air"


@pytest.mark.parametrize(
    ("between", "speaker"),
    [
        ("Zentro grew. Zentro's sales rose.", None),
        ("They rose in Oldhaven, and Oldhaven's shops were full.", "Acme Corp"),
        ("They rose in Oldhaven. Oldhaven's shops were full.", "Acme Corp"),
    ],
)
def test_another_firm_that_is_told_of_since_leaves_the_company_open(
    between: str, speaker: str | None
) -> None:
    text = f"Acme Corp sold boats. {between} The company said it would hire."
    assert last_of(text)[0] == speaker


def test_the_official_is_the_one_who_hides() -> None:
    text = (
        "An official said it sank. Bo Ek said it fell. Ada Lund, a port official, left. It rained. "
        "The official said no boat came."
    )
    assert last_of(text) == (None, "The official")


@pytest.mark.parametrize("noun", ["airline", "club", "network"])
def test_another_of_its_sort_that_spoke_since_leaves_it_open(noun: str) -> None:
    text = f"Lakes {noun.title()} closed. {{}} The {noun} said it fell."
    assert last_of(text.format("Rain fell."))[0] == f"Lakes {noun.title()}"
    assert last_of(text.format("“We grew,” said Elst."))[0] is None


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("It rained in Oldhaven City.", "agency"),
        ("The University of Tides closed a hall.", "group"),
        ("The City of Oldhaven closed a hall.", "organization"),
        ("CNN closed a hall.", "group"),
        ("Airlines closed a hall.", "group"),
    ],
)
def test_a_place_or_an_outlet_is_no_agency_and_no_group(text: str, noun: str) -> None:
    assert last_of(f"{text} The {noun} said it fell.")[0] is None


@pytest.mark.parametrize(
    ("name", "noun", "meant"),
    [
        ("Oldhaven School Board", "school", False),
        ("Oldhaven School Board", "board", True),
        ("Oldhaven School", "school", True),
        ("City of Oldhaven", "city", True),
        ("Oldhaven City Council", "city", False),
    ],
)
def test_where_a_body_is_is_not_what_it_is(name: str, noun: str, meant: bool) -> None:
    text = f"The {name} closed a hall. The {noun} said it fell."
    assert last_of(text)[0] == (name if meant else None)


@pytest.mark.parametrize(
    ("name", "between", "meant"),
    [
        ("Marrow Trust", "Rain fell.", True),
        ("Marrow Trust", "Rain fell. Boats sank.", False),
        ("Marrow Trust", "“It fell,” Marrow Trust said. Rain fell. Boats sank. Snow fell.", True),
        ("Marrow Group", "Rain fell. Boats sank. Snow fell.", True),
    ],
)
def test_the_group_is_near_by_or_spoke_last_or_is_called_so(
    name: str, between: str, meant: bool
) -> None:
    text = f"{name} closed a hall. {between} The group said it was late."
    assert last_of(text)[0] == (name if meant else None)


@pytest.mark.parametrize(
    ("sentences", "judge", "speaker"),
    [
        (20, "judge", "Bo Ek"),
        (40, "judge", None),
        (40, "Oldhaven judge", "Bo Ek"),
        (40, "judge of Oldhaven", "Bo Ek"),
    ],
)
def test_the_judge_is_not_who_was_named_far_back(
    sentences: int, judge: str, speaker: str | None
) -> None:
    text = f"Oldhaven judge Bo Ek left.{' Rain fell.' * sentences} The {judge} said it fell."
    assert last_of(text)[0] == speaker


@pytest.mark.parametrize(
    ("spoke", "sentences", "meant"),
    [("", 8, True), ("", 12, False), (" “It fell,” said the Oldhaven Committee.", 12, True)],
)
def test_the_committee_far_back_is_one_that_has_spoken(
    spoke: str, sentences: int, meant: bool
) -> None:
    text = (
        f"The Oldhaven Committee met.{spoke}{' Rain fell.' * sentences} The committee said it fell."
    )
    assert last_of(text)[0] == ("Oldhaven Committee" if meant else None)


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Mayor Ada Lund said she had met Bo Ek, the mayor of Elst.", "Ada Lund"),
        ("Ada Lund said she had met Bo Ek, the mayor of Elst.", "Bo Ek"),  # she is no mayor
        ("Mayor Ada Lund said so. Bo Ek, the mayor of Elst, left.", "Bo Ek"),
    ],
)
def test_the_mayor_is_the_one_whom_a_sentence_is_about(before: str, speaker: str) -> None:
    text = f"{before} It was late. “It is shut,” the mayor said."
    assert [one.speaker for one in statements(text)][-1] == speaker


@pytest.mark.parametrize(
    ("before", "speaker"),
    [("Elst Glass Inc grew.", "Elst Glass Inc"), ("It was hot. It was dry.", None)],
)
def test_the_company_of_an_article_is_the_one_that_opens_it(
    before: str, speaker: str | None
) -> None:
    named = "" if speaker else " Elst Glass Inc grew."
    text = f"{before}{named}{' It was wet.' * 5} The company said it was late."
    assert last_of(text)[0] == speaker
