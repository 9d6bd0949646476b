"""Turns of transcripts and interviews: who speaks behind a label, and which labels are nobody's."""

import json
from pathlib import Path

import pytest
from conftest import WordEncoder

from corpus.saying.people import everyone
from corpus.saying.proposals import Proposal
from corpus.saying.statements import statements
from corpus.saying.turns import turns
from corpus.spans import Span
from qa.opening import open_library

HARBOUR = """Senator Ada Lund spoke of the harbour bill with Keld Tapper of Tavra One on Sunday.

TAPPER: Senator, do you support the bill?

SEN. ADA LUND (D-TAVRA): I do. It is long overdue. I said in May that it must pass.

Tapper: And Governor Jo Orr? She told us “never again.”

Lund: She will sign it. She told me, “I will sign it tomorrow.”

The bill goes to the house on Monday.
"""


def said(text: str) -> list[tuple[str, str | None, list[str]]]:
    """Label, speaker and paragraphs of each turn."""
    cast = everyone(text)
    return [
        (
            turn.label.of(text),
            cast.parties[turn.owner].name if turn.owner >= 0 else None,
            [span.of(text) for span in turn.words],
        )
        for turn in turns(text, cast)
    ]


def speakers(text: str) -> list[str | None]:
    return [speaker for _, speaker, _ in said(text)]


def test_each_turn_is_whose_name_its_label_is_short_for() -> None:
    assert said(HARBOUR) == [
        ("TAPPER", "Keld Tapper", ["Senator, do you support the bill?"]),
        (
            "SEN. ADA LUND (D-TAVRA)",
            "Ada Lund",
            ["I do. It is long overdue. I said in May that it must pass."],
        ),
        ("Tapper", "Keld Tapper", ["And Governor Jo Orr? She told us “never again.”"]),
        ("Lund", "Ada Lund", ["She will sign it. She told me, “I will sign it tomorrow.”"]),
    ]


def test_a_turn_is_direct_and_has_its_label_for_a_source() -> None:
    turn = statements(HARBOUR)[1]
    assert (turn.kind, turn.speaker, turn.role) == ("direct", "Ada Lund", "Senator")
    assert [span.of(HARBOUR) for span in turn.source] == ["SEN. ADA LUND (D-TAVRA)"]
    assert [span.of(HARBOUR) for span in turn.cue] == [":"]


def test_what_a_turn_reports_is_no_words_of_its_speaker() -> None:
    found = {statement.content[0].of(HARBOUR): statement for statement in statements(HARBOUR)}
    inner = found["“I will sign it tomorrow.”"]
    assert (inner.speaker, inner.hops) == (None, 2)
    assert "that it must pass" not in found  # "I said" is the turn itself


def test_who_speaks_to_each_other_is_no_he_or_she_there() -> None:
    text = (
        "Keld Tapper met Ada Lund. Governor Jan Orr was ill.\n\nTAPPER: Ada Lund, he said no?\n\n"
        "LUND: He said that it was late. Orr said that it was bad.\n\nTAPPER: And you, Ada?"
    )
    inner = [one for one in statements(text) if one.kind == "indirect"]
    assert {(one.speaker, one.hops) for one in inner} <= {(None, 2), ("Jan Orr", 2)}
    assert ("Jan Orr", 2) in {(one.speaker, one.hops) for one in inner}


def test_a_proposal_that_takes_anothers_label_for_its_source_is_left_out() -> None:
    text = "Keld Tapper met Ada Lund.\n\nTAPPER: Is it shut?\n\nLUND: I do.\n\nTAPPER: And you?"
    shut, do = text.index("Is it"), text.index("I do")
    proposals = [
        Proposal((Span(do, do + 5),), (), (Span(text.index("TAPPER"), shut - 2),)),
        Proposal((Span(shut, shut + 10),), (), (Span(text.index("LUND"), do - 2),)),
    ]
    assert [(one.speaker, one.content[0]) for one in statements(text, proposals)] == [
        ("Keld Tapper", Span(shut, shut + 11)),
        ("Ada Lund", Span(do, do + 5)),
        ("Keld Tapper", Span(text.index("And you"), len(text))),
    ]


