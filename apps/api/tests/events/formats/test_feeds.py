"""RSS and Atom with dates of events."""

import pytest

from app.events.calendar import NotACalendarError
from tests.factories.written_calendars import only, reasons, starts
from tests.factories.written_pages import read, rss_item, rss_page

START = "<ev:startdate>2026-03-06T19:00:00</ev:startdate>"
SOUND = rss_item(2, START)


def test_an_item_is_read_with_all_it_says() -> None:
    item = rss_item(
        1,
        "<link>/walks/1</link><pubDate>Sun, 01 Feb 2026 08:00:00 GMT</pubDate>",
        "<xcal:dtstart>20260306T190000</xcal:dtstart><xcal:dtend>20260306T210000</xcal:dtend>",
        "<xcal:location>Old Quay</xcal:location><category>Walks</category>",
        "<description>short</description>",
        "<content:encoded><![CDATA[<p>One &amp; all</p><p>Two</p>]]></content:encoded>",
        '<media:content url="/quay.jpg" medium="image"/><georss:point>27.3 -82.5</georss:point>',
    )
    found = only(read("rss", rss_page(item)).occurrences)
    assert starts([found]) == ["2026-03-06T19:00:00-05:00"]
    assert found.end is not None
    assert (found.uid, found.summary) == ("walk-1", "Quay Walk 1")
    assert (found.url, found.location) == ("https://harbor.example/walks/1", "Old Quay")
    assert found.description == "One & all\n\nTwo"
    assert (found.categories, found.geo) == (("Walks",), (27.3, -82.5))
    assert found.image_url == "https://harbor.example/quay.jpg"


@pytest.mark.parametrize(
    "element",
    [
        START,
        "<xcal:dtstart>2026-03-06T19:00:00-05:00</xcal:dtstart>",
        "<event:start_date>2026-03-06 19:00</event:start_date>",
        "<tribe:event_start>2026-03-06 7:00 PM</tribe:event_start>",
        "<s:localtime>2026-03-06T19:00:00-05:00</s:localtime>",
        "<startDate>Fri, 06 Mar 2026 19:00:00 -0500</startDate>",
        "<ev:event><ev:startdate>2026-03-06T19:00</ev:startdate></ev:event>",
        "<ev:startdate><![CDATA[March 6, 2026 7pm]]></ev:startdate>",
    ],
)
def test_the_start_is_found_in_any_module(element: str) -> None:
    reading = read("rss", rss_page(rss_item(1, element)))
    assert starts(reading.occurrences) == ["2026-03-06T19:00:00-05:00"]


def test_a_posts_own_date_is_never_taken_for_the_events() -> None:
    item = rss_item(1, "<pubDate>Fri, 06 Mar 2026 19:00:00 GMT</pubDate>")
    reading = read("rss", rss_page(item, SOUND))
    assert only(reading.occurrences).uid == "walk-2"
    assert reading.problems[0].reason == "The item has no event date."
    assert (reading.problems[0].uid, reading.problems[0].line) == ("walk-1", 3)


def test_atom_with_markup_and_when_is_read() -> None:
    feed = b"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:gd="http://schemas.google.com/g/2005">
      <title>Quay</title><entry><title type="html">Songs &amp;amp; Tea</title><id>urn:quay:1</id>
      <link rel="self" href="https://quay.example/self"/><link href="https://quay.example/1"/>
      <gd:when startTime="2026-03-06T19:00:00-05:00" endTime="2026-03-06T20:00:00-05:00"/>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a</p><p>b</p></div></content>
      <category term="Music"/></entry></feed>"""
    reading = read("rss", feed)
    found = only(reading.occurrences)
    assert (found.uid, found.summary, found.description) == ("urn:quay:1", "Songs & Tea", "a\n\nb")
    assert (found.url, found.categories) == ("https://quay.example/1", ("Music",))
    assert found.end is not None
    assert (reading.calendar_name, reading.is_partial) == ("Quay", False)


def test_rss_1_is_read() -> None:
    feed = b"""<?xml version="1.0"?><rdf:RDF xmlns="http://purl.org/rss/1.0/"
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns:ev="http://purl.org/rss/1.0/modules/event/"><channel><title>Q</title></channel>
      <item rdf:about="https://quay.example/1"><title>Tea</title><link>https://quay.example/1</link>
      <ev:startdate>2026-03-06</ev:startdate></item></rdf:RDF>"""
    found = only(read("rss", feed).occurrences)
    assert (found.uid, found.all_day) == ("https://quay.example/1", True)


@pytest.mark.parametrize(
    "broken",
    [
        "<description><![CDATA[never closed</description>",
        "<b><i>never closed",
        "</channel></rss>",
        "<description>a < b & c &nbsp; &made_up;</description>",
        "<unknown:thing>x</unknown:thing>",
        '<media:content url="',
        "<ev:startdate>soon</ev:startdate>",
        "<!-- never closed",
        "\x00\x01\x02",
        "<a:b:c d:e:f='1'/>",
    ],
)
def test_a_broken_item_costs_no_neighbour(broken: str) -> None:
    page = rss_page(rss_item(1, START), rss_item(9, broken), SOUND)
    found = {each.uid for each in read("rss", page).occurrences}
    assert {"walk-1", "walk-2"} <= found


def test_broken_xml_is_still_read_where_title_and_date_can_be() -> None:
    item = rss_item(1, START, "<b>never closed")
    reading = read("rss", rss_page(item, SOUND))
    assert [each.uid for each in reading.occurrences] == ["walk-1", "walk-2"]
    assert "damaged" in reasons(reading)


def test_entities_are_never_expanded_and_nothing_outside_is_loaded() -> None:
    head = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    item = rss_item(1, START, "<description>&x;&b;</description>")
    reading = read("rss", rss_page(item, head=head))
    assert only(reading.occurrences).description == "&x;&b;"
    assert "entities of its own" in reasons(reading)


def test_a_feed_that_is_cut_off_keeps_its_complete_items() -> None:
    page = rss_page(rss_item(1, START), SOUND)
    reading = read("rss", page[: page.index(b"Walk 2") + 4])
    assert only(reading.occurrences).uid == "walk-1"
    assert reading.is_partial
    assert "cut off" in reasons(reading)
    assert read("rss", page[:-10]).is_partial
    assert not read("rss", page).is_partial


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (b"<html><title>Just a moment...</title></html>", "bot check"),
        (b"<html><p>Hello", "web page"),
        (b'{"a": 1}', "JSON"),
        (b"", "empty"),
        (b"hello", "not an RSS or Atom feed"),
        (b"<?xml version='1.0'?><kml/>", "XML document"),
    ],
)
def test_what_is_no_feed_is_called_what_it_is(page: bytes, words: str) -> None:
    with pytest.raises(NotACalendarError, match=words):
        read("rss", page)
