"""What arrives instead of a calendar, and calendars that arrive damaged."""

import gzip

import pytest

from app.events.calendar import CalendarTooLargeError, NotACalendarError
from tests.factories.written_calendars import calendar, event, only, read, reasons

SOUND = event("DTSTART:20260110T190000Z", uid="sound", summary="Café — Jazz")
SECOND = event("DTSTART:20260111T190000Z", uid="second", summary="Second")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b" \r\n\r\n ", "empty"),
        (b"<!DOCTYPE html><html><body>Just a moment...</body></html>", "web page"),
        (b"\xef\xbb\xbf\n<HTML><head>", "web page"),
        (b"<?xml version='1.0'?><feed/>", "XML"),
        (b'{"events": []}', "JSON"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n", "image"),
        (bytes(range(256)), "binary"),
        (b"Title,Date\nJazz,2026-01-10\n", "no line says BEGIN:VCALENDAR"),
        (b"\x1f\x8b broken", "gzip"),
    ],
)
def test_what_is_no_calendar_is_called_what_it_is(raw: bytes, words: str) -> None:
    with pytest.raises(NotACalendarError, match=words):
        read(raw)


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><html><head><title>Just a moment...</title>" + b" " * 50_000,
        b"<html><title>Attention Required! | Cloudflare</title></html>",
        b"<html><title>Pardon Our Interruption</title></html>",
        b"<html><body>Please verify you are a human to go on.</body></html>",
        b"<html><body><script src='/_Incapsula_Resource?x=1'></script></body></html>",
        b"<html><body><iframe src='https://geo.captcha-delivery.com/c'></iframe></body></html>",
        b"<html><title>Harbor</title><div id='px-captcha'></div></html>",
        b"<html><title>Access Denied</title>Reference&#32;&#35;18</html>",
        b"<html><noscript>Enable JavaScript and cookies to continue</noscript></html>",
    ],
)
def test_a_bot_check_is_called_a_bot_check(page: bytes) -> None:
    with pytest.raises(NotACalendarError, match=r"^This is a bot check .*, not a calendar\.$"):
        read(page)


def test_a_login_page_is_called_a_login_page() -> None:
    form = b"<form><input name=u><input name=p type='password'></form>"
    with pytest.raises(NotACalendarError, match="login page"):
        read(b"<html><title>Sign in - Harbor</title>" + form)
    with pytest.raises(NotACalendarError, match="web page"):
        read(b"<html><title>Harbor News</title>" + form)


def test_a_long_page_with_a_captcha_in_its_form_is_no_bot_check() -> None:
    page = b"<html><title>Harbor</title>" + b"<p>News</p>" * 4_000 + b"<div class='g-recaptcha'>"
    with pytest.raises(NotACalendarError, match=r"web page \(HTML\)"):
        read(page)


def test_more_than_20_mb_is_refused_unread_and_unpacked() -> None:
    large = b"BEGIN:VCALENDAR\r\n" + b" " * (21 * 1024 * 1024)
    with pytest.raises(CalendarTooLargeError, match="21 MB"):
        read(large)
    with pytest.raises(CalendarTooLargeError, match="unpacks to more than 20 MB"):
        read(gzip.compress(large))


