"""Which statement of a reading continues which stored one. Pure; the rows come from the caller.

Identity is the UID and the original start. A feed that moves a one-off, or a whole series to
another hour, gives new original starts; such a date keeps the identity that it was stored under,
so that its address stays and readers can be told what it moved from. A feed that gives its events
other UIDs (some do at every answer) is followed by what they say: title, start and place.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.events.calendar.records import CalendarOccurrence
from app.events.ingestion.repository import Stored
from app.events.rules import normal_form

# Title, instant and place.
Content = tuple[str, datetime, str]


@dataclass(frozen=True, slots=True)
class Statement:
    """One occurrence of a reading under the original start that it is stored with.

    `uid` is the feed's present one, which may be another than is stored.
    """

    uid: str
    recurrence_key: str
    occurrence: CalendarOccurrence
    payload: dict[str, Any]
    payload_sha256: bytes
    stored: Stored | None

    @property
    def is_renamed(self) -> bool:
        """Whether its feed gives what is stored another UID now."""
        return self.stored is not None and self.stored.uid != self.uid

    @property
    def is_unchanged(self) -> bool:
        """Whether it says exactly what is stored."""
        return (
            self.stored is not None
            and not self.stored.is_missing
            and self.stored.payload_sha256 == self.payload_sha256
        )


@dataclass(slots=True)
class EventStatements:
    """The statements that make one event, and the event that they belonged to so far."""

    statements: list[Statement]
    event_id: int | None

    @property
    def is_unchanged(self) -> bool:
        """Whether every statement is."""
        return all(statement.is_unchanged for statement in self.statements)


@dataclass(slots=True)
class Reconciliation:
    """A reading laid beside what is stored: events, and what the feed no longer names."""

    events: list[EventStatements] = field(default_factory=list)
    vanished: list[Stored] = field(default_factory=list)


def reconcile(
    occurrences: Iterable[CalendarOccurrence],
    stored: Sequence[Stored],
    *,
    window: tuple[datetime, datetime],
    names_everything: bool,
    keeps_uids: bool = False,
) -> Reconciliation:
    """Match a reading with what is stored of the same feed.

    A stored date has vanished when it begins within `window` (from now to where the reading ends)
    and the reading lacks it. Where a reading does not name everything there is (a file that was
    imported by hand), only dates of the UIDs that it does name can vanish. Of a feed that
    `keeps_uids` nothing is looked for under another one.
    """
    incoming: dict[str, list[CalendarOccurrence]] = defaultdict(list)
    for occurrence in occurrences:
        incoming[_stored_uid(occurrence)].append(occurrence)
    stored_by_uid: dict[str, list[Stored]] = defaultdict(list)
    for old in stored:
        stored_by_uid[old.uid].append(old)
    renamed = {} if keeps_uids else _renamed(incoming, stored_by_uid)
    taken = {old.id for old in renamed.values()}

    result = Reconciliation()
    matched: set[int] = set()
    for uid, dates in incoming.items():
        known = [old for old in stored_by_uid.get(uid, ()) if old.id not in taken]
        statements = _match(uid, dates, known, renamed)
        result.events += _events(statements, known)
        matched |= {statement.stored.id for statement in statements if statement.stored}
    result.vanished = [
        old
        for old in stored
        if old.id not in matched
        and not old.is_withdrawn
        and window[0] <= old.start < window[1]
        and (names_everything or old.uid in incoming)
    ]
    return result


def _renamed(
    incoming: Mapping[str, Sequence[CalendarOccurrence]],
    stored_by_uid: Mapping[str, Sequence[Stored]],
) -> dict[int, Stored]:
    """Find what goes by another UID now by what it says; the result is by id() of the date.

    Some feeds number their events anew at every answer: then UID 1 is somebody else each time, and
    what a date says counts for more than its UID. A series whose UID stays is left alone.
    """
    nameless: dict[Content, list[Stored]] = defaultdict(list)
    for uid, known in stored_by_uid.items():
        said = {_content_of(date) for date in incoming.get(uid, ())}
        is_series = any(date.is_recurring for date in incoming.get(uid, ()))
        for old in known:
            content = _content_of_payload(old.payload)
            if not is_series and content not in said:
                nameless[content].append(old)
    found: dict[int, Stored] = {}
    for uid, dates in incoming.items():
        known_here = {_content_of_payload(old.payload) for old in stored_by_uid.get(uid, ())}
        for date in dates:
            content = _content_of(date)
            if content in known_here or (date.is_recurring and known_here):
                continue
            if nameless.get(content):
                found[id(date)] = nameless[content].pop(0)
    return found


def _match(
    uid: str,
    dates: Sequence[CalendarOccurrence],
    known: Sequence[Stored],
    renamed: Mapping[int, Stored],
) -> list[Statement]:
    unmatched = {old.recurrence_key: old for old in known}
    pairs = [
        (date, renamed.get(id(date)) or unmatched.pop(date.recurrence_key, None)) for date in dates
    ]
    alone = [date for date, old in pairs if old is None]
    moved = _moves(alone, list(unmatched.values()), is_one_off=len(dates) == len(known) == 1)
    return [_statement(uid, date, old or moved.get(id(date))) for date, old in pairs]


def _moves(
    alone: Sequence[CalendarOccurrence], unmatched: Sequence[Stored], *, is_one_off: bool
) -> dict[int, Stored]:
    """Pair dates without a stored identity with identities without a date, by id() of the date."""
    if is_one_off and alone and unmatched and not alone[0].is_recurring:
        return {id(alone[0]): unmatched[0]}
    by_day: dict[str, list[Stored]] = defaultdict(list)
    for old in unmatched:
        by_day[old.recurrence_key[:10]].append(old)
    days = [date.recurrence_key[:10] for date in alone]
    return {
        id(date): by_day[day][0]
        for date, day in zip(alone, days, strict=True)
        if date.is_recurring and len(by_day[day]) == 1 and days.count(day) == 1
    }


def _events(statements: Sequence[Statement], known: Sequence[Stored]) -> list[EventStatements]:
    """Make one event of a UID, or several where a feed gives one UID to different one-offs."""
    if any(each.occurrence.is_recurring for each in statements):
        stored = Counter(each.stored.event_id for each in statements if each.stored)
        stored.update(old.event_id for old in known)
        event_id = stored.most_common(1)[0][0] if stored else None
        return [EventStatements(list(statements), event_id)]
    return [
        EventStatements([each], each.stored.event_id if each.stored else None)
        for each in statements
    ]


def _statement(uid: str, occurrence: CalendarOccurrence, stored: Stored | None) -> Statement:
    payload = _payload(occurrence)
    canonical = json.dumps(payload, sort_keys=True, ensure_ascii=False).encode()
    return Statement(
        uid=uid,
        recurrence_key=stored.recurrence_key if stored else occurrence.recurrence_key,
        occurrence=occurrence,
        payload=payload,
        payload_sha256=hashlib.sha256(canonical).digest(),
        stored=stored,
    )


def _payload(occurrence: CalendarOccurrence) -> dict[str, Any]:
    """What the feed says, without the noise (SEQUENCE, LAST-MODIFIED) that is no change."""
    said: dict[str, Any] = {
        "summary": occurrence.summary,
        "description": occurrence.description,
        "location": occurrence.location,
        "url": occurrence.url,
        "categories": list(occurrence.categories),
        "organizer": occurrence.organizer,
        "start": occurrence.start.isoformat(),
        "end": occurrence.end.isoformat() if occurrence.end else None,
        "all_day": occurrence.all_day,
        "zone": occurrence.zone,
        "status": occurrence.status,
        "is_recurring": occurrence.is_recurring,
    }
    more = {
        "address": occurrence.address,
        "cost": occurrence.cost,
        "is_free": occurrence.is_free,
        "image_url": occurrence.image_url,
    }
    return said | {name: value for name, value in more.items() if value is not None}


def _content_of_payload(payload: dict[str, Any]) -> Content:
    return _content(
        payload["summary"], datetime.fromisoformat(payload["start"]), payload["location"]
    )


def _content_of(occurrence: CalendarOccurrence) -> Content:
    return _content(occurrence.summary, occurrence.start, occurrence.location)


def _content(summary: str, start: datetime, location: str | None) -> Content:
    return normal_form(summary), start, normal_form(location or "")


def _stored_uid(occurrence: CalendarOccurrence) -> str:
    return f"{occurrence.uid}#{occurrence.variant}" if occurrence.variant else occurrence.uid
