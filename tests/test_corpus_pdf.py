"""PDFs, made by hand: lines joined to paragraphs, and what cannot be read."""

from collections.abc import Sequence

import pytest

from corpus.errors import ReadError
from corpus.reading.pdf import Line, join_lines, read_pdf, without_running_heads
from corpus.record import Record

Text = tuple[float, float, float, str]  # left, baseline, size, words


def pdf(*pages: list[Text], title: str = "", encrypted: bool = False) -> bytes:
    """A PDF of Helvetica, a page for each list of lines."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        shown = "\n".join(
            f"BT /F1 {size} Tf {left} {base} Td ({words}) Tj ET"
            for left, base, size, words in lines
        )
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>",
            f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
        ]
    objects.append(f"<< /Title ({title}) /Author (operator) /CreationDate (D:20310506) >>")
    trailer = f"/Info {len(objects)} 0 R"
    if encrypted:
        key = "ab" * 32
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>")
        trailer += f" /Encrypt {len(objects)} 0 R /ID [<00> <00>]"
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(data)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R "
    return data + f"{end}{trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()


COLUMN = [
    "The harbour bridge at Port Sable will stay closed until June, the mayor said",
    "on Tuesday, after divers found cracks in two of its piers. The coun-",
    "cil voted nine to two for the repair, and asked the county for half",
    "of the money.",
    "Ferries will run every twenty minutes between the fish market and the old",
    "customs house.",
]
JOINED = (
    "The harbour bridge at Port Sable will stay closed until June, the mayor said on Tuesday, "
    "after divers found cracks in two of its piers. The council voted nine to two for the repair, "
    "and asked the county for half of the money.\n\n"
    "Ferries will run every twenty minutes between the fish market and the old customs house."
)


def lines(texts: list[str], top: float = 700) -> list[Text]:
    return [(72, top - 14 * number, 11, text) for number, text in enumerate(texts)]


def test_lines_become_paragraphs() -> None:
    data = pdf([(72, 740, 20, "Bridge closed until June"), *lines(COLUMN)])
    assert read_pdf(data, "a.pdf") == Record(
        "a.pdf", "pdf", f"Bridge closed until June\n\n{JOINED}"
    )


def test_the_title_is_taken_and_the_operator_is_not_the_author() -> None:
    record = read_pdf(pdf(lines(COLUMN), title="Bridge closed"), "a.pdf")
    assert (record.title, record.found) == ("Bridge closed", (("title", "PDF title"),))
    assert (record.authors, record.published) == ((), None)


@pytest.mark.parametrize("title", ["Microsoft Word - bridge.doc", "untitled", "p12.indd", " "])
def test_the_name_of_a_draft_is_no_title(title: str) -> None:
    assert read_pdf(pdf(lines(COLUMN), title=title), "a.pdf").title is None


def test_what_each_page_repeats_is_dropped() -> None:
    first = [(72, 800, 9, "Sable Courier, 6 May 2031"), *lines(COLUMN[:3]), (290, 30, 9, "1")]
    second = [(72, 800, 9, "Sable Courier, 6 May 2031"), *lines(COLUMN[3:]), (290, 30, 9, "2")]
    assert read_pdf(pdf(first, second), "a.pdf").text == JOINED


def test_a_headline_that_running_heads_repeat_stays() -> None:
    first = [(72, 780, 24, "Bridge closed"), *lines(COLUMN[:4])]
    second = [(72, 800, 9, "Bridge closed"), *lines(COLUMN[4:])]
    third = [(72, 800, 9, "Bridge closed"), *lines(["The end is near."])]
    text = read_pdf(pdf(first, second, third), "a.pdf").text
    assert text == f"Bridge closed\n\n{JOINED}\n\nThe end is near."


def test_indented_and_spaced_paragraphs() -> None:
    body: list[Text] = [
        (72, 700, 11, "The harbour bridge at Port Sable will stay closed until June, they say."),
        (90, 686, 11, "Ferries will run every twenty minutes between the market and the old"),
        (72, 672, 11, "customs house, and the last one will leave at midnight, the office of it"),
        (72, 644, 11, "A third paragraph stands apart from the two that came before it."),
    ]
    assert read_pdf(pdf(body), "a.pdf").text.split("\n\n") == [
        "The harbour bridge at Port Sable will stay closed until June, they say.",
        "Ferries will run every twenty minutes between the market and the old customs house, and "
        "the last one will leave at midnight, the office of it",
        "A third paragraph stands apart from the two that came before it.",
    ]


def test_a_hyphen_stays_where_the_text_prints_it_elsewhere() -> None:
    def line(text: str) -> Line:
        return Line(text, 72, 500, 700, 690, 10)

    told = [[line("A well-known pier, a well\ufffeknown ferry and a har\ufffebour.")]]
    assert join_lines(told) == ["A well-known pier, a well-known ferry and a harbour."]


def test_one_page_has_no_running_heads() -> None:
    page = [Line("Sable Courier", 72, 200, 800, 790, 10), Line("7", 72, 80, 30, 20, 10)]
    pages: list[Sequence[Line]] = [page]
    assert without_running_heads(pages) == pages


def test_figures_of_an_article_are_no_page_numbers() -> None:
    def page(*texts: str) -> list[Line]:
        return [Line(t, 72, 500, 700 - 14 * n, 690 - 14 * n, 10) for n, t in enumerate(texts)]

    pages = [page("One", "It cost", "100."), page("2031", "was the year", "- 2 -")]
    kept = [[line.text for line in lines] for lines in without_running_heads(pages)]
    assert kept == [["One", "It cost", "100."], ["was the year"]]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.4 and no more", "It is no readable PDF: Failed to load document"),
        (b"The bridge is closed.", "It is no readable PDF: Failed to load document"),
        (pdf(lines(COLUMN))[:200], "It is no readable PDF: Failed to load document"),
        (pdf([], []), "It has no text, only images on 2 pages; recognise the text first (OCR)."),
        (pdf(lines(COLUMN), encrypted=True), "It is encrypted; save it without a password."),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as error:
        read_pdf(data, "a.pdf")
    assert str(error.value).startswith(reason)


def test_letters_of_private_use_are_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line("\ue001\ue002 \ue003\ue004", 72, 500, 700, 690, 10)
    monkeypatch.setattr("corpus.reading.pdf._open", lambda data: ([[line]], ""))
    with pytest.raises(ReadError, match="Its fonts do not say which letters they print"):
        read_pdf(b"", "a.pdf")
