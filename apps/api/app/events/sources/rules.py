"""Pure decisions about feeds: when one is due again, and how it is doing, in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

from app.events.ingestion.records import ImportReport

LONGEST_WAIT = timedelta(hours=24)
# A feed that says nothing new for so many of its intervals, and for a day, is stale.
STALE_INTERVALS = 3
STALE_AFTER = timedelta(hours=24)
# A host that does not answer once is no news; three times is.
QUIET_FAILURES = 3
PAST_DAYS = 1
FUTURE_DAYS = 365

# The same bytes again are in the same trouble again.
TROUBLES_OF_WHAT_WAS_READ = frozenset({"partial", "empty", "halved"})

Health = Literal["good", "trouble", "stale", "paused", "new"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a feed: a kind that alerts are told apart by, and a sentence."""

    kind: str
    words: str


def next_due(
    started_at: datetime,
    now: datetime,
    *,
    interval_minutes: int,
    failure_count: int,
    retry_after: float | None = None,
) -> datetime:
    """Return when a feed is due again: an interval after this run began, doubled per failure.

    Never later than a day from now, and not before the host said that it may be asked again.
    """
    interval = timedelta(minutes=interval_minutes)
    doubled = interval * (1 << min(failure_count, 12))
    wait = min(doubled, max(interval, LONGEST_WAIT))
    due = started_at + wait
    if retry_after is not None:
        due = max(due, now + min(timedelta(seconds=retry_after), LONGEST_WAIT))
    return max(due, now)


def trouble_of(report: ImportReport) -> Trouble | None:
    """Return what is wrong with a reading that was stored, if anything."""
    if report.is_partial:
        return Trouble(
            "partial", "The last answer was cut off, so nothing was removed because of it."
        )
    if report.is_halved and report.found_count == 0:
        return Trouble(
            "empty", "The feed suddenly lists no events; those known so far are kept until it does."
        )
    if report.is_halved:
        return Trouble(
            "halved",
            f"The feed suddenly lists only {report.found_count} dates, less than half of what was"
            " to come; those known so far are kept until a curator says that this is right.",
        )
    return None


def health(
    *,
    state: str,
    trouble_kind: str | None,
    failure_count: int,
    last_success_at: datetime | None,
    interval_minutes: int,
    now: datetime,
) -> Health:
    """Return how a feed is doing in one word."""
    if state != "active":
        return "paused"
    if trouble_kind is not None and (
        trouble_kind != "unreachable" or failure_count >= QUIET_FAILURES
    ):
        return "trouble"
    if last_success_at is None:
        return "new"
    stale_after = max(STALE_AFTER, STALE_INTERVALS * timedelta(minutes=interval_minutes))
    return "stale" if now - last_success_at > stale_after else "good"


def health_words(
    found: Health, *, trouble: str | None, last_success_at: datetime | None, upcoming: int
) -> str:
    """Return how a feed is doing in a sentence for readers."""
    match found:
        case "paused":
            return "Not read at present."
        case "new":
            return "Not read yet."
        case "trouble":
            return trouble or "Cannot be read at present."
        case "stale":
            day = f"{last_success_at:%B} {last_success_at.day}" if last_success_at else "long ago"
            return f"Could not be read since {day}."
        case _:
            return f"Read regularly; {dates_to_come(upcoming)}."


def dates_to_come(count: int) -> str:
    """Return how many dates are to come, in words."""
    return "1 date to come" if count == 1 else f"{count} dates to come"


def host_of(url: str) -> str:
    """Return the host that a feed's requests go to: its runs follow one another."""
    return (urlsplit(url).hostname or url).lower()


def web_feed_address(url: str) -> str | None:
    """Return an address of the web as it is fetched, webcal: as https:; None for anything else."""
    address = url.strip()
    if address.lower().startswith("webcal://"):
        address = f"https://{address[len('webcal://') :]}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    is_web = parts.scheme.lower() in ("http", "https") and parts.hostname
    is_clean = address.isprintable() and " " not in address
    return address if is_web and is_clean else None