def test_words_before_a_label_are_not_its_and_a_turn_is_told_once() -> None:
    text = "Keld Tapper met Ada Lund.\n\nTAPPER: Is it shut?\n\nLUND: I do.\n\nTAPPER: And you?"
    do = text.index("I do")
    proposals = [
        Proposal((Span(0, 25),), (), (Span(text.index("TAPPER"), text.index(": Is")),)),
        Proposal((Span(do, do + 4),), (), ()),
    ]
    assert [(one.speaker, one.content[0].of(text)) for one in statements(text, proposals)] == [
        ("Keld Tapper", "Is it shut?"),
        ("Ada Lund", "I do."),
        ("Keld Tapper", "And you?"),
    ]


def test_a_question_label_names_nobody() -> None:
    text = "Ada Lund left.\n\nQ: Why?\n\nLUND: I had to.\n\nQ: And now?\n\nLUND: I rest."
    assert [party.name for party in everyone(text).parties] == ["Ada Lund"]


@pytest.mark.parametrize(
    ("heads", "whose"),
    [
        (("JAN EK (on camera)", "LUND (voice-over)"), ["Jan Ek", "Ada Lund"]),
        (("Jan Ek (via phone)", "Mayor Ada Lund"), ["Jan Ek", "Ada Lund"]),
        (("EK, Tavra One", "Ada Lund, the mayor"), ["Jan Ek", "Ada Lund"]),
        (("Courier", "Lund"), ["Courier", "Ada Lund"]),
        (("Q", "Lund"), [None, "Ada Lund"]),
        (("Jan Ek", "Ada van der Lund"), ["Jan Ek", "Ada van der Lund"]),
    ],
)
def test_labels_have_titles_brackets_and_the_outlets_name(
    heads: tuple[str, str], whose: list[str | None]
) -> None:
    ask, answer = heads
    text = (
        f"Ada Lund met Jan Ek.\n\n{ask}: Is it shut?\n\n{answer}: It is, I fear.\n\n"
        f"{ask}: Will you open it?\n\n{answer}: In May."
    )
    assert speakers(text) == whose * 2


def test_nobody_needs_to_be_named_outside_the_labels() -> None:
    assert speakers(HARBOUR.partition("\n\n")[2]) == ["Tapper", "ADA LUND"] * 2


def test_a_moderator_asks_and_is_nobody_known() -> None:
    text = (
        "MODERATOR: Good evening. Mayor Ada Lund, will you go first?\n\nLUND: I will.\n\n"
        "MODERATOR: And Jan Ek?\n\nEK: I will not.\n\nMODERATOR: Why not?"
    )
    assert speakers(text) == [None, "Ada Lund", None, "Jan Ek", None]


def test_a_link_in_capitals_is_not_whom_he_means() -> None:
    text = (
        "Jan Orr fell ill. Orr lay down. Orr rose.\n\nLUND: Boats are slow\n\n"
        "MORE: Ships are slow\n\nPhoto: A boat\n\n“I was ill,” he said. Adam Lund is a columnist."
    )
    assert [one.speaker for one in statements(text)] == ["Jan Orr"]


def test_a_rare_name_is_a_persons_where_its_last_word_goes_on() -> None:
    text = (
        "WEJA DRANG: Is it shut?\n\nKULO FENN: It is, I fear.\n\nDRANG: And now?\n\nFENN: We wait."
    )
    assert speakers(text) == ["WEJA DRANG", "KULO FENN"] * 2


def test_a_label_may_have_a_line_of_its_own_or_no_space_behind_it() -> None:
    text = (
        "Ada Lund:\n\nIs it shut, Jan?\n\nJan Ek:\n\nIt is, and I am sorry.\n\n"
        "Ada Lund:Will you open it?\n\nJan Ek:\n\nIn May."
    )
    assert [(head, words) for head, _, words in said(text)] == [
        ("Ada Lund", ["Is it shut, Jan?"]),
        ("Jan Ek", ["It is, and I am sorry."]),
        ("Ada Lund", ["Will you open it?"]),
        ("Jan Ek", ["In May."]),
    ]


