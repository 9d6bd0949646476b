"""From record to article: metadata joined, text cleaned, everything kept that was taken out."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import restore
from corpus.cleaning.captions import doubled_captions, repeated_captions
from corpus.cleaning.prepare import article_id, legible, prepare
from corpus.dates import PartialDate
from corpus.errors import ReadError
from corpus.record import Record

ROOT = Path(__file__).parents[1]
BODY = (
    "The ferry to Tarn Skerry will sail again on Monday, after a winter in which the island "
    "went without mail for eleven weeks, the harbour board said.\n\n"
    "“We are not a museum,” said the purser. “We are a ferry.”"
)
PLAIN = f"""The Skerry Argus

Ferry to sail again

By Ada Orr
Published : Oct. 13, 2023 - 16:27

    • Link copied

{BODY}

(Yonhap)

© 2023 The Skerry Argus. All rights reserved.
"""


def test_everything_in_plain_text() -> None:
    article = prepare(Record("a.txt", "plain", PLAIN))
    assert article.title == "Ferry to sail again"
    assert article.outlet == "The Skerry Argus"
    assert article.authors == ("Ada Orr",)
    assert article.agency == "Yonhap"
    assert article.published == PartialDate(2023, 10, 13, 16, 27)
    assert article.modified is None
    assert article.url is None
    assert article.language is None
    assert article.text == BODY
    assert article.found == (
        ("title", "first line"),
        ("outlet", "copyright line"),
        ("authors", "byline"),
        ("agency", "agency credit"),
        ("published", "published line"),
    )
    assert [removal.rule for removal in article.removed if removal.rule != "blank_lines"] == [
        *("masthead", "headline", "byline", "date_line", "share_buttons"),
        *("agency_credits", "copyright_lines"),
    ]
    assert restore(article.text, article.removed) == PLAIN
    assert article.id == sha256(b"a.txt").hexdigest()[:12]
    assert article.version == sha256(BODY.encode()).hexdigest()


def test_the_records_own_metadata_count_first() -> None:
    record = Record(
        origin="b.jsonl#7",
        format="json",
        text=PLAIN,
        title="Ferry to sail on Monday - Island Sheet",
        outlet="Island Sheet",
        authors=("By Bo Lund and Cy Vann",),
        published="2023-10-14T08:00:00Z",
        modified="03/04/2023",
        url="https://sheet.example/ferry/?utm_source=x",
        language="en_GB",
        found=(("title", "headline"), ("outlet", "source")),
    )
    article = prepare(record)
    assert article.title == "Ferry to sail on Monday"
    assert article.outlet == "Island Sheet"
    assert article.authors == ("Bo Lund", "Cy Vann")
    assert str(article.published) == "2023-10-14T08:00+00:00"
    assert article.modified is None
    assert article.url == "https://sheet.example/ferry/?utm_source=x"
    assert article.language == "en-GB"
    assert dict(article.found) == {
        "title": "headline",
        "outlet": "source",
        "authors": "json record",
        "agency": "agency credit",
        "published": "json record",
        "url": "json record",
        "language": "json record",
    }
    assert article.id == sha256(b"https://sheet.example/ferry").hexdigest()[:12]


def test_a_date_that_cannot_be_read_is_looked_for_in_the_text() -> None:
    record = Record("a.txt", "json", PLAIN, published="03/04/2023")
    assert str(prepare(record).published) == "2023-10-13T16:27"


def test_an_agency_given_as_author_is_none() -> None:
    article = prepare(Record("a", "json", BODY, title="Ferry", authors=("AP",)))
    assert (article.authors, article.agency) == ((), "AP")
    assert dict(article.found)["agency"] == "json record"


def test_the_outlet_as_its_own_author_is_none() -> None:
    article = prepare(Record("a", "html", BODY, title="Ferry", outlet="Argus", authors=("ARGUS",)))
    assert (article.authors, article.outlet) == ((), "Argus")


def test_what_an_agency_prints_is_its_own() -> None:
    article = prepare(Record("a", "json", BODY, title="Ferry", outlet="North Sea News Agency"))
    assert (article.outlet, article.agency) == ("North Sea News Agency", "North Sea News Agency")


def test_an_outlet_goes_by_its_name_of_record() -> None:
    article = prepare(Record("a", "json", BODY, title="Ferry", outlet="Korea Bizwire"))
    assert article.outlet == "The Korea Bizwire"
    assert dict(article.found)["outlet"] == "json record, name of record"


def test_the_sentence_after_a_dateline_begins_cleanly() -> None:
    text = f"Ferry to sail again\n\nBUSAN, May 3 (Korea Bizwire){BODY}"
    article = prepare(Record("a.txt", "plain", text))
    assert article.text == BODY
    assert (article.outlet, str(article.published)) == ("The Korea Bizwire", "--05-03")


def test_the_language_of_a_text_that_is_long_enough_to_show_it() -> None:
    article = prepare(Record("a.txt", "plain", f"{BODY}\n\nIt was said that the board {BODY}"))
    assert (article.language, dict(article.found)["language"]) == ("en", "commonest words")


def test_unknown_is_unknown() -> None:
    article = prepare(Record("a.txt", "plain", "It is shut.\n\nIt is full, the board said."))
    assert (article.title, article.outlet, article.authors, article.agency) == (
        None,
        None,
        (),
        None,
    )
    assert (article.published, article.modified, article.language) == (None, None, None)
    assert article.found == ()
    assert article.text == "It is shut.\n\nIt is full, the board said."


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\ufeff", "— … !", "&nbsp;"])
def test_no_text_is_an_error_with_the_place(text: str) -> None:
    with pytest.raises(ReadError, match=r"^c\.csv#3 holds no text: not one letter or digit\.$"):
        prepare(Record("c.csv#3", "csv", text))


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (
            "Orr &amp; Lund said &quot;no&quot; &#8212; &ldquo;never&rdquo;",
            'Orr & Lund said "no" — “never”',
        ),
        ("fish &lt; chips &copy; &bogus; AT&T", "fish &lt; chips &copy; &bogus; AT&T"),
        ("a\u00a0b\u202fc\u2007d", "a b c d"),
        ("har\u00adbour\u200b board\ufeff", "harbour board"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("half \ud83d a sign", "half \ufffd a sign"),
        ("नमस्\u200dते", "नमस्\u200dते"),
        ("“We’re full” – it’s 5 °C…", "“We’re full” – it’s 5 °C…"),
    ],
)
def test_legible(printed: str, read: str) -> None:
    assert legible(printed) == read


@given(st.text(), st.none() | st.text(max_size=20), st.none() | st.text(max_size=20))
def test_any_record_is_an_article_or_an_error(
    text: str, title: str | None, url: str | None
) -> None:
    record = Record("a", "json", text, title=title, url=url, authors=(title or "",))
    try:
        article = prepare(record)
    except ReadError:
        assert not any(map(str.isalnum, legible(text)))
        return
    assert restore(article.text, article.removed) == legible(text)
    assert article.text == article.text.strip() != ""


def test_ids_are_of_the_address_or_else_of_the_place() -> None:
    def of(origin: str, url: str | None) -> str:
        return article_id(Record(origin, "json", "x", url=url))

    assert of("a", "https://Argus.example/x/#top") == of("b", "https://argus.example/x?utm_id=1")
    assert of("a", "https://argus.example/x") != of("a", "https://argus.example/y")
    assert of("a", "https://argus.example/") == of("a", None) != of("b", None)
    assert len(of("caf\udce9.txt", None)) == 12


HOSTILE = """
import sys
from corpus.errors import ReadError
from corpus.cleaning.prepare import prepare
from corpus.record import Record

