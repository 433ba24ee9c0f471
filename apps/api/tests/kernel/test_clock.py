from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.kernel import clock


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo is UTC


def test_a_frozen_clock_stands_still_and_runs_again_afterwards() -> None:
    moment = datetime(2026, 11, 21, 18, tzinfo=timezone(timedelta(hours=-5)))
    with clock.freeze(moment) as frozen:
        assert clock.now() == frozen == datetime(2026, 11, 21, 23, tzinfo=UTC)
    assert clock.now() != moment


def test_a_naive_moment_cannot_be_frozen() -> None:
    with pytest.raises(ValueError, match="aware"), clock.freeze(datetime(2026, 11, 21)):  # noqa: DTZ001
        pass