@pytest.mark.parametrize(
    ("more", "is_more"),
    [
        ("The ships wait at the pier, and so do many boats of other ports.", True),
        ("You see the ships.", True),
        ("The hall fell silent.", False),
        ("Ek laughed at that.", False),  # the outlet tells of him
        ("(The ships wait at the pier, and so do many boats of other ports.)", False),
        ("* * * * * * * * * *", False),
        ("The ships that wait at the pier and the boats of Tavra", False),  # a heading
        ("THE SHIPS WAIT AT THE PIER, AND SO DO MANY BOATS.", False),
        ("More of it: The ships wait at the pier, and so do many boats.", False),
        ("“The ships wait at the pier, and so do many boats of other ports.”", False),
    ],
)
def test_a_turn_goes_on_until_somebody_else_may_speak(more: str, is_more: bool) -> None:
    text = f"LUND: Is it?\n\nJAN EK: I think so.\n\n{more}\n\nADA LUND: And you?\n\nEK: Me too."
    assert said(text)[1][2] == ["I think so.", more][: 1 + is_more]


def test_behind_a_label_without_words_another_speaks() -> None:
    text = "Ada Lund met Jan Ek.\n\nLUND: Is it?\n\nEK:\n\nLUND: I see.\n\nEK: I do."
    assert [(head, words) for head, _, words in said(text)] == [
        ("LUND", ["Is it?"]),
        ("LUND", ["I see."]),
        ("EK", ["I do."]),
    ]


def test_behind_the_last_turn_nothing_goes_on() -> None:
    text = "ADA LUND: Is it?\n\nJAN EK: I do. Jan Ek does.\n\nLUND: Why?\n\nThe ships wait."
    assert said(text)[-1] == ("LUND", "ADA LUND", ["Why?"])


ANSWERS = "\n\nQ: Why?\n\nA: I had to.\n\nQ: And now?\n\nA: I rest."


@pytest.mark.parametrize(
    ("lead", "whose"),
    [
        ("Ada Lund has left the port.", "Ada Lund"),
        ("Ada Lund has left the port to Jan Ek.", None),
        ("Jan Ek and Ada Lund left. This is an interview with Ada Lund.", "Ada Lund"),
        ("By Ada Lund\n\nThe port has a new head.", None),
        ("The port has a new head.", None),
        ("The Quay Index rose.", None),  # which may be nobody
        ("Imre Okonjo wrote the life of Ada Lund.", None),  # whose answers may be either's
    ],
)
def test_an_answer_is_of_who_is_interviewed_without_doubt(lead: str, whose: str | None) -> None:
    found = [None, whose, None, whose] if whose else []
    assert speakers(f"{lead}{ANSWERS}") == found


@pytest.mark.parametrize(
    ("headline", "whose"),
    [
        ("Q&A with Ada Lund", "Ada Lund"),
        ("Interview: Ada Lund on the port", "Ada Lund"),
        ("Ada Lund leaves: Q&A with her lawyer", None),
        ("Q&A: Ada Lund and Jan Ek", None),
        ("Q&A with Ada Lund’s brother", None),
        ("Q&A with Ada Lund’s brother Jan Ek", "Jan Ek"),
        ("Interview: Ada Lund, who wrote ‘Ek’s ships’", "Ada Lund"),
        ("Interview: Jan Ek must go", None),  # says who is asked
        ("Lund interview: Jan Ek on the port", None),
        ("Ada Lund leaves", None),
    ],
)
def test_an_answer_is_of_whom_the_headline_has_an_interview_with(
    headline: str, whose: str | None
) -> None:
    text = f"Ada Lund has left the port to Jan Ek.{ANSWERS}"
    found = [None, whose, None, whose] if whose else []
    assert [one.speaker for one in statements(text, headline=headline)] == found


