"""What holds for every input of every adapter: words or a reading, soon, and no lost neighbour."""

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.events.calendar import NotACalendarError
from app.events.calendar.errors import UnreadableValueError
from app.events.formats import ADAPTERS
from app.events.formats.json_pages import Allowance, read_json
from app.events.formats.texts import line, paragraphs, web_address
from app.events.formats.written_dates import read_times, read_written
from tests.events.formats.fuzzing import fuzz, neighbours_of
from tests.events.formats.seeds import Seed, seeds
from tests.factories.written_calendars import reasons
from tests.factories.written_pages import (
    ld_event,
    ld_page,
    read,
    rss_item,
    rss_page,
    tribe_event,
    tribe_page,
)

PARTED = [each for each in seeds() if each.victim]
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)


def test_a_few_seconds_of_fuzzing_find_nothing() -> None:
    report = fuzz(seconds=5, seed=20260306)
    assert report.findings == []
    assert report.executions.total() > 5
    assert report.neighbours_checked > 0


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(ADAPTERS)), st.binary())
def test_any_bytes_are_read_or_refused_in_words(name: str, raw: bytes) -> None:
    try:
        read(name, raw)
    except NotACalendarError as error:
        assert str(error).endswith(".")  # noqa: PT017  either outcome is sound


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(PARTED), st.integers(0, 2_000), st.integers(0, 30), st.binary(max_size=6))
def test_damage_to_one_event_costs_no_neighbour(
    seed: Seed, place: int, length: int, nasty: bytes
) -> None:
    first = place % (len(seed.victim) + 1)
    victim = seed.victim[:first] + nasty + seed.victim[first + length :]
    sound = neighbours_of(read(seed.name, seed.whole))
    assert len(sound) == 2
    assert sound <= neighbours_of(read(seed.name, seed.before + victim + seed.after))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PARTED), st.floats(0, 1))
def test_a_page_that_is_cut_off_after_an_event_keeps_it_and_is_partial(
    seed: Seed, share: float
) -> None:
    if seed.name == "csv":
        return  # a table has no end that could be missing
    rest = seed.victim + seed.after
    cut = seed.before + rest[: int(len(rest) * share * 0.9)]
    reading = read(seed.name, cut)
    assert reading.is_partial
    assert any("before" in each.summary for each in reading.occurrences)


@settings(max_examples=150, deadline=None)
@given(values)
def test_json_of_any_shape_in_any_field_is_read_or_a_problem(value: Any) -> None:
    event = tribe_event(1)
    for field in event:
        reading = read("tribe", json_bytes({"events": [{**event, field: value}, tribe_event(2)]}))
        assert "harbor.example?id=2" in {each.uid for each in reading.occurrences}
    for field in ("name", "startDate", "location", "offers", "eventSchedule", "subEvent", "@id"):
        page = ld_page([ld_event(url="/other", name="Other"), ld_event(**{field: value})])
        assert "Other" in {each.summary for each in read("json_ld", page).occurrences}


@settings(max_examples=200, deadline=None)
@given(values)
def test_sound_json_is_read_as_it_is(value: Any) -> None:
    text = json.dumps(value)
    if text[:1] in ("{", "[") and "NaN" not in text and "Infinity" not in text:
        assert read_json(text, Allowance()).values == [json.loads(text)]