@pytest.mark.parametrize(
    "encoded",
    [
        lambda raw: raw,
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: raw.decode().encode("utf-16"),
        lambda raw: raw.decode().encode("utf-16-le"),
        lambda raw: raw.decode().encode("utf-16-be"),
        lambda raw: raw.decode().encode("utf-32"),
        lambda raw: raw.decode().encode("cp1252"),
        gzip.compress,
        lambda raw: raw.replace(b"\r\n", b"\n"),
        lambda raw: raw.replace(b"\r\n", b"\r"),
        lambda raw: raw.replace(b"\r\n", b"\r\r\n"),
        lambda raw: raw.replace(b"\r\n", b"\r\n\r\n"),
        lambda raw: raw.replace(b"\r\n", b" \r\n"),
        lambda raw: raw.lower().replace(b":caf", b":Caf").replace(b"jazz", b"Jazz").replace(
            b"summary:second", b"summary:Second"
        ),
        lambda raw: b"<br /><b>Warning</b>: something in line 7<br />\n" + raw,
        lambda raw: raw + b"<html>appended</html>",
        lambda raw: raw.replace(b"SUMMARY", b'SUMMARY;LANGUAGE=en;X-A="b:c;d"'),
    ],
    ids=[
        "as is", "BOM", "UTF-16", "UTF-16 LE bare", "UTF-16 BE bare", "UTF-32", "cp1252", "gzip",
        "LF", "CR", "CR CR LF", "blank lines", "trailing blanks", "lower case", "PHP warning",
        "appended HTML", "quoted parameters",
    ],
)  # fmt: skip
def test_a_calendar_is_read_in_any_wrapping(encoded) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    reading = read(encoded(calendar(SOUND, SECOND)))
    assert [each.summary for each in reading.occurrences] == ["Café — Jazz", "Second"]
    assert not reading.is_partial
    assert not reading.problems


def test_a_declared_charset_is_used_where_the_bytes_are_no_utf_8() -> None:
    raw = calendar(event("DTSTART:20260110T190000Z", summary="Ђак")).decode().encode("cp1251")
    assert only(read(raw, declared_charset="windows-1251").occurrences).summary == "Ђак"
    assert only(read(raw, declared_charset="no-such-charset").occurrences).summary


def test_one_latin_1_line_does_not_spoil_the_utf_8_of_the_others() -> None:
    raw = calendar(SOUND, SECOND).replace(b"SUMMARY:Second", "SUMMARY:Séance".encode("latin-1"))
    assert [each.summary for each in read(raw).occurrences] == ["Café — Jazz", "Séance"]


def test_a_fold_inside_a_utf_8_character_is_mended() -> None:
    # RFC 5545, 3.1: implementations may fold in the middle of a multi-octet sequence.
    whole = "Café".encode()
    raw = calendar(SOUND).replace(whole, whole[:4] + b"\r\n " + whole[4:])
    assert only(read(raw).occurrences).summary == "Café — Jazz"


def test_a_folded_begin_and_a_folded_date_are_mended() -> None:
    raw = calendar(SOUND).replace(b"BEGIN:VEVENT", b"BEG\r\n IN:VEV\r\n\tENT")
    raw = raw.replace(b"20260110T190000Z", b"20260110\r\n T190000Z")
    assert only(read(raw).occurrences).start.hour == 19


def test_an_indent_after_the_end_of_an_event_is_no_fold() -> None:
    raw = calendar(SOUND, SECOND).replace(
        b"\nBEGIN:VEVENT\r\nUID:sec", b"\n  BEGIN:VEVENT\r\nUID:sec"
    )
    assert [each.uid for each in read(raw).occurrences] == ["sound", "second"]


def test_a_description_with_unfolded_lines_keeps_them() -> None:
    text = "DESCRIPTION:First line\r\nsecond line, not folded\r\n\r\nNote: bring water"
    found = only(read(calendar(event("DTSTART:20260110T190000Z", text))).occurrences)
    assert found.description == "First line\nsecond line, not folded\nNote: bring water"


def test_a_truncated_download_keeps_its_complete_events_and_is_partial() -> None:
    raw = calendar(SOUND, SECOND)
    cut = raw[: raw.index(b"SUMMARY:Second") + 9]
    reading = read(cut)
    assert [each.uid for each in reading.occurrences] == ["sound"]
    assert reading.is_partial
    problem = reading.problems[-1]
    assert "middle of an event" in problem.reason
    assert (problem.uid, problem.line) == ("second", 9)


def test_a_file_without_its_last_line_is_partial() -> None:
    reading = read(calendar(SOUND).removesuffix(b"END:VCALENDAR\r\n"))
    assert reading.is_partial
    assert len(reading.occurrences) == 1
    assert "END:VCALENDAR" in reasons(reading)