M = 1_000_000
texts = [
    "x" + " " * M + "x", "(" * M + "a", "a" + ")" * M, "By " * (M // 3), "![" * (M // 2) + "a",
    "](" * (M // 2) + "a", "![a](" * (M // 5), "© " * (M // 2) + "a", '"' * M + "a",
    "(Reporting by A)" * (M // 16), "- " * (M // 2) + "a", "&amp;" * (M // 5) + "a",
    "AB " * (M // 3), "<img " * (M // 5),
    "A" * M, "By A\\n" * (M // 25), "a\\n" * (M // 20), "Leave a Reply\\n" * (M // 70),
    "You may also be interested in\\n" * (M // 150), ("By " * 60 + "\\n") * (M // 181),
    ("copyright " * 30 + "\\n") * (M // 301), ("AB " * 80 + "\\n") * (M // 241),
    ("follow on at via " * 20 + "\\n") * (M // 341),
    "the quick fox and so on and so\\n" * (M // 32),
]
for text in texts:
    try:
        prepare(Record("x", "plain", text, title=text, published=text[:M], authors=(text,)))
    except ReadError:
        pass
print(len(texts))
"""


def test_hostile_texts_end() -> None:
    """No time is asserted: a form worse than linear would take hours."""
    command = [sys.executable, "-c", HOSTILE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=600)
    assert (done.returncode, done.stdout) == (0, b"24\n"), done.stderr.decode()


SEEDS = os.environ.get("WHOSAID_SEEDS")
EXPECTED = {  # the beginning of the title's SHA-256, outlet, authors, agency, date
    "000": ("23950942eea3", "The Asia Business Daily", (), None, None),
    "001": ("c01951d97d41", "The Korea Herald", ("Ji Da-gyum",), None, "2023-10-13T16:27"),
    "002": ("4380c5efe76e", "The Korea Bizwire", (), "Yonhap", "--10-12"),
    "003": ("4657be8254f9", "The Asia Business Daily", (), None, None),
    "004": ("1de971237342", "UCA News", ("UCA News reporter",), None, "2023-10-16T11:02+00:00"),
}
CLUTTER = ("Link copied", "Leave a Reply", "HTML tags", "Sign-up", "rights reserved", "![")


@pytest.mark.skipif(SEEDS is None, reason="WHOSAID_SEEDS names no folder with the five articles")
@pytest.mark.parametrize("number", EXPECTED)
def test_the_five_articles(number: str) -> None:
    file = next(Path(SEEDS or "").glob(f"{number}_*.txt"))
    article = prepare(Record(str(file), "plain", file.read_text("utf-8")))
    title, outlet, authors, agency, published = EXPECTED[number]
    assert sha256((article.title or "").encode()).hexdigest().startswith(title)
    assert (article.outlet, article.authors, article.agency) == (outlet, authors, agency)
    assert (article.published and str(article.published)) == published
    assert (article.modified, article.url, article.language) == (None, None, "en")
    assert [words for words in CLUTTER if words in article.text] == []
    assert doubled_captions(article.text) == repeated_captions(article.text) == []
    assert restore(article.text, article.removed) == file.read_text("utf-8")
