"""A total and the parts that the text gives of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from khabar.link.relations.told import Figure, listed, relation
from khabar.records import Relation

# Parts that are meant to make up a total come to half of it at least.
LEAST = 0.5


def sums(figures: Sequence[Figure]) -> Iterator[Relation]:
    """For each total with two parts or more: whether the parts come to it. One part ("among them 3 children") need not, nor
    need parts that are only some of it ("including two judges and three policemen"), or not half of it.
    """
    known = {f.quantity_id: f for f in figures}
    parts: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda f: f.quantity_id):
        whole = known.get(figure.part_of or "")
        if whole and whole.measure == figure.measure != "other":
            parts[whole.quantity_id].append(figure)
    for total_id in sorted(parts):
        if len(parts[total_id]) > 1:
            yield from _summed(known[total_id], parts[total_id])


def _summed(total: Figure, parts: Sequence[Figure]) -> Iterator[Relation]:
    values = [p.best if p.best is not None else p.low for p in parts]
    if any(v is None for v in values) or total.best is None:
        return
    come_to = sum(v for v in values if v is not None)
    members = [total.quantity_id, *(p.quantity_id for p in parts)]
    told = listed((total, *parts))
    if come_to < total.best and (come_to < total.best * LEAST or any(p.some for p in parts)):
        return
    if come_to == total.best:
        yield relation("agree", total.measure, members, f"The parts come to the total: {told}.")
    else:
        why = f"The parts come to {come_to:,.0f}, the total is {total.best:,.0f}: {told}."
        yield relation("differ", total.measure, members, why)
