"""Who does in a sentence what a question asks of somebody."""

import pytest
from conftest import WordEncoder, make_article
from test_qa_reading import Keep, Scripted

from index.memory import Memory
from index.records import Filter
from qa.asking.ask import ask
from qa.understanding.doings import is_anothers_doing


@pytest.mark.parametrize(
    ("question", "sentence", "anothers"),
    [
        ("When did Ada Lund die?", "Peter Lund died in May.", True),
        ("When did Ada Lund die?", "Peter died in May.", True),
        ("When did Ada Lund die?", "Peter Lund, her brother, died in May.", True),
        ("When did Ada Lund die?", "Bror Lund died in May.", True),
        ("When did Ada Lund die?", "Bror died in May.", True),
        ("When did Orri Lund die?", "Bror Lund died in May.", True),
        ("When did Orri Lund open?", "Bror Lund opened in May.", False),
        ("When did Ada Lund die?", "Lund died in May.", False),
        ("When did Ada Lund die?", "Ada died in May.", False),
        ("When did Ada Lund die?", "Peter Lund died in May, and Ada Lund died in June.", False),
        ("When did Ada Lund die?", "Peter Ek said that she died in May.", False),
        ("When did Mayor Ada Lund resign?", "Peter Ek later resigned.", True),
        ("Why did Ada Lund marry?", "Peter Ek married in Tavra.", True),
        ("Where did Ada Lund stop?", "Peter Ek stopped in Tavra.", True),
        ("When did Ada Lund take office?", "Peter Ek took office in May.", True),
        ("Where was Ada Lund born?", "Peter Ek was born in Tavra.", True),
        ("Where was Ada Lund born?", "Peter Ek came to Tavra.", False),
        ("When did Joe Lund resign?", "Joseph Lund resigned in May.", False),
        ("When did the Fed act?", "The Federal Reserve acted in May.", False),
        ("When did Tavra Glass close?", "Elst Glass closed in May.", False),
        ("When did Ada Lund close it?", "Lund Glass closed it in May.", False),
        ("Did Ada Lund die?", "Peter Lund died in May.", False),
        ("When did Ada Lund marry Peter Ek?", "Peter Ek married her in May.", False),
        ("When did Ada Lund resign?", "Peter Ek resigned in May, and Lund in June.", False),
    ],
)
def test_who_does_what_is_asked(question: str, sentence: str, anothers: bool) -> None:
    assert is_anothers_doing(question, sentence) is anothers


def test_what_another_did_is_read_over(memory: Memory, keep: Keep, encoder: WordEncoder) -> None:
    keep(memory, make_article("a", "Peter Ek resigned in May. Ada Lund stayed for the pier."))
    read = Scripted({"in May": 9.0})
    assert not ask(memory, encoder, "When did Ada Lund resign?", 5, Filter(), read=read).answered
    assert ask(memory, encoder, "When did Peter Ek resign?", 5, Filter(), read=read).answered
