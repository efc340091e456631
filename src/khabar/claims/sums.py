"""Doubts about sums: parts that come to more than their total, or that nearly reach it and stop short."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from khabar.issues import warning
from khabar.records import Issue, Quantity

# A list of at least so many parts that reaches this share of its total was meant to reach it.
WHOLE_LIST = 3
NEARLY = 0.9
# What "about" may hide.
SLACK = 0.02


def doubts(quantities: Sequence[Quantity]) -> Iterator[Issue]:
    """An issue for each total whose parts do not add up, at the words of the total. Shares are no parts of a sum."""
    parts: defaultdict[str, list[Quantity]] = defaultdict(list)
    for quantity in quantities:
        if quantity.part_of is not None and quantity.unit not in ("share", "percent"):
            parts[quantity.part_of].append(quantity)
    for total in quantities:
        if message := _doubt(total, parts[total.quantity_id]):
            yield warning("claims", "parts_and_total", total.report_id, total.start, total.end, message)


def _doubt(total: Quantity, parts: Sequence[Quantity]) -> str | None:
    """What does not add up, or None."""
    known = [size for part in parts if part.measure == total.measure and (size := _size(part)) is not None]
    whole, added = _size(total), sum(known)
    if whole is None or len(known) < 2 or len(known) < len(parts):
        return None
    if added > whole * (1 + SLACK):
        relation = "more than" if total.comparator not in ("at_least", "over") else None
    else:
        relation = "less than" if len(known) >= WHOLE_LIST and NEARLY * whole <= added < whole else None
    listed = " + ".join(part.text for part in parts)
    return relation and f"Its parts come to {added:g}, {relation} {whole:g}: {listed}."


def _size(quantity: Quantity) -> float | None:
    return quantity.best if quantity.best is not None else quantity.low if quantity.low else quantity.high
