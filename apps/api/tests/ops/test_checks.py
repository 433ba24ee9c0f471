"""What is seen, judged: fine, look at it, act now; each in a sentence."""

from datetime import timedelta
from typing import Any

import pytest

from app.kernel.migrations import SchemaState
from app.ops.checks import Check, examine
from app.ops.repository import AboutServer, Connections, FailedJob, QueueState, Sighting
from tests.factories.sights import DISK, NOW, certificate, report, reports, sight

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEW = AboutServer("18.6", NOW - HOUR)


def check(key: str, **changed: Any) -> Check:
    return next(each for each in examine(sight(**changed)) if each.key == key)


def keys(**changed: Any) -> list[str]:
    return [each.key for each in examine(sight(**changed))]


def test_of_an_installation_in_good_order_everything_is_fine() -> None:
    found = examine(sight())
    assert {each.state for each in found} == {"fine"}
    assert [each.key for each in found] == [
        *("schema", "connections", "certificate"),
        *("worker", "queue", "failed_jobs", "feeds"),
        *(
            "backup",
            "dump",
            "verify",
            "drill",
            "archive",
            "offsite",
            "disk_database",
            "disk_backups",
        ),
    ]
    assert all(each.sentence.endswith(".") for each in found)


def test_without_docker_nothing_is_said_of_what_nobody_reports() -> None:
    assert keys(reports=None, certificate=None, feeds=None) == [
        *("schema", "connections", "worker", "queue", "failed_jobs"),
    ]


@pytest.mark.parametrize(
    ("last_ok_ago", "is_ok", "state"),
    [
        (26 * HOUR, True, "fine"),
        (27 * HOUR, True, "look"),
        (53 * HOUR, True, "act"),
        (HOUR, False, "look"),
        (53 * HOUR, False, "act"),
    ],
)
def test_a_backup_that_is_late_or_failed_is_told_with_its_age(
    last_ok_ago: timedelta, *, is_ok: bool, state: str
) -> None:
    told = report(is_ok=is_ok, last_ok_ago=last_ok_ago)
    found = check("backup", reports=reports(backup=told))
    assert found.state == state
    assert "ago" in found.sentence
    assert is_ok or "It could not be written." in found.sentence


def test_checksums_a_drill_or_an_archive_that_failed_call_for_action_at_once() -> None:
    for key in ("verify", "drill", "archive"):
        assert check(key, reports=reports(**{key: report(is_ok=False)})).state == "act"


def test_a_drill_is_late_after_eight_days() -> None:
    for days, state in ((8, "fine"), (9, "look"), (17, "act")):
        told = reports(drill=report(last_ok_ago=days * DAY))
        assert check("drill", reports=told).state == state


def test_that_there_was_never_a_backup_counts_once_the_installation_is_older_than_a_day() -> None:
    never = reports(backup=None)
    assert check("backup", reports=never).state == "act"
    assert check("backup", reports=never, server=NEW).state == "fine"


def test_a_first_backup_that_failed_is_told_as_such() -> None:
    told = report(is_ok=False, last_ok_at=None)
    assert check("backup", reports=reports(backup=told), server=NEW).state == "look"
    found = check("backup", reports=reports(backup=told))
    assert found.state == "act"
    assert found.sentence == "It never went well. It could not be written."


def test_a_copy_elsewhere_that_nobody_set_up_is_not_missed() -> None:
    assert "offsite" not in keys(reports=reports(offsite=None))


@pytest.mark.parametrize(
    ("free", "state"), [(0.16, "fine"), (0.149, "look"), (0.051, "look"), (0.049, "act")]
)
def test_a_disk_is_judged_by_the_share_that_is_free(free: float, state: str) -> None:
    figures = DISK | {"database_free_bytes": free * DISK["database_total_bytes"]}
    found = check("disk_database", reports=reports(disk=report(figures=figures)))
    assert found.state == state
    assert found.sentence.endswith("free (16%)." if state == "fine" else "%).")


