"""From bytes to text: encodings found, damage mended, and what is no text refused."""

import os
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ReadError
from corpus.reading.decode import decode, guess_encoding, mend, refuse_binary, to_utf8

ENGLISH = "“We will rebuild the pier,” said Mayor Ruiz-Salmón. “It’s ours.”"
GERMAN = "Die Brücke über die Möhne bleibt gesperrt, sagte Bürgermeisterin Käßler am Mittwoch."
POLISH = (
    "Burmistrz powiedziała, że most będzie zamknięty do grudnia. Mieszkańcy są źli, ale rozumieją."
)
RUSSIAN = "Мэр города заявила в среду, что мост будет закрыт до декабря."
GREEK = "Ο δήμαρχος δήλωσε την Τετάρτη ότι η γέφυρα θα παραμείνει κλειστή."
KOREAN = "시장은 수요일 다리가 12월까지 폐쇄될 것이라고 말했다."
JAPANESE = "市長は水曜日、橋は十二月まで閉鎖されると述べた。住民は怒っている。"
CHINESE = "市长星期三表示，大桥将关闭至十二月。居民们很生气，但表示理解。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        (KOREAN, "utf-16"),
        (KOREAN, "utf-16-le"),
        (GERMAN, "cp1252"),
        (GERMAN, "iso8859-1"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (GREEK, "cp1253"),
        (KOREAN, "cp949"),
        (KOREAN, "iso2022_kr"),
        (JAPANESE, "cp932"),
        (JAPANESE, "iso2022_jp"),
        (CHINESE, "gb18030"),
    ],
)
def test_encodings_are_found(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_one_letter_is_enough() -> None:
    assert decode(b"Mayor Salm\xf3n said no.") == "Mayor Salmón said no."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [  # Windows-1250 reads these as well, and with other letters: "Hélčne", "mańana", "rĺdet"
        (
            "The mayor of Vallö, Hélène Dupré, said Tuesday that the café would stay closed. “We "
            "can’t reopen it before the façade is mended,” she said. José Núñez lost €40,000.",
            "cp1252",
        ),
        ("La alcaldesa dijo el miércoles que el puente seguirá cerrado mañana también.", "cp1252"),
        (
            "Borgmesteren sagde onsdag, at broen forbliver lukket til december. Beboerne er vrede "
            "på rådet, ærligt talt.",
            "cp1252",
        ),
        ("A polgármester azt mondta, hogy a híd zárva marad. Az emberek dühösek.", "cp1250"),
        ("Az erdőtűz után a tűzoltók három napig dolgoztak, közölte a szóvivő.", "cp1250"),
    ],
)
def test_accents_are_the_ones_that_were_written(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_few_bad_bytes_leave_the_rest_as_utf8() -> None:
    assert decode("Käßler sagte: „Schön“".encode() + b" \xff.") == "Käßler sagte: „Schön“ \ufffd."


@pytest.mark.parametrize(
    "page",
    [
        b'<html><head><meta charset="windows-1251">',
        b"<html><head><META http-equiv=Content-Type content='text/html; charset=windows-1251'>",
        b'<?xml version="1.0" encoding="windows-1251"?><html>',
    ],
)
def test_a_page_declares_its_encoding(page: bytes) -> None:
    # one word, from which no encoding can be guessed
    assert decode(page + "Мэр".encode("cp1251"), markup=True) == page.decode() + "Мэр"


def test_declared_latin_1_is_windows_1252_as_in_browsers() -> None:
    page = b'<meta charset="iso-8859-1"><p>\x93No,\x94 she said.'
    assert decode(page, markup=True) == '<meta charset="iso-8859-1"><p>“No,” she said.'


@pytest.mark.parametrize("declared", ["utf-8", "no-such-encoding", "ascii"])
def test_a_false_declaration_is_not_believed(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>'.encode() + GERMAN.encode("cp1252")
    assert decode(page, markup=True).endswith(GERMAN)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"The pier\x00 burned.", "It is no text: NUL bytes (1 of 17, first at 9)."),
        (bytes(100), "It is no text: NUL bytes (100 of 100, first at 1)."),
        (b"%PDF-1.7\n", "It is a PDF, whatever its name says."),
        (b"\x89PNG\r\n\x1a\n", "It is a PNG image, whatever its name says."),
        (b"\x1f\x8b\x08\x00", "It is gzip data, whatever its name says."),
        (b"pier \x01\x02 fire", "It is no text: 17% of it are control characters."),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as error:
        decode(data)
    assert str(error.value) == reason


def test_random_bytes_are_no_text() -> None:
    chance = random.Random(7)
    for _ in range(50):
        with pytest.raises(ReadError):
            decode(chance.randbytes(2000))


@pytest.mark.parametrize("head", [b"SQLite format 3\x00", b"ab\x00", b"\x01\x02\x03 text"])
def test_a_stream_that_begins_as_something_else_is_refused(head: bytes) -> None:
    with pytest.raises(ReadError):
        refuse_binary(head)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"])))
def test_utf8_comes_back(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


# NUL in front of UTF-16 is the mark of UTF-32, and is in no text.
_WIDE = st.text(st.characters(codec="utf-16", exclude_characters="\x00"))


@given(_WIDE, st.sampled_from(["utf-16", "utf-32"]), st.data())
def test_wide_streams_become_utf8(text: str, encoding: str, data: st.DataObject) -> None:
    whole = text.encode(encoding)
    cut = data.draw(st.integers(0, len(whole)))
    chunks = [whole[:cut], whole[cut:]] if cut > 3 else [whole]
    assert b"".join(to_utf8(chunks)) == text.encode()


@given(st.lists(st.binary(max_size=20).map(lambda chunk: b"x" + chunk.replace(b"\x00", b""))))
def test_other_streams_pass_unchanged(chunks: list[bytes]) -> None:
    assert b"".join(to_utf8(chunks)) == b"".join(chunks)


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("SalmÃ³n said â€œnoâ€\x9d.", "Salmón said “no”."),
        ("It\x92s ours.", "It’s ours."),  # Windows-1252 read as Latin-1
        ("One.\r\nTwo.\rThree.\x0cFour.", "One.\nTwo.\nThree.\nFour."),
        ("One.\u2028Two.\u2029Three.", "One.\nTwo.\n\nThree."),
        ("news\u00adpaper, \u200b“re\u200bluctant”", "newspaper, “reluctant”"),
        ("\ufeffThe \x07pier\x7f", "The pier"),
        ("\x1b[1mFire\x1b[0m at the pier", "Fire at the pier"),
        ("\ud83d\ude00 and \ud800", "😀 and \ufffd"),
    ],
)
def test_certain_damage_is_mended(damaged: str, mended: str) -> None:
    assert mend(damaged) == mended


@pytest.mark.parametrize(
    "text",
    [
        "Salm?n",  # any letter may have stood there
        ENGLISH,
        "ﬁne ﬂoods, ﬀ",
        "ＡＢＣ　全角",
        "AT&T and &lt;b&gt;",
        "می‌خواهم",  # cannot be written without a joiner
        "tab\tseparated",
        "Café — décor… “naïve”",
        "IRMÃ DULCE, À NOITE, NÃO",
    ],
)
def test_what_is_no_damage_stays(text: str) -> None:
    assert mend(text) == text


@given(st.text())
def test_mending_twice_changes_nothing_more_of_plain_text(text: str) -> None:
    plain = text.encode("ascii", "ignore").decode()
    assert mend(mend(plain)) == mend(plain)


@given(st.text(st.characters(max_codepoint=0x7E, min_codepoint=0x20)))
def test_printable_ascii_is_never_damage(text: str) -> None:
    assert mend(text) == text


def test_no_encoding_is_guessed_for_noise() -> None:
    assert guess_encoding(os.urandom(3000) + bytes(range(0x80, 0xFF)) * 20) is None
