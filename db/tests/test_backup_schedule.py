"""When backups are due, which dumps stay, and what a restore may be asked for."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from backup import commands, manifests, restoring, schedule, settings, status
from backup.failures import FailedError

AT = time(3, 0)
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def test_what_was_never_done_is_due() -> None:
    assert schedule.is_daily_due(NOW, AT, None)
    assert schedule.is_weekly_due(NOW, AT, None)


def test_a_daily_task_is_due_once_its_hour_has_passed_and_once_only() -> None:
    assert schedule.is_daily_due(NOW, AT, NOW.replace(hour=2))
    assert not schedule.is_daily_due(NOW, AT, NOW.replace(hour=3, minute=1))
    before = NOW.replace(hour=2)
    assert not schedule.is_daily_due(before, AT, before - timedelta(hours=20))


def test_what_was_missed_while_the_host_was_down_is_made_up() -> None:
    assert schedule.is_daily_due(NOW, AT, NOW - timedelta(days=30))
    assert schedule.is_weekly_due(NOW, AT, NOW - timedelta(days=30))


def test_a_weekly_task_comes_round_after_seven_days_although_it_took_a_while() -> None:
    took = timedelta(minutes=40)
    slot = NOW.replace(hour=3)
    assert schedule.is_weekly_due(slot, AT, slot - timedelta(days=7) + took)
    assert not schedule.is_weekly_due(slot, AT, slot - timedelta(days=6) + took)


def test_of_a_year_of_daily_dumps_days_weeks_and_months_are_kept() -> None:
    taken = {str(n): NOW - timedelta(days=n) for n in range(400)}
    kept = schedule.kept(taken, 7, 4, 12)
    assert {str(n) for n in range(7)} <= kept
    assert len({taken[name].strftime("%G-%V") for name in kept}) >= 4
    assert len({taken[name].strftime("%Y-%m") for name in kept}) == 12
    assert len(kept) <= 7 + 4 + 12


def test_the_newest_dump_is_kept_whatever_was_chosen() -> None:
    assert schedule.kept({"old": NOW - timedelta(days=1), "new": NOW}, 0, 0, 0) == {"new"}
    assert schedule.kept({}, 7, 4, 12) == set()


def test_what_was_taken_before_a_deploy_outlives_the_next_one_of_that_day() -> None:
    taken = {"morning": NOW - timedelta(hours=9), "before a deploy": NOW - timedelta(hours=1)}
    assert schedule.kept({**taken, "new": NOW}, 7, 4, 12) == {*taken, "new"}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("BACKUP_AT", "25:00"),
        ("BACKUP_KEEP_DUMPS", "7,4"),
        ("OFFSITE_INTERVAL", "often"),
    ],
)
def test_a_variable_that_says_nothing_sensible_is_refused_by_name(
    variable: str, value: str
) -> None:
    with pytest.raises(FailedError, match=variable):
        settings.settings_from({"PGDATA": "/data", variable: value})


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("latest", "latest"),
        ("20261125-030000F", "base"),
        ("20261125-030000F_20261126-030000D", "base"),
        ("dump-20261125T030000Z", "dump"),
        ("2026-11-25T03:00:00Z", "time"),
        ("2026-11-25T03:00:00+02:00", "time"),
    ],
)
def test_a_target_is_a_label_a_dump_a_time_or_the_latest(target: str, kind: str) -> None:
    assert restoring.plan_for(target, Path("/nowhere")).kind == kind


@pytest.mark.parametrize("target", ["2026-11-25T03:00:00", "yesterday", "../../etc/passwd"])
def test_a_time_without_a_zone_is_no_target(target: str) -> None:
    with pytest.raises(FailedError, match="neither the name"):
        restoring.plan_for(target, Path("/nowhere"))


def test_rows_count_as_exact_only_where_nothing_changed_meanwhile() -> None:
    before = {"app.quiet": (3, 9), "app.busy": (5, 1), "app.churned": (2, 4)}
    after = {"app.quiet": (3, 9), "app.busy": (8, 4), "app.churned": (2, 6), "app.new": (1, 1)}
    tables = manifests.between(before, after)
    assert [name for name, table in tables.items() if table.is_exact] == ["app.quiet"]
    found = {"app.quiet": 2, "app.busy": 6, "app.churned": 1}
    assert manifests.differences(tables, found) == ["app.quiet has 2 rows instead of 3"]
    assert "app.busy is missing" in manifests.differences(tables, {"app.quiet": 3})


def test_a_failure_keeps_the_time_of_the_last_success(tmp_path: Path) -> None:
    status.write("backup", is_ok=True, sentence="Well.", figures={}, folder=tmp_path)
    succeeded = status.read("backup", tmp_path)["at"]
    status.write("backup", is_ok=False, sentence="Full.", figures={}, folder=tmp_path)
    known = status.read("backup", tmp_path)
    assert known["last_ok_at"] == succeeded
    assert known["is_ok"] is False
    assert (tmp_path / "backup.json").stat().st_mode & 0o777 == 0o644


def test_a_manifest_that_was_altered_beyond_reading_is_not_trusted(tmp_path: Path) -> None:
    (tmp_path / "dump-x.json").write_text('{"label": "dump-x"}')
    with pytest.raises(FailedError, match="cannot be trusted"):
        manifests.read("dump-x", tmp_path)


def test_a_backup_that_is_not_there_is_told_from_one_that_was_altered(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="No backup is called dump-y"):
        manifests.read("dump-y", tmp_path)


def test_the_reason_of_a_failure_is_the_line_that_names_it() -> None:
    said = "Fatal: unable to open config file: no route\nIs there a repository at:\ns3:x\n"
    assert commands.sentence("No copy", said) == (
        "No copy: Fatal: unable to open config file: no route."
    )
