"""Which statement of a reading continues which stored one. Pure; the rows come from the caller.

Identity is the UID and the original start. A feed that moves a one-off, or a whole series to
another hour, gives new original starts; such a date keeps the identity that it was stored under,
so that its address stays and readers can be told what it moved from.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.events.calendar.records import CalendarOccurrence
from app.events.ingestion.repository import Stored


@dataclass(frozen=True, slots=True)
class Statement:
    """One occurrence of a reading under the identity that it is stored with."""

    uid: str
    recurrence_key: str
    occurrence: CalendarOccurrence
    payload: dict[str, Any]
    payload_sha256: bytes
    stored: Stored | None

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
    occurrences: Iterable[CalendarOccurrence], stored: Iterable[Stored], *, vanish_after: datetime
) -> Reconciliation:
    """Match a reading with what is stored of the same feed.

    A stored date has vanished when the reading names its UID without it and it begins at or
    after `vanish_after`. A UID that the reading does not name at all is left alone.
    """
    stored_by_uid: dict[str, list[Stored]] = defaultdict(list)
    for old in stored:
        stored_by_uid[old.uid].append(old)
    incoming_by_uid: dict[str, list[CalendarOccurrence]] = defaultdict(list)
    for occurrence in occurrences:
        incoming_by_uid[_stored_uid(occurrence)].append(occurrence)

    result = Reconciliation()
    for uid, dates in incoming_by_uid.items():
        known = stored_by_uid.get(uid, [])
        statements = _match(uid, dates, known)
        result.events += _events(statements, known)
        matched = {statement.stored.id for statement in statements if statement.stored}
        result.vanished += [
            old
            for old in known
            if old.id not in matched
            and not old.is_missing
            and datetime.fromisoformat(old.payload["start"]) >= vanish_after
        ]
    return result


def _match(
    uid: str, dates: Sequence[CalendarOccurrence], known: Sequence[Stored]
) -> list[Statement]:
    unmatched = {old.recurrence_key: old for old in known}
    pairs = [(date, unmatched.pop(date.recurrence_key, None)) for date in dates]
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
        return [EventStatements(list(statements), known[0].event_id if known else None)]
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
    return {
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


def _stored_uid(occurrence: CalendarOccurrence) -> str:
    return f"{occurrence.uid}#{occurrence.variant}" if occurrence.variant else occurrence.uid
