"""Quality floors: a figure may rise, and a build in which it falls fails.

A floor belongs to the data it was measured on. It stands ``SLACK`` under the figure, because the quantised model rounds
differently on different processors.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from evaluation.results import Result
from evaluation.sets import EvaluationSet

SLACK = 0.003


@dataclass(frozen=True)
class Floor:
    """The least that each pinned metric of a set may reach, on data with this hash."""

    data: str
    least: Mapping[str, float] = field(default_factory=dict)


def load_floors(path: Path) -> dict[str, Floor]:
    """Floors by set; none where the file is missing."""
    if not path.is_file():
        return {}
    return {name: Floor(**row) for name, row in json.loads(path.read_text(encoding="utf-8")).items()}


def save_floors(path: Path, floors: Mapping[str, Floor]) -> None:
    """Write floors."""
    rows = {name: asdict(floor) for name, floor in floors.items()}
    path.write_text(json.dumps(rows, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def crossings(chosen: EvaluationSet, result: Result, floors: Mapping[str, Floor]) -> list[str]:
    """A sentence for each floor of a set that its result falls below, or that belongs to other data."""
    floor = floors.get(chosen.name)
    if floor is None:
        return []
    if floor.data != result.data:
        return [
            f"{chosen.name}: the data changed (its hash was {floor.data} and is {result.data}), so its floors say "
            "nothing; look at the new figures and run with --raise-floors to accept them"
        ]
    return [
        f"{chosen.name}: {metric} is {_shown(result.metrics.get(metric))} and its floor is {least:.4f}"
        for metric, least in floor.least.items()
        if (result.metrics.get(metric) or 0.0) < least
    ]


def raised(chosen: EvaluationSet, result: Result, floors: Mapping[str, Floor]) -> Floor:
    """The set's floors after this result: none lower than before, unless the data are others."""
    old = floors.get(chosen.name)
    before = old.least if old and old.data == result.data else {}
    values = {m: result.metrics[m] for m in chosen.pinned if result.metrics.get(m) is not None}
    now = {m: math.floor((v - SLACK) * 10_000) / 10_000 for m, v in values.items() if v is not None}
    return Floor(result.data, {m: max(now[m], before.get(m, 0.0), 0.0) for m in now} | _kept(before, now))


def _kept(before: Mapping[str, float], now: Mapping[str, float]) -> dict[str, float]:
    return {metric: least for metric, least in before.items() if metric not in now}


def _shown(value: float | None) -> str:
    return "missing" if value is None else f"{value:.4f}"
