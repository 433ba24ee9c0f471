from tests.labelled.__main__ import all_scores
from tests.labelled.scoring import PARTS, Score, share, table


def test_every_measure_is_found_and_scored_on_every_part() -> None:
    scores = all_scores()
    assert {score.name.split(":")[0] for score in scores} >= {"duplicates", "venues"}
    for name in {score.name for score in scores}:
        assert {score.part for score in scores if score.name == name} == set(PARTS)


def test_only_the_whole_can_miss_its_target() -> None:
    assert share("right", "all", [True, False], target=0.9).is_missed
    assert not share("right", "held_out", [True, False], target=0.9).is_missed
    assert "MISSED" in table([Score("right", "all", 0.5, 0.9, 2)])
