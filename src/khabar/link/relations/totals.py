"""Totals of no single incident: deaths in a war, arms of a deal, troops in a country, as one report gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from khabar.folding import fold_name
from khabar.link.relations.how_many import PERSONS, disjoint, population
from khabar.link.relations.told import Figure, listed, relation
from khabar.records import Relation

LONG = ("cumulative", "stock", "period")


def totals(figures: Sequence[Figure]) -> Iterator[Relation]:
    """Relations among totals of one report: counts of one harm by different holders, and numbers of one kind of arms.

    Counts by different holders that no number fits contradict each other. Numbers of one kind of arms differ: they tell of
    what was pledged, sold and delivered, and of different months; those destroyed, seized or used are of so many deeds.
    """
    alike: defaultdict[tuple[str, str, str | None], list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda f: f.quantity_id):
        if not figure.part_of and not figure.rate and (kind := _kind(figure)):
            alike[figure.telling.report_id, *kind].append(figure)
    for (_, measure, _), group in sorted(alike.items(), key=lambda item: tuple(map(str, item[0]))):
        if len({f.bounds for f in group}) > 1:
            yield from _compared(measure, group)


def _kind(figure: Figure) -> tuple[str, str | None] | None:
    if figure.measure in PERSONS and figure.scope in LONG:
        return figure.measure, population(figure)
    sent = figure.telling.event not in (None, "ASSAULT", "COERCE")
    arms = sent and figure.measure == "weapons" and figure.unit
    return (figure.measure, fold_name(figure.population or figure.unit or "")) if arms else None


def _compared(measure: str, group: Sequence[Figure]) -> Iterator[Relation]:
    told = listed(group)
    members = [f.quantity_id for f in group]
    if measure == "weapons":
        yield relation("differ", measure, members, f"Different numbers of {group[0].unit}: {told}.")
    elif len({f.telling.origin for f in group}) > 1 and disjoint(group):
        yield relation("contradict", measure, members, f"No number fits all: {told}.")