def test_a_disk_that_nobody_measures_any_more_is_told() -> None:
    stale = report(figures=DISK, at=None)
    assert check("disk", reports=reports(disk=stale)).state == "look"
    assert check("disk", reports=reports(disk=None)).state == "look"
    assert "disk" not in keys(reports=reports(disk=None), server=NEW)


@pytest.mark.parametrize(
    ("left", "state"),
    [(15 * DAY, "fine"), (13 * DAY, "look"), (2 * DAY, "act"), (-DAY, "act")],
)
def test_a_certificate_is_judged_by_what_is_left_of_it(left: timedelta, state: str) -> None:
    found = check("certificate", certificate=certificate(left=left))
    assert found.state == state


def test_a_certificate_that_lives_for_hours_is_judged_by_its_own_measure() -> None:
    for hours, state in ((4, "fine"), (2, "look"), (1, "act")):
        seen = certificate(left=hours * HOUR, life=12 * HOUR)
        assert check("certificate", certificate=seen).state == state


def test_a_certificate_that_ended_says_when() -> None:
    found = check("certificate", certificate=certificate(left=-3 * DAY))
    assert found.sentence == "The certificate of srq.example.org ended 3 days ago."


def test_a_certificate_that_cannot_be_seen_says_why() -> None:
    seen = Sighting("srq.example.org", NOW, None, None, "Connection refused")
    found = check("certificate", certificate=seen)
    assert (found.state, "Connection refused" in found.sentence) == ("look", True)


def test_connections_are_judged_by_the_narrower_limit() -> None:
    for login, server, state in ((64, 70, "fine"), (65, 70, "look"), (10, 80, "look")):
        found = Connections("srq_hpn_app", login, 80, server, 97)
        assert check("connections", connections=found).state == state
    unlimited = Connections("srq_hpn_app", 95, None, 95, 97)
    assert check("connections", connections=unlimited).state == "act"


def test_a_queue_is_judged_by_how_long_a_job_has_been_due() -> None:
    for minutes, state in ((15, "fine"), (16, "look"), (61, "act")):
        queue = QueueState(3, 1, 0, minutes * 60.0, 1)
        assert check("queue", queue=queue).state == state


def test_a_job_that_failed_within_a_day_is_told_by_its_name() -> None:
    recent = FailedJob(7, "identity.send_link", 8, NOW - HOUR, "MailNotSentError")
    old = FailedJob(6, "events.run_feed", 8, NOW - 2 * DAY, None)
    found = check("failed_jobs", failed_jobs=[recent, old])
    assert found.state == "look"
    assert found.sentence == "1 job failed within a day, the last one identity.send_link."
    queue = QueueState(0, 0, 1, None, 1)
    assert check("failed_jobs", failed_jobs=[old], queue=queue).state == "fine"


def test_a_worker_that_is_missing_is_shown_but_not_alerted_by_the_worker() -> None:
    found = check("worker", queue=QueueState(0, 0, 0, None, 0))
    assert (found.state, found.is_alerted) == ("act", False)


def test_feeds_in_trouble_are_shown_and_alerted_by_the_calendar_alone() -> None:
    feeds = {"good": 1, "trouble": 1, "stale": 1, "paused": 0, "new": 0}
    found = check("feeds", feeds=feeds)
    assert (found.state, found.is_alerted) == ("look", False)
    assert found.sentence == "2 of 3 feeds in trouble or without news for too long."


def test_a_schema_that_is_behind_calls_for_action_and_one_ahead_is_only_shown() -> None:
    behind = check("schema", schema=SchemaState("behind", "b", "a"))
    assert (behind.state, behind.is_alerted) == ("act", True)
    ahead = check("schema", schema=SchemaState("ahead_by_one", "b", "c"))
    assert (ahead.state, ahead.is_alerted) == ("look", False)
