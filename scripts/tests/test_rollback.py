import pytest

from operating import rollback
from operating.refusals import RefusedError
from operating.releases import Release

HISTORY = [
    Release("first", "0001", {}, None, at="2026-11-25T17:00:00Z"),
    Release("second", "0002", {}, "first", backup="dump-20261125", at="2026-11-25T18:00:00Z"),
    Release("third", "0003", {}, "second", at="2026-11-25T19:00:00Z"),
]


def test_the_release_before_is_the_one_that_was_replaced() -> None:
    assert rollback._one_before(HISTORY, "third") == "second"
    again = [*HISTORY, Release("second", "0003", {}, "third")]
    assert rollback._one_before(again, "second") == "third"


@pytest.mark.parametrize("now", ["first", "of another machine"])
def test_where_nothing_served_before_a_tag_is_asked_for(now: str) -> None:
    with pytest.raises(RefusedError, match="--to TAG"):
        rollback._one_before(HISTORY, now)


@pytest.mark.parametrize(
    ("tag", "remedy"),
    [
        ("first", "restore what was saved before it: dump-20261125."),
        ("second", "restore a backup from before 2026-11-25T19:00:00Z."),
        ("unknown", "restore a backup of its time."),
    ],
)
def test_the_backup_that_goes_with_a_release_is_named(tag: str, remedy: str) -> None:
    assert rollback._remedy(HISTORY, tag) == f"To go back all the same, {remedy}"
