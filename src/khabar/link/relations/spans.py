"""Counts over one time: what several bodies count of a war, a protest or a campaign, each in its own way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from khabar.link.relations.beside import of_others
from khabar.link.relations.how_many import PERSONS, disjoint, population
from khabar.link.relations.told import Figure, Telling, listed, one_name, one_person, relation
from khabar.records import Relation

LONG = ("cumulative", "period")

# How many sentences further on a report still speaks of what it counted, and how many times as many another may count.
NEAR, FACTOR = 4, 2.0


def spans_of_incident(figures: Sequence[Figure]) -> Iterator[Relation]:
    """Counts by several holders that begin on one day, in whatever reports."""
    alike: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in _counts(figures):
        first, last = figure.since or figure.telling.told_first, figure.telling.told_last
        if first and first != last:
            alike[figure.measure, first].append(figure)
    for (measure, _), found in sorted(alike.items()):
        if any(f.scope in LONG for f in found) and len({f.telling.report_id for f in found}) > 1:
            yield from _compared(measure, found)


def spans_of_report(figures: Sequence[Figure]) -> Iterator[Relation]:
    """A count over a time, and the like count of another before or after it that tells of no day and no town."""
    counts = [f for f in _counts(figures) if f.scope in LONG or _at_large(f.telling)]
    long = [f for f in counts if f.scope in LONG]
    for figure in long:
        beside = [f for f in counts if f.scope not in LONG and _rivals(figure, f)]
        if beside:
            yield from _compared(figure.measure, [figure, *beside])


def _counts(figures: Sequence[Figure]) -> list[Figure]:
    told = (f for f in figures if f.measure in PERSONS and not (f.part_of or f.rate or f.of_some or f.further))
    return sorted(told, key=lambda f: (f.start, f.quantity_id))


def _at_large(telling: Telling) -> bool:
    pinned = telling.place is not None and telling.place.pinned
    return not (telling.told_first or pinned or telling.persons)


def _rivals(one: Figure, other: Figure) -> bool:
    """Whether two counts of one report, by two holders, are of about as many of what may be the same people."""
    if one.measure != other.measure or abs(one.sentence - other.sentence) > NEAR:
        return False
    least, most = sorted((one.bounds[0], other.bounds[0]))
    return (
        0 < most <= least * FACTOR and one.telling.report_id == other.telling.report_id and _of_one_kind((one, other))
    )


def _of_one_kind(figures: Sequence[Figure]) -> bool:
    others = any(of_others(one.telling, other.telling) for one, other in combinations(figures, 2))
    return len({population(f) for f in figures} - {None}) <= 1 and not others


def _compared(measure: str, figures: Sequence[Figure]) -> Iterator[Relation]:
    """A contradiction where the same people are counted over the same time; else they differ, and may both be right."""
    named = [f for f in figures if f.telling.held_by]
    tellers = {f.telling.origin for f in named}
    if len(tellers) < 2 or len({f.bounds for f in named}) < 2 or _one_holder(named) or not _of_one_kind(named):
        return
    times = {(f.telling.told_first, f.telling.told_last) for f in named}
    same = len({population(f) for f in named}) == len(times) == 1 and (None, None) not in times
    kind = "contradict" if same and disjoint(named) else "differ"
    yield relation(kind, measure, (f.quantity_id for f in named), f"Counts over a time, each its own: {listed(named)}.")


def _one_holder(figures: Sequence[Figure]) -> bool:
    first, others = figures[0].telling, [f.telling for f in figures[1:]]
    return any(one_name(first.holder, other.holder) or one_person(first, other) for other in others)
