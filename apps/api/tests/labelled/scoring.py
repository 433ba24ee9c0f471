"""How well a matcher does on cases that people labelled."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
# Rules were made while looking at "tuning" only; "held_out" tells how they do on the rest.
PARTS = ("tuning", "held_out", "all")


@dataclass(frozen=True)
class Score:
    """One share, 0..1, of `size` cases of a part; the target binds the whole, "all"."""

    name: str
    part: str
    value: float
    target: float | None
    size: int

    @property
    def is_missed(self) -> bool:
        return self.part == "all" and self.target is not None and self.value < self.target


def read_cases(name: str) -> list[dict[str, Any]]:
    """Read `<name>.jsonl`: one JSON object a line, each with its part."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


def by_part(cases: Sequence[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    return {part: [case for case in cases if part in {case["part"], "all"}] for part in PARTS}


def share(name: str, part: str, hits: Iterable[bool], *, target: float) -> Score:
    """Score the share of hits; of nothing, all is right."""
    counted = list(hits)
    value = sum(counted) / len(counted) if counted else 1.0
    return Score(name, part, value, target, len(counted))


def table(scores: Sequence[Score]) -> str:
    """Lay scores out, a line for each name with its three parts."""
    named: dict[str, dict[str, Score]] = {}
    for score in scores:
        named.setdefault(score.name, {})[score.part] = score
    width = max((len(name) for name in named), default=0)
    head = "  ".join(f"{part.replace('_', ' '):>14}" for part in PARTS)
    lines = [f"{'':{width}}  {head}  target"]
    for name, parts in named.items():
        cells = "  ".join(f"{_cell(parts.get(part)):>14}" for part in PARTS)
        targets = [score.target for score in parts.values() if score.target is not None]
        target = f"{max(targets):6.3f}" if targets else "     -"
        missed = "  MISSED" if any(score.is_missed for score in parts.values()) else ""
        lines.append(f"{name:{width}}  {cells}  {target}{missed}")
    return "\n".join(lines)


def _cell(score: Score | None) -> str:
    return f"{score.value:.4f} of {score.size}" if score else "-"
