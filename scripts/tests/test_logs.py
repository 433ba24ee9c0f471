import pytest

from operating import logs

ID = "5ef04aa1-0d0f-4c6f-a9cf-8266cc738d97"


def test_only_lines_that_carry_the_whole_id_are_kept() -> None:
    lines = [f'{{"request_id": "{ID}"}}', f'{{"request_id": "{ID}0"}}', f"x{ID}", "nothing"]
    assert list(logs.carrying(lines, ID)) == [lines[0]]


def test_an_id_is_no_pattern() -> None:
    assert list(logs.carrying(["aXbcdefgh"], "a.bcdefgh")) == []


def test_lines_of_several_services_come_in_the_order_of_time() -> None:
    lines = [
        "api-1    | 2026-11-25T17:20:14.755Z second",
        "api-1    | goes on",
        "caddy-1  | 2026-11-25T17:20:14.100Z first",
    ]
    assert logs.in_order(lines) == [lines[2], lines[0], lines[1]]


@pytest.mark.parametrize("given", ["short", "a b c d e f", ".hidden-id"])
def test_what_is_no_id_is_refused(given: str) -> None:
    with pytest.raises(SystemExit) as ended:
        logs.main(["--request", given])
    assert ended.value.code == 2
