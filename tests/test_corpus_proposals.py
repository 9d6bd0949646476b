"""What a tagger proposes, joined with the statements that the rules find."""

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.saying.proposals import Proposal
from corpus.saying.statements import statements
from corpus.spans import Span


def spans(text: str, *parts: str) -> tuple[Span, ...]:
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


def test_a_quotation_is_not_cut_by_a_proposal() -> None:
    text = "“The pier will hold, and it will stand,” Ada Lund said in Ellan."
    cut = Proposal(spans(text, "The pier will hold"), spans(text, "said in"), spans(text, "Ellan"))
    (found,) = statements(text, [cut])
    assert [span.of(text) for span in found.content] == ["“The pier will hold, and it will stand,”"]
    assert [span.of(text) for span in (*found.cue, *found.source)] == ["said in", "Ellan"]


def test_two_statements_of_the_rules_in_one_proposal_are_one() -> None:
    text = "Ada Lund said the pier would hold. She added that it was old."
    wide = Proposal(
        spans(text, "the pier would hold. She added that it was old"), (), spans(text, "Ada Lund")
    )
    (found,) = statements(text, [wide])
    assert (found.content, found.speaker) == (wide.content, "Ada Lund")


def test_a_source_inside_a_quotation_is_not_who_says_it() -> None:
    text = "“Lund told me that the pier would hold,” Bo Ek recalled."
    inner = Proposal(spans(text, "that the pier would hold"), (), spans(text, "Lund"))
    (found,) = statements(text, [inner])
    assert [span.of(text) for span in found.source] == ["Bo Ek"]
    assert found.speaker == "Bo Ek"


def test_a_quotation_goes_with_the_cue_of_its_own_sentence() -> None:
    text = (
        "“The pier is old,” Ada Lund said.\n\n“It is no older than the port,” Tobias Marr replied."
    )
    both = spans(text, "“The pier is old,”") + spans(text, "“It is no older than the port,”")
    wide = Proposal(both, spans(text, "said"), spans(text, "Ada Lund"))
    assert [(one.speaker, one.content) for one in statements(text, [wide])] == [
        ("Ada Lund", both[:1]),
        ("Tobias Marr", both[1:]),
    ]


def test_what_is_beside_a_quotation_goes_before_another_voice_of_the_sentence() -> None:
    text = "“The pier will hold,” Ada Lund said, according to notes of a talk with the port."
    notes = "notes of a talk with the port"
    other = Proposal(
        spans(text, "“The pier will hold,”"), spans(text, "according to"), spans(text, notes)
    )
    assert [one.speaker for one in statements(text, [other])] == ["Ada Lund"]


def test_a_verb_inside_a_quotation_is_no_cue_of_it() -> None:
    text = "“The storm just proved that the pier is weak.” — Ada Lund"
    inner = Proposal(
        spans(text, "that the pier is weak"), spans(text, "just proved"), spans(text, "The storm")
    )
    (found,) = statements(text, [inner])
    assert (found.kind, found.speaker) == ("direct", "Ada Lund")


def test_who_speaks_within_anothers_words_is_no_he_behind_them() -> None:
    text = (
        "Tobias Marr, head of the port, recently pointed out that Gideon Astrup, the mayor, came "
        "and emphasized the need for a pier. He criticized the “limits of what towns can pay.”"
    )
    need = Proposal(
        spans(text, "the need for a pier"), spans(text, "emphasized"), spans(text, "Gideon Astrup")
    )
    limits = Proposal(
        spans(text, "the “limits of what towns can pay.”"),
        spans(text, "criticized"),
        spans(text, "He"),
    )
    assert [(one.speaker, one.cue[0].of(text)) for one in statements(text, [need, limits])] == [
        ("Tobias Marr", "recently pointed out"),
        ("Gideon Astrup", "emphasized"),
        ("Tobias Marr", "criticized"),
    ]


def test_who_is_cited_is_no_statement_of_its_own() -> None:
    text = "The Ellan Gazette reported, citing Ada Lund, that the pier would close in May."
    cited = Proposal(
        spans(text, "Ada Lund"), spans(text, "citing"), spans(text, "The Ellan Gazette")
    )
    said = Proposal(
        spans(text, "that the pier would close in May"),
        spans(text, "reported"),
        spans(text, "The Ellan Gazette"),
    )
    (found,) = statements(text, [cited, said])
    assert (found.content, found.speaker, found.route, found.hops) == (
        said.content,
        "Ellan Gazette",
        ("citing Ada Lund",),
        2,
    )


def test_words_that_go_on_behind_their_sentence_are_not_taken_from_it() -> None:
    text = (
        "“The pier is old,” said Ada Lund, adding that the port may be older. Boats left.\n\n"
        "“Some ropes held,” Tobias Marr said. “Others broke, and that is bad for everyone here.”"
    )
    others = spans(text, "“Others broke, and that is bad for everyone here.”")
    adding = Proposal(
        spans(text, "that the port may be older") + others,
        spans(text, "adding"),
        spans(text, "Ada Lund"),
    )
    holding = [one.speaker for one in statements(text, [adding]) if others[0] in one.content]
    assert holding == ["Tobias Marr"]


def test_a_quotation_behind_its_sentence_is_not_that_of_the_next_one() -> None:
    text = (
        "“The pier is old,” said Ada Lund, a pilot. “The port lost its way.” Marr admitted that "
        "the ropes were bent."
    )
    lost = spans(text, "“The port lost its way.”")
    admitted = Proposal(
        lost + spans(text, "that the ropes were bent"), spans(text, "admitted"), spans(text, "Marr")
    )
    holding = [one.speaker for one in statements(text, [admitted]) if lost[0] in one.content]
    assert holding == ["Ada Lund"]


