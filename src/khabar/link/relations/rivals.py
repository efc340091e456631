"""Two counts that one sentence sets against each other, whether or not they belong to a claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from khabar.link.relations.how_many import PERSONS, disjoint, population
from khabar.link.relations.told import Figure, listed, relation
from khabar.records import Relation


def rivals(figures: Sequence[Figure]) -> Iterator[Relation]:
    """A contradiction for counts of one harm, by different holders in one sentence of contrast, that no number fits."""
    together: defaultdict[tuple[str, int, str], list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda f: f.quantity_id):
        if figure.contrasted and figure.measure in PERSONS and not figure.part_of:
            together[figure.telling.report_id, figure.sentence, figure.measure].append(figure)
    for (_, _, measure), found in sorted(together.items()):
        if len({f.telling.holder for f in found}) > 1 and _of_one_kind(found) and disjoint(found):
            members = (f.quantity_id for f in found)
            yield relation("contradict", measure, members, f"Set against each other: {listed(found)}.")


def _of_one_kind(figures: Sequence[Figure]) -> bool:
    """Whether they may count the same people: whom they count is the same, or not told of some."""
    words = {(f.population or "").lower() for f in figures if f.population}
    return len({population(f) for f in figures} - {None}) <= 1 and len(words) <= 1
