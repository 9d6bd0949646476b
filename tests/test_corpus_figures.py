"""Figures in a text: numbers with their units as exact spans, and numbers that are no figures."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.english.events import dimensions, events
from corpus.figures.claims import counted_by, is_being_verified, named_beside
from corpus.figures.corrections import corrections, printed_before
from corpus.figures.find import find
from corpus.figures.numbers import numbers
from corpus.spans import Span


def _figures(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """Each figure as printed, with value, upper value and unit."""
    return [
        (
            mention.span.of(text),
            None if mention.value is None else f"{mention.value:f}",
            None if mention.upper is None else f"{mention.upper:f}",
            mention.unit,
        )
        for mention in find(text)
    ]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("About 1,200 people left.", ("About 1,200 people", "1200", None, "people")),
        ("some 31,000 vehicles a day", ("some 31,000 vehicles", "31000", None, "vehicles")),
        ("260 Old Quay residents stayed", ("260 Old Quay residents", "260", None, "residents")),
        ("It cost 103 million crowns.", ("103 million crowns", "103000000", None, "crowns")),
        ("worth $150 million a year", ("$150 million", "150000000", None, "dollars")),
        ("a debt of £2.3bn", ("£2.3bn", "2300000000", None, "pounds")),
        ("fell by 7.2 percent", ("7.2 percent", "7.2", None, "percent")),
        ("fell by 12% in May", ("12%", "12", None, "percent")),
        ("Seventeen cracks were found", ("Seventeen cracks", "17", None, "cracks")),
        ("one thousand three hundred and ten men", (
            "one thousand three hundred and ten men", "1310", None, "men")),
        ("half a million crowns", ("half a million crowns", "500000", None, "crowns")),
        ("nearer a hundred, with luck", ("nearer a hundred", "100", None, None)),
        ("two dozen boats", ("two dozen boats", "24", None, "boats")),
        ("50 to 60 boats", ("50 to 60 boats", "50", "60", "boats")),
        ("50-60 boats", ("50-60 boats", "50", "60", "boats")),
        ("between 1,200 and 1,450 people", (
            "between 1,200 and 1,450 people", "1200", "1450", "people")),
        ("50 to 60 thousand crowns", ("50 to 60 thousand crowns", "50000", "60000", "crowns")),
        ("37 of its 140 members", ("37 of its 140 members", "37", None, "members")),
        ("as many as 2,000 walkers", ("as many as 2,000 walkers", "2000", None, "walkers")),
        ("the 1,140-metre bridge", ("1,140-metre", "1140", None, "metre")),
        ("12 policemen died", ("12 policemen", "12", None, "policemen")),
        ("some 40 fisherwomen came", ("some 40 fisherwomen", "40", None, "fisherwomen")),
        ("3 specimen jars", ("3 specimen jars", "3", None, "jars")),
        ("118 contract staff", ("118 contract staff", "118", None, "staff")),
        ("hundreds of walkers came", ("hundreds of walkers", None, None, "walkers")),
        ("It is far less than the figure claimed by the union.", (
            "far less than the figure claimed by the union", None, None, None)),
        ("The figure of 530 counts them all.", ("530", "530", None, None)),
        ("a 447-foot-long bridge", ("447-foot", "447", None, "foot")),
        ("Orr is 6-foot-5", ("6", "6", None, None)),
        ("the 31 other teams", ("31 other teams", "31", None, "teams")),
        ("about 1950 boats left", ("about 1950 boats", "1950", None, "boats")),
        ("the 1500-metre race", ("1500-metre", "1500", None, "metre")),
        ("one of hundreds presented", ("hundreds", None, None, None)),
        ("scores of boats", ("scores of boats", None, None, "boats")),
        ("for 25 hours and 5 minutes", ("25 hours and 5 minutes", "1505", None, "minutes")),
        ("its 24-hour, 18-minute siege", ("24-hour, 18-minute", "1458", None, "minute")),
        ("between 2.9 feet and 5.4 feet", (
            "between 2.9 feet and 5.4 feet", "2.9", "5.4", "feet")),
        ("more than half of the pilots", ("more than half", "50", None, "percent")),
        ("nearly three-quarters of them", ("nearly three-quarters", "75", None, "percent")),
        ("a third of all mussels", ("a third", None, None, "percent")),
    ],
)  # fmt: skip
def test_a_figure(text: str, figure: tuple[str, str | None, str | None, str | None]) -> None:
    assert _figures(text)[0] == figure


@pytest.mark.parametrize(
    "text",
    [
        "The Mega Millions jackpot grew.",
        "on Sept. 29",
        "on 29 September",
        "on the 28th, the first time",
        "in 2022, and since 1953",
        "at 11:20 p.m.",
        "at 6 a.m.",
        "by four in the morning",
        "at two o’clock",
        "Perpetua Grange, 81, was there",
        "a boy aged 7",
        "her 81-year-old aunt",
        "Bus 22 runs",
        "Court of Article 7",
        "the COVID-19 ward",
        "No one of them spoke.",
        "flat 3b",
        "http://pier.example/2024/17",
        "the 2014 graduates",
        "He is a 2018 graduate of Tavra High.",
        "the Quay’s 2025 Ferry Games",
        "the 2021-22 season",
        "the second half of the season",
        "a quarter of a century",
        "on the Fourth of July",
        "the eastern half of the town",
        "She scores again.",
    ],
)
def test_a_number_that_is_no_figure(text: str) -> None:
    assert _figures(text) == []


def test_from_one_to_another_are_two_figures() -> None:
    assert [figure[1] for figure in _figures("It rose from 12 boats to 14 boats.")] == ["12", "14"]
    assert [figure[1] for figure in _figures("They voted by 19 to 14.")] == ["19", "14"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a 600-pound tuna", "things"),
        ("7.2 million pounds of ham", "things"),
        ("a 5 million-pound loan", "money"),
        ("5 million pounds in cash", "money"),
        ("3 billion pounds of debt", "money"),
        ("33 hospitalizations", "people"),
    ],
)
def test_the_kind_of_a_figure(text: str, kind: str) -> None:
    (mention,) = find(text)
    assert mention.kind == kind


@given(st.text(alphabet="0123456789,.$£ -–toandmillion hundredofpeople\n", max_size=60))
def test_every_figure_stands_where_it_says(text: str) -> None:
    for mention in find(text):
        assert mention.span.covers(mention.number)
        assert mention.span.end <= len(text)
    spans = [number.span for number in numbers(text)]
    assert spans == sorted(spans)
    assert not any(one.overlaps(other) for one, other in pairwise(spans))


@given(st.integers(1, 10**12))
def test_a_number_with_commas_has_its_value(value: int) -> None:
    (number,) = numbers(f"It is {value:,} in all.")
    assert number.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "number", "who"),
    [
        ("The fire service’s figure of 1,310 is based on names.", "1,310", "The fire service"),
        ("It rejects a figure of 530 given by the Glassworkers' Union, it says.", "530",
         "the Glassworkers' Union"),
        ("It was measured by surveyors at 34 metres.", "34", "surveyors"),
        ("The works, by the union’s own estimate of 86 million, are dear.", "86 million",
         "the union"),
        ("A report of about 90, which we did not print, was an estimate made by police.", "90",
         "police"),
        ("The figure of 90 was given to our reporter at night by a volunteer who counted.", "90",
         "a volunteer"),
        ("It was 900 crowns, given to each by Friday.", "900", None),
        ("It is not the 90 million claimed by the pension boards.", "90 million",
         "the pension boards"),
        ("Of that, 90 million was released by the port administration.", "90 million", None),
        ("It is the first of 12 songs released by a girl group.", "12", None),
        ("It closed 12 piers.", "12", None),
    ],
)  # fmt: skip
def test_who_is_named_beside_a_figure(text: str, number: str, who: str | None) -> None:
    at = text.index(number)
    found = named_beside(text, Span(0, len(text)), Span(at, at + len(number)))
    assert (found.of(text) if found else None) == who


def test_who_counts() -> None:
    text = "The town is angry. Organisers counted 740 bowls."
    found = counted_by(text, Span(19, len(text)), Span(38, 41))
    assert found is not None
    assert found.of(text) == "Organisers"


@pytest.mark.parametrize(
    ("text", "number", "who"),
    [
        ("The bill is expected to add 3 million crowns.", "3 million", None),
        ("The bill would put more than 3 million crowns toward piers.", "3 million", None),
        ("Iskarl put 150,000 sailors on alert.", "150,000", None),
        ("The port put the loss at 150,000 crowns.", "150,000", "The port"),
        ("More sailors filed claims than before, with the number put up to 90.", "90", None),
        ("New estimates indicate that 90 came.", "90", None),
        ("A man familiar with the port estimates that it spent 90 crowns.", "90",
         "A man familiar with the port"),
        ("But the Committee for a Quiet Harbour estimated in May that 90 came.", "90",
         "the Committee for a Quiet Harbour"),
        ("The Ferry Association estimates that the closing of the long pier at Ostmark could cost "
         "the town 90 crowns.", "90", "The Ferry Association"),
        ("Data from the Harbour Office shows that 90 came.", "90", "Data from the Harbour Office"),
        ("The flood shows that 90 is too few.", "90", None),
        ("The ferry has an estimated 90 seats.", "90", None),
        ("Most sailors don’t expect 90 to come.", "90", None),
        ("The Quay Bank upgraded its growth estimate to 90 crowns.", "90", None),
        ("The Office of Trade and Ports estimates that 90 came.", "90",
         "The Office of Trade and Ports"),
        ("Work is going on and the port expects to have 90 piers.", "90", "the port"),
        ("Orr at Quay Research estimates that 90 came.", "90", "Orr at Quay Research"),
        ("Lund claimed the last points, and led by 90.", "90", None),
        ("Drink claims the lives of many, and is to blame for 90.", "90", None),
        ("The worst storm in Tavra claimed at least 90 lives.", "90", None),
        ("The port claimed 90 lives were saved.", "90", "The port"),
    ],
)  # fmt: skip
def test_who_is_the_subject_that_counts(text: str, number: str, who: str | None) -> None:
    at = text.index(number)
    found = counted_by(text, Span(0, len(text)), Span(at, at + len(number)))
    assert (found.of(text) if found else None) == who


@pytest.mark.parametrize(
    ("text", "verified"),
    [
        ("The port said it is working to verify speculation that Ellan sent back 40 men.", True),
        ("The port is checking whether about 40 men left.", True),
        ("The port could not immediately confirm reports of 40 men.", True),
        ("The port has not verified if 40 men left.", True),
        ("The port confirmed that 40 men left.", False),
        ("The port is checking whether Orr left, and said 40 men stayed.", False),
        ("The port, checking whether Orr left and adding that 40 men stayed, closed.", False),
        ("The port checks 40 men.", False),
    ],
)
def test_who_verifies_a_figure_claims_nothing(text: str, verified: bool) -> None:
    at = text.index("40")
    assert is_being_verified(text, Span(0, len(text)), Span(at, at + 2)) is verified


def test_what_corrects() -> None:
    plain = "The works closed.\n\nForty jobs went."
    assert corrections(plain, "Works close") == []
    assert corrections(plain, "Correction: the works") == [Span(0, len(plain))]
    text = "The works closed.\n\nCorrection: A report said 480 jobs; there were 412."
    assert [span.of(text) for span in corrections(text, None)] == [text[19:]]
    text = "The pier is long.\n\nIts width has since been measured at 34 metres."
    assert [span.of(text) for span in corrections(text, None)] == [text[19:]]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("We said that 480 jobs would go.", True),
        ("A report in the Courier on May 2 put it at 480.", True),
        ("The caption of a picture gave it as 480.", True),
        ("The number evacuated was 412, not 480.", True),
        ("The article wrongly included 480 who had left.", True),
        ("The number is 412; we printed 480.", True),
        ("The works employed 480.", False),
        ("The fire service’s report said that 480 had left.", False),  # which the outlet got wrong
        ("A report by the fire service put it at 480.", False),
        ("The fire service, which checked every name, counted 480.", False),
        ("An earlier version named the wrong works. It has 480 workers.", False),
    ],
)
def test_which_figure_had_been_printed(text: str, printed: bool) -> None:
    at = text.index("480")
    clause = Span(text.rfind(". ", 0, at) + 1, len(text))
    assert printed_before(text, clause, Span(at, at + 3)) is printed


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("They were sent back home", {"return"}),
        ("2,000 are detained and face the risk of being deported", {"detain"}),
        ("Police feared deaths", set()),
        ("The flood drove 1,450 people from their beds", {"evacuate"}),
        ("It was a quiet night", set()),
        ("33 hospitalizations", {"sicken"}),
        ("a ferry carrying 40 people", {"board"}),
    ],
)
def test_what_happened(text: str, families: set[str]) -> None:
    assert events(text) == families


def test_what_is_measured() -> None:
    assert dimensions("How wide was it?") == dimensions("its width was 3 metres") == {"wide"}
    assert dimensions("a core 40 centimetres thinner") == {"thick"}
