"""Whom a name with a title before it means: an office, a reign, Mr. or Mrs."""

import pytest
from conftest import Add

from corpus.errors import SpeakerNotFound
from qa.library import Library


@pytest.mark.parametrize(
    ("asked", "speakers"),
    [
        ("Mayor Lund", ("Ada Lund",)),  # and not Bo Lund
        ("Prime Minister Orrin", ("Cay Orrin",)),
        ("Harbour Minister Lund", ("Ada Lund", "Bo Lund")),  # neither is called so
    ],
)
def test_a_title_before_a_name_tells_whom_it_means(
    library: Library, add: Add, asked: str, speakers: tuple[str, ...]
) -> None:
    add("one", '"The pier will hold," said Ada Lund, the mayor. "It will not," said Bo Lund.')
    add("two", '"It is shut," said Cay Orrin, an angler.')
    assert library.quotes(asked).speakers == speakers


@pytest.mark.parametrize(
    ("asked", "speakers"),
    [
        ("Mrs. Orrin", ("Mary Orrin",)),
        ("Mr Orrin", ("Peter Orrin",)),
        ("Dr. Orrin", ("Mary Orrin", "Peter Orrin")),
        ("Mr. Vey", ("Mary Vey",)),  # rather than nobody
    ],
)
def test_mr_and_mrs_are_told_apart(
    library: Library, add: Add, asked: str, speakers: tuple[str, ...]
) -> None:
    add("one", '"The pier will hold," said Mary Orrin. "It will not," said Peter Orrin.')
    add("two", '"It may," said Mary Vey.')
    assert library.quotes(asked).speakers == speakers
    answer = library.ask(f"What did {asked} say about the pier?")
    assert [item.value for item in answer.understood] == [" or ".join(speakers)]


@pytest.mark.parametrize(
    ("asked", "speakers"),
    [
        ("Senator Warn", ("Ada Warn",)),
        ("Chief Justice Orrin", ("Cay Orrin",)),
        ("the pope", ()),  # and not John Pope
        ("the mayor of San Jose", ("Mary Ek",)),
        ("the CEO of Lund's", ("Bo Ruud",)),  # and not who heads a division of it
        ("King", ("Ada King",)),
        ("John Pope", ("John Pope",)),
    ],
)
def test_titles_are_known_in_full_and_shortened(
    library: Library, add: Add, asked: str, speakers: tuple[str, ...]
) -> None:
    add("one", '"The pier will hold," said Sen. Ada Warn. "It will not," said Bo Warn.')
    add("two", '"It is shut," said Chief Justice Cay Orrin. "It is not," said Dag Orrin.')
    add("three", '"The pier is safe," said John Pope. "Yes," said San Jose Mayor Mary Ek.')
    add("four", '"It will do," said Bo Ruud, CEO of Lund\'s in Tavra. "So it will," said Ada King.')
    add("five", '"It may," said Ida Berg, CEO of Lund\'s glass division.')
    answer = library.ask(f"What did {asked} say about the pier?")
    assert tuple(item.value for item in answer.understood) == speakers


def test_a_title_means_whom_it_is_printed_with_ten_times_as_often(
    library: Library, add: Add
) -> None:
    for day in range(11):
        add(f"ada {day}", f'"The pier will hold for {day} days," said Ada Lund, the mayor.')
    add("bo", '"It will not," said Bo Lund, the mayor.')
    assert library.quotes("Mayor Lund").speakers == ("Ada Lund",)
    assert sorted(library.quotes("Lund").speakers) == ["Ada Lund", "Bo Lund"]


@pytest.mark.parametrize(
    ("asked", "speakers"),
    [
        ("Pope Corvin", ("Corvin IV",)),  # and not Bo Corvin
        ("Corvin", ("Bo Corvin", "Corvin IV")),
        ("King Tarn", ()),  # nobody reigns under that name
        ("Tarn", ("Ada Tarn",)),
        ("Prince Imre", ("Prince Imre",)),  # one, in two articles, and no Imre of the kitchen
        ("Princess Bera", ("Bera",)),  # whose title is not told
    ],
)
def test_kings_and_popes_go_by_their_first_names(
    library: Library, add: Add, asked: str, speakers: tuple[str, ...]
) -> None:
    add("one", '"The pier will hold," said Pope Corvin IV on Monday.')
    add("two", '"It will not," said Bo Corvin. "It may," said Ada Tarn.')
    add("three", '"It was safe," said Prince Imre. "It was," said Bera.')
    add("four", '"It will be safe," Prince Imre said. Imre left.')
    add("five", '"It is dear," said Imre.')
    answer = library.ask(f"What did {asked} say about the pier?")
    assert [item.value for item in answer.understood] == [" or ".join(speakers)] * bool(speakers)
    if speakers:
        assert library.quotes(asked).speakers == speakers
    else:
        with pytest.raises(SpeakerNotFound):
            library.quotes(asked)


def test_where_nobody_of_a_name_has_the_title_it_is_said(library: Library, add: Add) -> None:
    add("one", '"The pier will hold," said Mayor Ada Lund. "It may," said Bo Lund.')
    nobody = "Nobody of the name in “Captain Lund” is called “Captain” here."
    assert library.quotes("Captain Lund").notes[0] == nobody
    assert nobody in library.ask("What did Captain Lund say about the pier?").notes
    assert not any("Nobody" in note for note in library.quotes("Mayor Lund").notes)