@pytest.mark.parametrize(
    ("headline", "whose"),
    [
        ("Interview: Lund, the mayor", "Ada Lund"),
        ("Q&A with Mayor Lund", "Ada Lund"),
        ("Q&A with her lawyer", None),
        ("Q&A with Jan Lund", None),
        ("Q&A with Ada Lundy", None),
        (f"Q&A with {'a man, ' * 50}Ada Lund", None),
        ("Q&A with Ada Lund’s brother", None),
    ],
)
def test_whom_the_text_names_alone_gives_no_answers_in_an_interview_with_another(
    headline: str, whose: str | None
) -> None:
    found = [None, whose, None, whose] if whose else []
    text = f"Ada Lund has left the port.{ANSWERS}"
    assert [one.speaker for one in statements(text, headline=headline)] == found


def test_an_answer_by_name_tells_whose_the_others_are() -> None:
    text = (
        "Jan Ek asked Ada Lund.\n\nQuestion: Why?\n\nLund: I had to.\n\nQ. And now?\n\nA. I rest."
    )
    assert speakers(text) == [None, "Ada Lund", None, "Ada Lund"]


def test_who_asks_by_name_is_not_whose_the_answers_are() -> None:
    answers = "A: I had to.\n\nQ: And now?\n\nA: I rest."
    assert speakers(f"Ada Lund asked.\n\nAda Lund: Why?\n\n{answers}") == ["Ada Lund", None]
    assert speakers(f"Ada Lund asked.\n\nLUND: Why?\n\n{answers}") == ["Ada Lund", None]


def test_a_list_of_questions_and_answers_is_nobodys() -> None:
    text = (
        "Mayor Ada Lund opens the pier.\n\nQ: When does it open?\n\nA: It opens at noon.\n\n"
        "Q: What does it cost?\n\nA: Nothing at all."
    )
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        # facts
        "Mayor Ada Lund opens it.\n\nCost: $5 for you.\n\nLocation: Tavra.\n\nCost: $4 for us.\n\n"
        "Location: Ellan, as we said.",
        "Ada Lund: 61.\n\nPhoto: Jan Ek.\n\nRead more: How we count.\n\nPhoto: Ada Lund for us.",
        "Background: You know it.\n\nWhy it matters: We do not.\n\nBackground: I know Ada Lund.\n\n"
        "Why it matters: You see.",
        "Ada Lund tells the cost.\n\nAda Lund: I do.\n\nCost: You pay.\n\nAda Lund: I see.\n\n"
        "Cost: We pay.",
        "Ada Lund: I think so.\n\nTavra Weather: Will you swim?\n\nAda Lund: I do.",
        "Ada Lund: I see.\n\nPort Office: We open.\n\nAda Lund: I do.\n\nPort Office: We shut.",
        "Ada Lund: I see.\n\nWhy Ships: You ask?\n\nAda Lund: I do.\n\nWhy Ships: Will we?",
        "About Ada Lund: I see.\n\nAbout Jan Ek: Do you?\n\nAbout Ada Lund: I do.",
        "Ada Lund: I see.\n\nTavra Port Loses Its Last Ship: Will we?\n\nAda Lund: I do.\n\n"
        "Tavra Port Loses Its Last Ship: Will you?",
        "The Port Office met. The Port Office shut.\n\nAda Lund: I see.\n\n"
        "Port Office: Will you?\n\nAda Lund: I do.",
        # a recipe
        "Ada Lund's bread\n\nServes: You and 4 more.\n\nFlour: 500 g, if you can.\n\n"
        "Method: Knead it as I do.",
        # a schedule, times of a live blog, verses
        "10:30: Ada Lund speaks to us.\n\n11:00: You may ask.\n\n10:30: Ada Lund speaks to us.",
        "Monday: We meet Ada Lund.\n\nTuesday: You rest.\n\nMonday: We meet Jan Ek.",
        "John 3:16 I came.\n\nLuke 2:11 You came.\n\nJohn 3:17 I came.",
        "Ada Lund, 10:30 I came.\n\nMary Ek, 10:45 Did you?\n\nAda Lund, 11:00 I did.",
        # credits, forecasts, figures
        "Ada Lund: Captain Orr.\n\nJan Ek: The cook, as you know.\n\nJo Marr: My aunt.",
        "Ada Lund: Rovers 3, Tavra 1.\n\nJan Ek: Rovers 2.\n\nAda Lund: Tavra 1.\n\nJan Ek: None.",
        "Ada Lund: 45 %\n\nJan Ek: 43 %\n\nAda Lund: 44 %, said you\n\nJan Ek: 42 %, said we",
        "Ada Lund: Rovers 3, Tavra 1.\n\nMary Ek: Rovers 2.\n\nAda Lund: Tavra 1.",
        "Quay Index: up, you see.\n\nTavra 30: down.\n\nQuay Index: We rose.\n\nTavra 30: I fell.",
        "Rovers: They won ten.\n\nTavra: They lost.\n\nRovers: Ada Lund scored.\n\nTavra: No.",
        # headlines, and words in quotation marks, which other rules give to their speaker
        "Lund: I will go\n\nEk: You will not\n\nAda Lund: I will\n\nJan Ek: We shall see",
        "Ada Lund: “I will go.”\n\nJan Ek: “You will not.”\n\nAda Lund: “I will.”",
        "Ada Lund: “I will go.”\n\nMary Ek: Will you?\n\nAda Lund: “I will.”\n\nMary Ek: You will.",
        # an answer first, and answers far from whom the text begins with
        "Ada Lund has left.\n\nA: I had to.\n\nQ: Why?\n\nA: I rest.",
        "Ada Lund has left.\n\n" + "It is shut.\n\n" * 400 + "Q: Why?\n\nA: I had to.\n\nQ: Why?",
        # too far apart
        "Ada Lund: I go.\n\nMary Ek: Do you?\n\n" + "It is shut.\n\n" * 12 + "Ada Lund: I do.",
        # two of whom nobody comes back, one who speaks alone
        "Ada Lund: I will go.\n\nJan Ek: Will you?\n\nJo Orr: We shall see.",
        "Ada Lund: I will go.\n\nAda Lund: Will you?\n\nAda Lund: We shall see.",
        # nobody is known for a person, and who is not comes back
        "Keld Ek: Is it?\n\nAda Lund: I think so.\n\nImre Orr: Why?",
        "Summer: I like it.\n\nWinter: Do you?\n\nSummer: I do.\n\nWinter: We shall see.",
    ],
)
def test_facts_lists_and_headlines_are_nobodys_turns(text: str) -> None:
    assert said(text) == []


