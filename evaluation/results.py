"""What was measured, kept in a file: by set, with the hash of its data and the version of the model."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from evaluation.scorers.counts import Metrics

DIGITS = 4


@dataclass(frozen=True)
class Result:
    """One set's figures; ``beside`` are the null reader's, ``reader`` the code that a test part measures."""

    data: str
    model: str
    metrics: Metrics
    beside: Metrics = field(default_factory=dict)
    reader: str = ""


def rounded(metrics: Metrics) -> Metrics:
    """Figures as they are kept and shown."""
    return {k: round(v, DIGITS) if isinstance(v, float) else v for k, v in metrics.items()}


def load_results(path: Path) -> dict[str, Result]:
    """Results by set; none where the file is missing."""
    if not path.is_file():
        return {}
    return {name: Result(**row) for name, row in json.loads(path.read_text(encoding="utf-8")).items()}


def save_results(path: Path, results: dict[str, Result]) -> None:
    """Write results, one set after another."""
    rows = {name: asdict(result) for name, result in results.items()}
    path.write_text(json.dumps(rows, indent=1, sort_keys=True) + "\n", encoding="utf-8")