def test_no_cue_reaches_over_that_of_another() -> None:
    text = (
        "The board agreed, a senior clerk of the port said. * Ada Lund said the pier was old. * "
        "“Ropes are what the port is made of, and of little else,” a sailor at the quay."
    )
    ropes = spans(text, "“Ropes are what the port is made of, and of little else,”")
    far = Proposal(
        spans(text, "The board agreed") + ropes,
        spans(text, "said"),
        spans(text, "a senior clerk of the port"),
    )
    holding = [one.source for one in statements(text, [far]) if ropes[0] in one.content]
    assert spans(text, "a senior clerk of the port") not in holding


def test_the_end_of_an_apposition_is_still_the_one_it_belongs_to() -> None:
    text = "Ada Lund, the pilots' only friend in the port, said the pier was “beyond repair.”"
    end = Proposal(
        spans(text, "the pier was “beyond repair.”"),
        spans(text, "said"),
        spans(text, "the pilots' only friend in the port"),
    )
    assert [one.speaker for one in statements(text, [end])] == ["Ada Lund"]


_TEXT = (
    "Ada Lund came. “It fell,” she said. “Nobody was hurt.” Bo Ek said Lund had promised that the "
    "ferry would return.\n\n“Why?” he asked. Marr called it “old,” and told her that it would "
    "hold.\n\n“It will not.”"
)
_PLACES = st.tuples(st.integers(0, len(_TEXT) - 1), st.integers(1, 40)).map(
    lambda pair: Span(pair[0], min(len(_TEXT), sum(pair)))
)
_PARTS = st.lists(_PLACES, max_size=2).map(tuple)


@given(st.lists(st.builds(Proposal, _PARTS, _PARTS, _PARTS), max_size=8))
@settings(max_examples=300)
def test_whatever_is_proposed_is_joined(proposals: list[Proposal]) -> None:
    found = statements(_TEXT, proposals)
    assert found == statements(_TEXT, proposals)
    for one in found:
        assert one.content
        for span in (*one.content, *one.cue, *one.source):
            assert 0 <= span.start < span.end <= len(_TEXT)


def test_a_proposal_that_takes_the_voice_for_words_said_is_mistaken() -> None:
    text = "“It is full,” a clerk told us.\n\nThe pier fell, Reed Watch, a rights group, claimed."
    start, claimed = text.index("The pier"), text.index(" claimed")
    content = Span(start, claimed)
    clerk = Span(text.index("a clerk"), text.index(" told"))
    proposal = Proposal((content,), (Span(claimed + 1, len(text) - 1),), (clerk,))
    found = statements(text, [proposal])[-1]
    assert (found.content[0].of(text), found.speaker) == ("The pier fell", "Reed Watch")


def test_a_proposal_that_takes_who_is_cited_for_what_is_said_is_mistaken() -> None:
    text = "Reed Watch, citing a clerk named Bo Ek, had alleged that the pier fell."
    content = Span(text.index("a clerk"), len(text) - 1)
    citing = Span(text.index("citing"), text.index(" a clerk"))
    (found,) = statements(text, [Proposal((content,), (citing,), (Span(0, 10),))])
    assert found.content[0].of(text) == "that the pier fell"
    assert (found.speaker, found.route) == ("Reed Watch", ("citing a clerk named Bo Ek",))


def test_a_proposal_is_taken_where_the_rules_found_nothing() -> None:
    text = "Ada Lund came. She made no secret of her view: the pier would fall."
    view = Span(text.index("the pier"), len(text) - 1)
    proposal = Proposal((view,), (Span(19, 23),), (Span(15, 18),))
    assert statements(text) == []
    (found,) = statements(text, [proposal])
    assert (found.kind, found.content, found.speaker) == ("indirect", (view,), "Ada Lund")


def test_a_proposal_goes_before_reported_speech_that_the_rules_found() -> None:
    text = "Ada Lund said the pier would hold."
    (found,) = statements(text, [Proposal((Span(14, 22),))])
    assert (found.content, found.speaker) == ((Span(14, 22),), "Ada Lund")


def test_a_proposal_takes_nothing_that_somebody_else_says_in_another_sentence() -> None:
    text = "The Lakes Society wrote that 40 boats sank. Then Ada Lund said that 30 boats sank."
    first, second = text.index("that 40"), text.index("that 30")
    both = Proposal(
        (Span(first, first + 18), Span(second, second + 18)), (Span(18, 23),), (Span(0, 17),)
    )
    found = statements(text, [both])
    assert [(one.speaker, [span.of(text) for span in one.content]) for one in found] == [
        ("Lakes Society", ["that 40 boats sank"]),
        ("Ada Lund", ["that 30 boats sank"]),
    ]


def test_a_proposed_source_is_nobody_inside_other_words() -> None:
    text = "Bo Ek said, “It is late,” urging, “Mayor Ada Lund should come at once.”"
    inner = text.index("Mayor")
    wrong = Proposal((Span(12, 25),), (Span(26, 32),), (Span(inner, inner + 14),))
    assert [one.speaker for one in statements(text, [wrong])] == ["Bo Ek", "Bo Ek"]


def test_a_proposal_takes_reported_speech_from_the_sentence_of_its_cue_alone() -> None:
    text = "Boats had sunk for years. According to Reed Watch, the pier fell. Rain was near."
    pier = Span(text.index("the pier"), text.index(". Rain"))
    rain = Span(text.index("Rain"), len(text) - 1)
    cue = Span(text.index("According"), text.index(" Reed"))
    watch = Span(text.index("Reed"), text.index(", the"))
    (found,) = statements(text, [Proposal((pier, rain), (cue,), (watch,))])
    assert (found.content, found.speaker) == ((pier,), "Reed Watch")