def test_a_name_in_capitals_before_a_colon_is_no_acronym_where_somebody_bears_it() -> None:
    text = "Ada Lund came.\nLUND: It is shut.\nTPA: It is not.\nSEN. LUND (laughing): I see."
    cast = everyone(text)
    assert [
        (m.name, cast.parties[o].name) for m, o in zip(cast.mentions, cast.owners, strict=True)
    ][:3] == [("Ada Lund", "Ada Lund"), ("LUND", "Ada Lund"), ("TPA", "TPA")]
    assert cast.parties[cast.owners[-1]].name == "Ada Lund"


def test_two_lines_in_capitals_make_no_transcript() -> None:
    cast = everyone("Ada Lund came.\nLUND: It is shut.\nLUND: It is not.")
    assert [(party.name, party.kind) for party in cast.parties][1:] == [("LUND", "body")]


def test_a_library_checks_lists_and_tells_turns(tmp_path: Path) -> None:
    article = {"title": "Bill", "source": "Quay Post", "date": "2025-09-09", "text": HARBOUR}
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps(article) + "\n")
    encoder = WordEncoder()
    with open_library(tmp_path / "library", create=True, encoder=encoder) as library:
        library.add(path)
        own = library.check("It is long overdue.", speaker="Ada Lund")
        told = library.check("I will sign it tomorrow.", speaker="Ada Lund")
        quotes = library.quotes(speaker="Ada Lund").quotes
        found = library.ask("What did Ada Lund say about the bill?").passages
    assert (own.class_, own.speaker_matches) == ("verbatim", True)
    assert (told.class_, told.speaker_matches) == ("verbatim", None)
    assert [quote.text for quote in quotes] == [
        "I do. It is long overdue. I said in May that it must pass.",
        "She will sign it. She told me, “I will sign it tomorrow.”",
    ]
    assert "It is long overdue." in found[0].text
