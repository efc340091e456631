"""A count that one voice changes over time, told in one sentence: "raised the dead to 34, and a week later to 50"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from khabar.link.features.counted import COUNTED
from khabar.link.relations.told import Figure, listed, relation
from khabar.records import Relation


def steps(figures: Sequence[Figure]) -> Iterator[Relation]:
    """For each sentence that tells of two steps of a count or more: that the later revise the earlier."""
    told: defaultdict[tuple[str, int, str, str], list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda f: (f.start, f.quantity_id)):
        if figure.step and figure.measure in COUNTED and not figure.rate:
            told[figure.telling.report_id, figure.sentence, figure.measure, figure.telling.origin].append(figure)
    for (_, _, measure, _), found in sorted(told.items()):
        if len({f.bounds for f in found}) > 1:
            why = f"One count that was changed: {listed(found)}."
            yield relation("revises", measure, (f.quantity_id for f in found), why)
