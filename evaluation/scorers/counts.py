"""Precision, recall, and pairing things one to one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Metrics = dict[str, float | int | None]
Pair = tuple[int, int]
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of the things found are right, how many were found, and how many were there to be found."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was found; 0 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0


def share(part: float, whole: float) -> float | None:
    """A part of a whole; nothing where there is no whole."""
    return part / whole if whole else None


def mean(marks: Iterable[bool | float]) -> float | None:
    """The mean of marks; nothing where there are none."""
    listed = list(marks)
    return sum(listed) / len(listed) if listed else None


def harmonic(precision: float, recall: float) -> float:
    """F1."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def put(metrics: Metrics, name: str, right: int, found: int, wanted: int) -> None:
    """Write precision, recall and F1 under ``name_p``, ``name_r`` and ``name_f1``; zero where there is nothing."""
    told = Counts(right, found, wanted)
    p, r = told.precision, told.recall
    metrics[f"{name}_p"], metrics[f"{name}_r"], metrics[f"{name}_f1"] = p, r, harmonic(p, r)


def pair_off(scored: Mapping[Pair, tuple[float, ...]]) -> list[Pair]:
    """The best pairs first, each side used once; ties go to the earlier rows."""
    left: set[int] = set()
    right: set[int] = set()
    chosen = []
    for i, j in sorted(scored, key=lambda p: (tuple(-x for x in scored[p]), p)):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            chosen.append((i, j))
    return chosen


def b_cubed(wanted: Mapping[K, Hashable], found: Mapping[K, Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a clustering of the same items (Bagga and Baldwin 1998)."""
    if not wanted:
        return 0.0, 0.0, 0.0
    gold, guess = _clusters(wanted), _clusters(found)
    both = {item: len(gold[wanted[item]] & guess[found[item]]) for item in wanted}
    p = sum(n / len(guess[found[item]]) for item, n in both.items()) / len(wanted)
    r = sum(n / len(gold[wanted[item]]) for item, n in both.items()) / len(wanted)
    return p, r, harmonic(p, r)


def _clusters(labels: Mapping[K, Hashable]) -> dict[Hashable, set[K]]:
    clusters: dict[Hashable, set[K]] = {}
    for item, label in labels.items():
        clusters.setdefault(label, set()).add(item)
    return clusters
