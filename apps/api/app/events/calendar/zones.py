"""Which zone a written time is in: known name > VTIMEZONE > X-WR-TIMEZONE > feed > site."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from app.events.calendar.blocks import CalendarBlock, TimezoneBlock
from app.events.calendar.declared_zones import DeclaredZone, declared_zone
from app.events.calendar.errors import UnreadableValueError
from app.events.calendar.moments import Moment
from app.events.calendar.rule_dates import TooMuchWorkError, WorkBudget

_IANA_SHAPE = re.compile(r"[A-Za-z][A-Za-z0-9_+\-]*(?:/[A-Za-z0-9_+\-]+)*")
_OFFSET_NAME = re.compile(r"(?:UTC|GMT)\s*([-+])\s*(\d{1,2})(?:[:.]?00)?", re.IGNORECASE | re.ASCII)
_OUTLOOK_LABEL = re.compile(r"\((?:UTC|GMT)[^)]*\)\s*(.+)", re.IGNORECASE)
_OUTLOOK_NAMES = {
    "eastern time (us & canada)": "America/New_York",
    "central time (us & canada)": "America/Chicago",
    "mountain time (us & canada)": "America/Denver",
    "pacific time (us & canada)": "America/Los_Angeles",
    "arizona": "America/Phoenix",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "atlantic time (canada)": "America/Halifax",
    "newfoundland": "America/St_Johns",
    "dublin, edinburgh, lisbon, london": "Europe/London",
    "amsterdam, berlin, bern, rome, stockholm, vienna": "Europe/Berlin",
    "brussels, copenhagen, madrid, paris": "Europe/Paris",
    "coordinated universal time": "UTC",
}
_LONGEST_NAME = 60
_MOST_ZONES = 1_000  # of one calendar; the world has fewer
_WIDEST_OFFSET = 12
_NO_PLACES = {"right", "posix", "posixrules", "localtime", "Factory"}
_UTC_NAMES = {"z", "utc", "gmt", "zulu", "etc/utc", "tzone://microsoft/utc"}


@dataclass(frozen=True, slots=True)
class Zone:
    """How wall times become instants (`rules`), and the IANA zone they are shown in.

    The two differ where a file declares a zone itself, and for UTC times in a calendar that names
    its zone.
    """

    rules: tzinfo
    shown: ZoneInfo
    warning: str | None = None

    def instant(self, wall: datetime) -> datetime:
        """Return the UTC instant of a naive wall time.

        A time skipped in spring is read with the offset before the gap, one that occurs twice is
        the first (RFC 5545, 3.3.5): 02:30 becomes 03:30.
        """
        return wall.replace(tzinfo=self.rules).astimezone(UTC)

    def local(self, instant: datetime) -> datetime:
        """Return the naive wall time at an instant, by the zone's own rules."""
        return instant.astimezone(self.rules).replace(tzinfo=None)


@dataclass(slots=True)
class ZoneBook:
    """Resolves every TZID of one calendar, once.

    `latest` is how far VTIMEZONE rules have to reach (naive), `budget` what that may cost.
    """

    calendar: CalendarBlock
    fallback: ZoneInfo
    feed_zone: str | None
    latest: datetime
    budget: WorkBudget
    _found: dict[str, Zone] = field(default_factory=dict)
    _own: ZoneInfo | None = None
    _blocks: dict[str, list[TimezoneBlock]] | None = None
    _floating: Zone | None = None

    def zone_of(self, moment: Moment) -> Zone:
        """Return the zone of a moment as it was written."""
        if moment.is_utc:
            return self._named("UTC")
        if moment.tzid and not moment.is_date:
            return self._named(moment.tzid)
        return self.floating

    @property
    def floating(self) -> Zone:
        """The zone of floating times and of all-day dates."""
        if self._floating is None:
            self._floating = self._floating_zone()
        return self._floating

    def _floating_zone(self) -> Zone:
        written = self.calendar.text("X-WR-TIMEZONE")
        own = self._calendar_zone()
        if own is not None:
            return Zone(own, own)
        zone = self._default()
        if written is None:
            return Zone(zone, zone, f"The time names no zone; read in {zone.key}.")
        return Zone(zone, zone, f'X-WR-TIMEZONE "{written[:60]}" is unknown; read in {zone.key}.')

    def _calendar_zone(self) -> ZoneInfo | None:
        written = self.calendar.text("X-WR-TIMEZONE")
        if self._own is None and written is not None:
            self._own = known_zone(written)
        return self._own

    def _default(self) -> ZoneInfo:
        feed = known_zone(self.feed_zone) if self.feed_zone else None
        return self._calendar_zone() or feed or self.fallback

    def _named(self, tzid: str) -> Zone:
        zone = self._found.get(tzid)
        if zone is None:
            if len(self._found) >= _MOST_ZONES:
                return self.floating
            zone = self._found[tzid] = self._resolve(tzid)
        return zone

    def _resolve(self, tzid: str) -> Zone:
        known = known_zone(tzid)
        if known is not None:
            is_utc = known.key in ("UTC", "Etc/UTC")
            return Zone(known, (self._calendar_zone() or known) if is_utc else known)
        declared = self._declared(tzid)
        if isinstance(declared, ZoneInfo):
            return Zone(declared, declared)
        default = self._default()
        if declared is None:
            return Zone(default, default, f'The zone "{tzid[:60]}" is unknown; read in {default}.')
        for namesake in (default, *_representative_zones()):
            if _agree(declared, namesake, self.latest):
                return Zone(declared, namesake)
        return Zone(
            declared, default, f'The zone "{tzid[:60]}" is the file\'s own; shown in {default}.'
        )

    def _declared(self, tzid: str) -> DeclaredZone | ZoneInfo | None:
        for block in self._blocks_named(tzid):
            for alias in block.properties.get("X-LIC-LOCATION", []):
                known = known_zone(alias.value)
                if known is not None:
                    return known
            try:
                return declared_zone(tzid, block, self.latest, self.budget)
            except (UnreadableValueError, TooMuchWorkError, OverflowError):
                continue
        return None

    def _blocks_named(self, tzid: str) -> list[TimezoneBlock]:
        if self._blocks is None:
            self._blocks = {}
            for block in self.calendar.timezones:
                for name in block.properties.get("TZID", [])[:1]:
                    written = name.value.strip().strip('"')
                    self._blocks.setdefault(written, []).append(block)
        return self._blocks.get(tzid, [])


