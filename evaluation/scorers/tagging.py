"""Labels of words, compared one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def accuracy(pairs: Iterable[tuple[Sequence[object], Sequence[object]]]) -> float:
    """Share of words whose label is right, over sentences given as (labels found, labels wanted); 0 over none."""
    right = total = 0
    for found, wanted in pairs:
        right += sum(a == b for a, b in zip(found, wanted, strict=True))
        total += len(wanted)
    return right / total if total else 0.0