def test_gzip_that_ends_too_early_is_partial() -> None:
    events = (event(f"DTSTART:20260110T19{n % 60:02}00Z", uid=f"e{n * 7919}") for n in range(400))
    packed = gzip.compress(calendar(*events))
    reading = read(packed[: len(packed) // 2])
    assert reading.is_partial
    assert reading.occurrences


def test_every_calendar_of_a_file_is_read() -> None:
    reading = read(calendar(SOUND) + b"\r\n" + b"\xef\xbb\xbf" + calendar(SECOND))
    assert [each.uid for each in reading.occurrences] == ["sound", "second"]
    assert not reading.is_partial


@pytest.mark.parametrize(
    "damage",
    [
        (b"END:VEVENT\r\nBEGIN:VEVENT\r\nUID:second", b"BEGIN:VEVENT\r\nUID:second"),
        (b"SUMMARY:Second", b"BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nSUMMARY:Second"),
        (b"UID:second", b"UID:second\r\nnot a line\r\nX-\x00\xff:\x80"),
        (b"BEGIN:VEVENT\r\nUID:second", b"END:VEVENT\r\nEND:VTODO\r\nBEGIN:VEVENT\r\nUID:second"),
    ],
    ids=["no END:VEVENT", "open VALARM", "rubbish", "stray ENDs"],
)
def test_a_badly_closed_event_costs_no_neighbour(damage: tuple[bytes, bytes]) -> None:
    raw = calendar(SOUND, SECOND).replace(*damage)
    assert {each.uid for each in read(raw).occurrences} == {"sound", "second"}


def test_what_lies_in_alarms_and_other_components_is_not_the_events() -> None:
    alarm = (
        "BEGIN:VALARM", "SUMMARY:Wake up", "DESCRIPTION:Alarm", "DURATION:PT5M", "END:VALARM",
    )  # fmt: skip
    todo = "BEGIN:VTODO\r\nUID:todo\r\nDTSTART:20260110T190000Z\r\nSUMMARY:Chore\r\nEND:VTODO\r\n"
    found = only(read(calendar(todo, event("DTSTART:20260110T190000Z", *alarm))).occurrences)
    assert (found.summary, found.description, found.end) == ("Jazz", None, None)


def test_texts_are_unescaped_and_cleaned() -> None:
    # RFC 5545, 3.3.11
    found = only(
        read(
            calendar(
                event(
                    "DTSTART:20260110T190000Z",
                    r"LOCATION:Harbor Hall\, Main Stage\nSarasota",
                    "DESCRIPTION:<p>Songs &amp\\; stories<br>for <b>all</b></p>",
                    "URL:https://example.org/jazz",
                    r"CATEGORIES:Music\, live,Jazz",
                    "CATEGORIES:Jazz,Bar",
                    'ORGANIZER;CN="Tide, Inc.":mailto:hello@example.org',
                    "GEO:27.33;-82.54",
                    "LAST-MODIFIED:20260101T120000Z",
                    "SEQUENCE:3",
                    summary=r"Arts &amp\; Crafts\; live",
                )
            )
        ).occurrences
    )
    assert found.summary == "Arts & Crafts; live"
    assert found.location == "Harbor Hall, Main Stage Sarasota"
    assert found.description == "Songs & stories\nfor all"
    assert found.url == "https://example.org/jazz"
    assert found.categories == ("Music, live", "Jazz", "Bar")
    assert (found.organizer, found.geo, found.sequence) == ("Tide, Inc.", (27.33, -82.54), 3)
    assert found.last_modified is not None
    assert found.last_modified.isoformat() == "2026-01-01T12:00:00+00:00"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a b", "data:text/html,x", ""])
def test_an_address_that_no_page_may_link_is_none(url: str) -> None:
    found = only(read(calendar(event("DTSTART:20260110T190000Z", f"URL:{url}"))).occurrences)
    assert found.url is None


def test_the_calendars_name_is_told() -> None:
    assert read(calendar(SOUND, head=(r"X-WR-CALNAME:Jazz\, etc.",))).calendar_name == "Jazz, etc."


def test_an_empty_calendar_is_a_calendar() -> None:
    reading = read(calendar())
    assert (reading.occurrences, reading.problems, reading.is_partial) == ([], [], False)
