"""`python -m tests.labelled`: every measure of this folder; 1 when a target is missed."""

import importlib
import pkgutil
import sys

from tests.labelled.scoring import FOLDER, Score, table


def all_scores() -> list[Score]:
    """Ask each module of this folder that has `measures()`."""
    scores: list[Score] = []
    for module in sorted(pkgutil.iter_modules([str(FOLDER)]), key=lambda each: each.name):
        if module.name == "__main__":
            continue
        measures = getattr(
            importlib.import_module(f"tests.labelled.{module.name}"), "measures", None
        )
        if measures is not None:
            scores.extend(measures())
    return scores


def main() -> int:
    scores = all_scores()
    sys.stdout.write(f"{table(scores)}\n")
    return int(any(score.is_missed for score in scores))


if __name__ == "__main__":
    sys.exit(main())
