"""Which venue a reading's locations name, and which of them a curator has to look at."""

from collections.abc import Mapping
from datetime import datetime

from app.events.calendar.records import CalendarOccurrence
from app.events.ingestion.repository import Row
from app.events.matching.venues import VenueMatch, VenueMatcher
from app.events.rules import normal_form


class Places:
    """Places the occurrences of one feed; `own_venue_id` is where they are that name no place.

    `answered` holds the venues that curators named for places, by the form of the place.
    """

    def __init__(
        self,
        matcher: VenueMatcher,
        own_venue_id: int | None,
        answered: Mapping[str, int] | None = None,
    ) -> None:
        self._matcher = matcher
        self._own_venue_id = own_venue_id
        self._answered = answered or {}
        self._questions: dict[str, tuple[str, VenueMatch]] = {}

    def columns(self, occurrence: CalendarOccurrence) -> Row:
        """Return an observation's columns about its place."""
        if not occurrence.location:
            return {"place_form": None, "venue_id": self._own_venue_id, "room": None}
        return self.find(occurrence.location, occurrence.address)

    def find(self, location: str, address: str | None) -> Row:
        """Return an observation's columns about a place that it names."""
        form = place_form(location, address)
        match = self._matcher.match(location, address)
        if form in self._answered:
            venue_id = self._answered[form]
            room = match.room if match.venue_id == venue_id else None
            return {"place_form": form, "venue_id": venue_id, "room": room}
        if match.venue_id is None and match.suggestions:
            self._questions[form] = (_written(location, address), match)
        return {"place_form": form, "venue_id": match.venue_id, "room": match.room}

    def questions(self, seen_at: datetime) -> list[Row]:
        """Return what is to be asked about the places that were not recognised."""
        return [
            {
                "place_form": form,
                "location_text": written,
                "suggestions": [
                    {"venue_id": each.venue_id, "score": round(each.score, 1)}
                    for each in match.suggestions
                ],
                "first_seen_at": seen_at,
                "last_seen_at": seen_at,
            }
            for form, (written, match) in sorted(self._questions.items())
        ]


def place_form(location: str, address: str | None) -> str:
    """Return the form under which a place is remembered as its sources write it."""
    return normal_form(f"{location}, {address}" if address else location)


def _written(location: str, address: str | None) -> str:
    return f"{location}, {address}" if address else location
