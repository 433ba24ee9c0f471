"""What curators and readers are told of feeds."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from app.events.models import Errand
from app.events.sources.rules import Health, dates_to_come, health, health_words
from app.events.sources.schemas import (
    ChangeOut,
    ErrandOut,
    FeedOut,
    ListedSourceOut,
    RunDetailOut,
    RunOut,
)


def feed_health(feed: Row[Any], now: datetime) -> tuple[Health, str]:
    """Return how a feed is doing, in one word and in a sentence."""
    if feed.next_due is None and feed.state == "active" and feed.trouble_kind is None:
        is_fetched = feed.url.startswith(("http://", "https://"))
        how = "Not read again" if is_fetched else "Filled by hand"
        return "good", f"{how}; {dates_to_come(feed.upcoming_count)}."
    found = health(
        state=feed.state,
        trouble_kind=feed.trouble_kind,
        failure_count=feed.failure_count,
        last_success_at=feed.last_success_at,
        interval_minutes=feed.interval_minutes,
        now=now,
    )
    words = health_words(
        found,
        trouble=feed.trouble,
        last_success_at=feed.last_success_at,
        upcoming=feed.upcoming_count,
    )
    return found, words


def feed_out(feed: Row[Any], now: datetime) -> FeedOut:
    """Return a feed as curators see it."""
    found, words = feed_health(feed, now)
    return FeedOut.model_validate({**feed._asdict(), "health": found, "words": words})


def source_out(source: Row[Any]) -> ListedSourceOut:
    """Return a source as curators see it in a list."""
    return ListedSourceOut.model_validate(source._asdict())


def run_out(run: Row[Any]) -> RunOut:
    """Return a run without what it changed."""
    return RunOut.model_validate(run._asdict())


def run_detail_out(run: Row[Any], changes: Sequence[Row[Any]]) -> RunDetailOut:
    """Return a run with what it could not read and what it changed."""
    shown = [
        ChangeOut(
            kind=each.kind,
            event_id=each.event_id,
            uid=each.uid,
            before=each.before,
            after=each.after,
        )
        for each in changes
    ]
    return RunDetailOut.model_validate({**run._asdict(), "changes": shown})


def errand_out(errand: Errand) -> ErrandOut:
    """Return what was found out so far."""
    return ErrandOut.model_validate(
        {
            "id": errand.id,
            "state": errand.state,
            "result": errand.result,
            "failure": errand.failure,
        }
    )
