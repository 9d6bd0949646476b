"""RSS and Atom: an entry each, nothing fetched, damage told."""

import urllib.request
from pathlib import Path

import pytest

from corpus.errors import ReadError
from corpus.reading.feed import read_feed
from corpus.record import Record, Unread

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Sable Courier</title><link>https://courier.example/</link>
<language>en-gb</language>
<item>
  <title>Bridge &amp;amp; ferry</title> <link>/2031/bridge</link>
  <guid isPermaLink="false">id-1</guid> <pubDate>Tue, 06 May 2031 08:00:00 GMT</pubDate>
  <dc:creator>Ada Quill</dc:creator> <description>A teaser.</description>
  <content:encoded><![CDATA[<p>The <a href="/x">bridge</a> is closed.</p>
    <script>alert(1)</script><p>Ferries run.</p>]]></content:encoded>
</item>
<item>
  <title>From elsewhere</title> <source url="https://press.example/">Marrow Press</source>
  <description>&lt;p&gt;Only a summary.&lt;/p&gt;</description>
</item>
<item><title>Nothing to read</title><link>https://courier.example/3</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://courier.example/">
<title>Sable Courier</title>
<entry>
  <title>Bridge closed</title> <link rel="alternate" href="2031/bridge"/> <id>urn:1</id>
  <published>2031-05-06T08:00:00Z</published> <updated>2031-05-07T08:00:00Z</updated>
  <author><name>Ada Quill</name></author> <author><name>Bo Reed</name></author>
  <content type="xhtml" xml:lang="en">
    <div xmlns="http://www.w3.org/1999/xhtml"><p>The bridge is closed.</p></div></content>
</entry>
<entry><id>urn:1</id><title>Again</title><content type="text">a &lt; b &amp;amp; c</content></entry>
</feed>"""


def test_an_rss_file() -> None:
    assert list(read_feed(RSS.encode(), "a.rss")) == [
        Record(
            origin="a.rss#id-1",
            format="feed",
            text="The bridge is closed.\n\nFerries run.",
            title="Bridge & ferry",
            outlet="Sable Courier",
            authors=("Ada Quill",),
            published="Tue, 06 May 2031 08:00:00 GMT",
            url="https://courier.example/2031/bridge",
            language="en-gb",
            found=(
                ("title", "feed entry title"),
                ("outlet", "feed title"),
                ("authors", "feed entry author"),
                ("published", "feed entry date"),
                ("url", "feed entry link"),
                ("language", "feed language"),
            ),
        ),
        Record(
            origin="a.rss#2",
            format="feed",
            text="Only a summary.",
            title="From elsewhere",
            outlet="Marrow Press",
            language="en-gb",
            found=(
                ("title", "feed entry title"),
                ("outlet", "feed entry source"),
                ("language", "feed language"),
            ),
        ),
        Unread(
            "a.rss#https://courier.example/3",
            "The entry 'Nothing to read' has no text, neither content nor summary.",
        ),
    ]


def test_an_atom_file() -> None:
    first, second = read_feed(ATOM.encode(), "a.atom")
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert (first.origin, first.text) == ("a.atom#urn:1", "The bridge is closed.")
    assert (first.authors, first.language) == (("Ada Quill", "Bo Reed"), "en")
    assert (first.published, first.modified) == ("2031-05-06T08:00:00Z", "2031-05-07T08:00:00Z")
    assert first.url == "https://courier.example/2031/bridge"
    assert (second.origin, second.text) == ("a.atom#2", "a < b &amp; c")
    assert (second.published, second.modified) == (None, None)


def test_a_feed_that_breaks_off_gives_what_stands_before() -> None:
    cut = RSS[: RSS.index("<item><title>Nothing")]
    results = list(read_feed(cut.encode(), "a.rss"))
    assert [type(result) for result in results] == [Record, Record, Unread]
    assert results[2] == Unread(
        "a.rss",
        "The feed is damaged: no element found on line 17. Of its entries 2 could be read.",
    )


def test_references_that_only_pages_know_are_no_damage() -> None:
    data = RSS.replace("A teaser.", "A&nbsp;teaser.").encode()
    assert list(read_feed(data, "a.rss")) == list(read_feed(RSS.encode(), "a.rss"))


def test_one_entry_too_large_does_not_stop_the_rest() -> None:
    data = RSS.replace("<p>Ferries run.</p>", "<p>x" * 30_000).encode()
    first, second, _ = read_feed(data, "a.rss")
    assert first == Unread("a.rss#id-1", "The page has 30,006 elements; 20,000 is the most.")
    assert isinstance(second, Record)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "It is no RSS or Atom feed; other kinds of XML are not read."),
        (b"<html><body>Hi</body></html>", "It is no RSS or Atom feed; other kinds of XML"),
        (b"https://courier.example/feed", "It is no RSS or Atom feed; other kinds of XML"),
        (b"<rss version='2.0'><channel/></rss>", "The feed has no entries."),
    ],
)
def test_what_is_no_feed_says_so(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as error:
        list(read_feed(data, "a.xml"))
    assert str(error.value).startswith(reason)


def test_a_large_feed_that_is_no_xml_is_not_tried_for_minutes() -> None:
    data = b"<rss version='2.0'><channel><item><description>" + b"<a " * 500_000
    with pytest.raises(ReadError) as error:
        list(read_feed(data, "a.rss"))
    assert str(error.value) == (
        "The feed is no valid XML (not well-formed (invalid token): line 1, column 50), "
        "and 1 MB is the most for a damaged feed. Repair it."
    )


def test_entities_read_no_files(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    doctype = f'<!DOCTYPE r [<!ENTITY f SYSTEM "file://{tmp_path}/secret"><!ENTITY e "plain">]>'
    data = RSS.replace("?>", f"?>{doctype}", 1).replace("A teaser.", "&f;&e;")
    results = list(read_feed(data.encode(), "a.rss"))
    assert len(results) == 3
    assert not any("secret" in result.text for result in results if isinstance(result, Record))


@pytest.mark.parametrize(
    ("entities", "encoding"),
    [
        ('<!ENTITY a "word"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">', "utf-8"),
        ('<!ENTITY a "word"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">', "utf-16"),
        (f'<!ENTITY b "{"word " * 40}">', "utf-8"),
        ('<!ENTITY b "word"><!ENTITY', "utf-8"),
    ],
)
def test_entities_that_grow_are_refused(entities: str, encoding: str) -> None:
    data = RSS.replace("?>", f"?><!DOCTYPE r [{entities}]>", 1).replace("A teaser.", "&b;")
    with pytest.raises(ReadError, match="declares entities that stand for others"):
        list(read_feed(data.encode(encoding), "a.rss"))


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    monkeypatch.setattr(urllib.request, "build_opener", refuse)
    assert len(list(read_feed(RSS.encode(), "a.rss"))) == 3
    with pytest.raises(ReadError):
        list(read_feed(b"http://courier.example/feed.rss", "a.rss"))


def test_a_parser_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("feedparser.parse", fail)
    with pytest.raises(ReadError) as error:
        list(read_feed(RSS.encode(), "a.rss"))
    assert str(error.value) == "The feed cannot be parsed (KeyError)."