def known_zone(name: str) -> ZoneInfo | None:
    """Return the IANA zone that a TZID means, None where nobody knows it.

    Reads IANA names in any case, behind vendors' prefixes (/mozilla.org/20050126_1/Europe/Rome),
    Windows names, Outlook's labels and plain offsets.
    """
    name = name.strip().strip('"').strip()
    if name.lower() in _UTC_NAMES:
        return ZoneInfo("UTC")
    candidates = [name]
    if name.startswith("/"):
        parts = name.strip("/").split("/")
        candidates = ["/".join(parts[-size:]) for size in (3, 2) if size <= len(parts)]
    for candidate in candidates:
        zone = _iana_zone(candidate)
        if zone is not None:
            return zone
    return _offset_zone(name) or _windows_zone(name)


def _iana_zone(name: str) -> ZoneInfo | None:
    if len(name) > _LONGEST_NAME or _IANA_SHAPE.fullmatch(name) is None:
        return None
    if name.partition("/")[0] in _NO_PLACES:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        exact = _iana_names().get(name.lower())
        return ZoneInfo(exact) if exact else None


@cache
def _iana_names() -> dict[str, str]:
    """Return every IANA name by its lower-case form."""
    return {name.lower(): name for name in sorted(available_timezones())}


def _windows_zone(name: str) -> ZoneInfo | None:
    label = _OUTLOOK_LABEL.fullmatch(name)
    plain = (label[1] if label else name).strip()
    outlook = _OUTLOOK_NAMES.get(plain.lower())
    if outlook is not None:
        return ZoneInfo(outlook)
    # Imported only for names that need it: icalendar takes longer to import than a file to read.
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415

    olson = WINDOWS_TO_OLSON.get(plain)
    return _iana_zone(olson) if olson else None


@cache
def _representative_zones() -> tuple[ZoneInfo, ...]:
    """Return one zone for each set of rules in use, as Windows and Unicode's CLDR list them."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415

    zones = (_iana_zone(name) for name in dict.fromkeys(WINDOWS_TO_OLSON.values()))
    return tuple(zone for zone in zones if zone is not None)


def _offset_zone(name: str) -> ZoneInfo | None:
    """Return Etc/GMT±n, whose signs are the other way round, for UTC-05:00 and the like."""
    found = _OFFSET_NAME.fullmatch(name)
    hours = int(found[2]) if found is not None else 0
    if found is None or hours > _WIDEST_OFFSET:
        return None
    return ZoneInfo(f"Etc/GMT{'-' if found[1] == '+' else '+'}{hours}" if hours else "UTC")


def _agree(declared: DeclaredZone, known: ZoneInfo, latest: datetime) -> bool:
    """Whether a file's own zone is a known one under another name, in the year before `latest`."""
    return all(
        declared.utcoffset(day) == known.utcoffset(day)
        for day in (latest - timedelta(days=back, hours=12) for back in range(0, 366, 3))
    )