@given(st.text())
def test_any_text_is_a_date_or_none_and_fit_for_a_page(text: str) -> None:
    for reader in (read_written, read_times):
        try:
            reader(text)
        except UnreadableValueError as error:
            str(error).encode()
    for shown in (line(text), paragraphs(text) or "", web_address(text, "https://x.example") or ""):
        shown.encode()
        assert "\0" not in shown


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("json_ld", b'<script type="application/ld+json">' + b'{"a":' * 60_000),
        ("json_ld", b'<script type="application/ld+json">' + b"[" * 300_000),
        ("json_ld", b'<script type="application/ld+json">' + b" " * 3_000_000 + b"]]>"),
        ("json_ld", b"<!--<script" * 50_000),
        ("json_ld", b"<html>" + b"<div itemscope itemprop=a>" * 50_000),
        ("json_ld", ld_page(ld_event(name="<" * 200_000, description="<p" * 200_000))),
        ("json_ld", ld_page(ld_event(startDate=["2026-03-06"] * 50_000))),
        ("json_ld", ld_page(ld_event(subEvent=[ld_event(name=str(n)) for n in range(4_000)]))),
        ("tribe", b'{"events":[' + b'{"id":"' * 40_000),
        ("tribe", b'{"events":[' + b"//" * 500_000),
        ("tribe", tribe_page(tribe_event(1, description="<div>" * 100_000))),
        ("rss", rss_page(rss_item(1, "<a>" * 100_000))),
        ("rss", rss_page(rss_item(1, "&amp;" * 200_000))),
        ("rss", b"<rss>" + b"<item>" * 500_000),
        ("csv", b"Title,Start\n" + b"\n" * 5_000_000),
        ("csv", b"Title,Start\n" + b',"a' * 1_000_000),
        ("csv", b"Title,Start\n" + b'"' * 5_000_000),
        ("csv", b"Title,Start\n" + b'"a\n' * 500_000),
    ],
    ids=lambda value: value if isinstance(value, str) else value[:30].decode(),
)
def test_large_and_deep_inputs_take_bounded_time(name: str, raw: bytes) -> None:
    began = time.process_time()
    try:
        read(name, raw)
    except NotACalendarError as error:
        assert str(error).endswith(".")  # noqa: PT017  either outcome is sound
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    "page",
    [
        [ld_event(offers={"@id": "#o"}, keywords="a," * 50) for _ in range(4_000)]
        + [{"@id": "#o", "name": "o", "offers": [{"price": str(n)} for n in range(20_000)]}],
        ld_event(
            description="<p>x" * 20_000,
            image=["mailto:x"] * 50_000,
            keywords="a," * 100_000,
            subEvent=[ld_event(name=str(n), startDate="2026-03-06") for n in range(2_000)],
        ),
        [ld_event(startDate=["2026-03-06"] * 300, name=str(n)) for n in range(700)],
        [
            ld_event(name=str(n), eventSchedule=[{"repeatFrequency": "P1D"}] * 40)
            for n in range(800)
        ],
        None,
    ],
    ids=["offers", "inherited", "dates", "schedules", "scripts"],
)
def test_what_is_shared_or_repeated_takes_bounded_time(page: Any) -> None:
    broken = '[{"@type":"Event",' * 1_000
    raw = ld_page(*([broken] * 200 if page is None else [page]))
    began = time.process_time()
    read_or_refuse("json_ld", raw)
    assert time.process_time() - began < 10


def read_or_refuse(name: str, raw: bytes) -> None:
    try:
        read(name, raw)
    except NotACalendarError as error:
        assert str(error).endswith(".")  # noqa: PT017  either outcome is sound


def test_a_schedule_without_end_gives_a_bounded_number_of_dates() -> None:
    endless = {"repeatFrequency": "P1D", "startDate": "1900-01-01", "startTime": "10:00"}
    found = read("json_ld", ld_page(ld_event(eventSchedule=[endless] * 20))).occurrences
    assert len(found) == 365


def test_more_items_than_any_city_has_are_cut_and_said_to_be() -> None:
    rows = "Title,Start\n" + "A,2026-03-06\n" * 20_005
    reading = read("csv", rows.encode())
    assert reading.is_partial
    assert "more than 20000 items" in reasons(reading)


@pytest.mark.parametrize("name", sorted(ADAPTERS))
def test_more_than_20_mb_are_refused(name: str) -> None:
    with pytest.raises(NotACalendarError, match="MB"):
        read(name, b"PK\x03\x04" + b" " * (21 * 1024 * 1024))
    with pytest.raises(NotACalendarError, match="no page"):
        read(name)


def json_bytes(value: Any) -> bytes:
    return json.dumps(value).encode()
