"""The views of who said what: everyone, one speaker's file, statements about a subject."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from web_library import sample_library

from web import show, view
from web.address import Address
from web.view import Views
from web.views import people
from whosaid import KnownSpeaker, Library, RoleHeld


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with sample_library(tmp_path_factory.mktemp("people") / "library") as filled:
        yield filled


@pytest.fixture(scope="module")
def views(library: Library) -> Views:
    return Views(library, changeable=True)


def test_everyone_who_speaks(views: Views) -> None:
    html = views.results(Address(view="people"))
    assert '<ul class="people"><li><a data-go="visit" href="?view=people&amp;speaker=' in html
    assert "Ahn Seo-rim</a> <small>" in html


def test_how_much_somebody_says_is_told_without_outlets_that_are_unknown(library: Library) -> None:
    found = library.speaker("Ahn Seo-rim")
    ahn = replace(found.speaker, statements=7, articles=3, outlets=2)
    assert "<small>7 statements in 3 articles</small>" in people.everyone([ahn])
    for known, told in ((4, "3 articles from 2 outlets"), (3, "3 articles")):
        shown = replace(found, speaker=ahn, outlets=(("Quay Post", known), ("The Tern", 3)))
        html = people.person(shown, (), 0, Address(view="people"), False)
        assert f'<p class="byline">7 statements in {told}</p>' in html


def test_of_many_speakers_the_most_quoted_are_shown() -> None:
    one = KnownSpeaker(1, "Ada Lund", "person", 2, 1, 1, 1, None, None)
    assert "60 speakers in this archive" in people.everyone([one] * 60)
    html = people.everyone([one] * 61)
    assert "The 60 most quoted in this archive" in html
    assert html.count("<li>") == 60
    assert "For anyone else, type a name." in html


def test_one_speaker(views: Views) -> None:
    html = views.results(Address(view="people", speaker="Ahn Suh-rim"))
    assert '<h2 tabindex="-1">Ahn Seo-rim</h2>' in html
    assert "<li>Ahn Suh-rim <small>" in html
    assert "Ahn Seo-rim is Ahn Suh-rim: transliteration (Seo-rim, Suh-rim)" in html
    assert '<svg class="picture timeline" role="img" aria-label="Statements along time' in html
    assert '<li class="passage statement" id="statement-1" tabindex="-1">' in html
    assert 'data-do="split" data-name="Ahn Seo-rim"' in html
    assert "printed as “Ahn Suh-rim, a spokeswoman" in html
    assert "printed as “Ahn Seo-rim" not in html  # as the file is headed
    assert "printed as “she”" in html  # whom it means was worked out
    assert "printed as “Ahn”" not in html


def test_what_a_speaker_is_called_in_few_articles_is_folded_away(library: Library) -> None:
    found = library.speaker("Ahn Seo-rim")
    roles = tuple(RoleHeld(f"role {n}", 9 - n % 7, None, None) for n in range(8))
    html = people.person(replace(found, roles=roles), (), 0, Address(view="people"), False)
    assert re.findall(r"role \d|\d more", html) == [
        *(f"role {n}" for n in (0, 1, 2, 3, 4, 7)),
        *("2 more", "role 5", "role 6"),
    ]
    html = people.person(replace(found, roles=roles[:6]), (), 0, Address(view="people"), False)
    assert " more<" not in html


def test_one_speaker_under_a_filter(views: Views) -> None:
    narrow = Address(view="people", speaker="Ahn Seo-rim", since="2025-10", outlet="Herald")
    html = views.results(narrow)
    assert html.count('<li class="passage statement"') == 6
    assert '<p class="note">6 of 21 statements pass what is narrowed to.</p>' in html
    assert "9 September 2025" not in html.partition("timeline")[2]
    without = show.shown(str(replace(narrow, since="")))
    assert f'href="{without}"><span class="unseen">Remove </span>since <b>2025-10</b>' in html


def test_of_many_statements_the_latest_are_shown(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, said = Address(view="people", speaker="Ahn Seo-rim"), '<li class="passage statement"'
    views, every = Views(library, changeable=True), library.speaker("Ahn Seo-rim").statements
    assert views.results(asked).count(said) == len(every) > 3
    monkeypatch.setattr(view, "_STATEMENTS", 3)
    html = views.results(asked)
    assert f"The latest 3 of {len(every)} statements; narrow by days or by outlet" in html
    shown = [quote for quote in every if f"open={quote.reference.replace(':', '%3A')}" in html]
    assert html.count(said) == 3
    assert shown == [quote for quote in every if quote.article.published][-3:]


def test_statements_about_a_subject(views: Views) -> None:
    html = views.results(Address("the bridge", view="people", speaker="Park Dae-yul"))
    assert "by Park Dae-yul about “the bridge”</h2>" in html
    asked = Address("What did Park Dae-yul say about the bridge?", view="people")
    assert "by Park Dae-yul</h2>" in views.results(asked)
    html = views.results(Address("xylophone", view="people", outlet="The Moon"))
    assert "No article is from an outlet" in html


def test_few_words_are_shown_with_what_stands_around(library: Library) -> None:
    quote = library.quotes("Ahn Seo-rim", "the bridge", n=1).quotes[0]
    for words, opened in (("“It was,” … “or not,”", True), ("“It was a day of rain,”", False)):
        html = people.statement(replace(quote, text=words, before="Rain."), 1, Address())
        assert ('<details class="around" open>' in html) == opened


def test_a_name_that_can_be_more_than_one_offers_them(views: Views) -> None:
    html = views.results(Address(view="people", speaker="Park"))
    assert "&#x27;Park&#x27; can be more than one here" in html
    assert "speaker=Park+Dae-yul" in html
    assert "speaker=Park+Sol-ha" in html
    assert "2 speakers with “Park” in the name</h2>" in html
