from onrecord.acquire.feeds import read_feed
from onrecord.errors import InputError
from onrecord.types.article import Page

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Harbour Post</title><language>en-gb</language>
<item><title>Port &amp; rail reopen</title><link>https://harbourpost.example/1</link><guid>hp-1</guid>
<pubDate>Thu, 13 Feb 2025 09:15:00 GMT</pubDate><dc:creator>Anna Berg</dc:creator>
<description>Short.</description><content:encoded><![CDATA[<p>The port&nbsp;reopened.</p>]]></content:encoded></item>
<item><title>No text</title><link>https://harbourpost.example/2</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Orvane Rundschau</title>
<entry><title>Hafen öffnet</title><link rel="alternate" href="https://rundschau.example/1"/><id>r1</id>
<updated>2025-02-13T09:15:00Z</updated><author><name>Mara Tessel</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Er <b>öffnet</b> am Montag.</p></div></content></entry></feed>"""


def test_an_rss_item_is_a_page_with_what_the_feed_gives() -> None:
    page, problem = read_feed(RSS, "feed")
    assert isinstance(page, Page)
    assert page.content == "<p>The port\u00a0reopened.</p>"
    assert (page.given.title, page.given.author, page.given.outlet) == (
        "Port & rail reopen",
        "Anna Berg",
        "The Harbour Post",
    )
    assert (page.given.id, page.url, page.given.language) == ("hp-1", "https://harbourpost.example/1", "en-gb")
    assert isinstance(problem, InputError)
    assert "has no text" in problem.reason


def test_an_atom_entry_keeps_its_markup() -> None:
    [page] = read_feed(ATOM, "feed")
    assert isinstance(page, Page)
    assert page.content == "<div><p>Er <b>öffnet</b> am Montag.</p></div>"
    assert (page.given.author, page.given.date) == ("Mara Tessel", "2025-02-13T09:15:00Z")


def test_items_before_broken_xml_are_read() -> None:
    first, second, problem = read_feed(RSS.replace("</channel></rss>", "<item><title>Cut"), "feed")
    assert isinstance(first, Page)
    assert isinstance(second, InputError)
    assert isinstance(problem, InputError)
    assert "broken XML" in problem.reason


def test_a_feed_that_declares_entities_is_refused() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'
    *_, problem = read_feed(bomb, "feed")
    assert isinstance(problem, InputError)
    assert "declares XML entities" in problem.reason


def test_a_feed_without_items_says_so() -> None:
    [problem] = read_feed("<rss><channel><title>T</title></channel></rss>", "feed")
    assert isinstance(problem, InputError)
