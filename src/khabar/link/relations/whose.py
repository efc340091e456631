"""Whose dead: civilians to one teller, fighters to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.link.relations.beside import of_one_time
from khabar.link.relations.how_many import comparable, current
from khabar.link.relations.told import Figure, listed, one_name, relation
from khabar.records import Relation

MEASURES = ("killed", "injured", "casualties")


def whose(figures: Sequence[Figure]) -> Iterator[Relation]:
    """For each harm of one incident the counts of those who tell of civilians alone and of fighters alone.

    Who tells of both tells two counts, which others may give one of.
    """
    alike = comparable(figures)
    for measure in MEASURES:
        civilians, fighters = (current(alike.get((measure, side), ())) for side in ("civilian", "combatant"))
        of_civilians, of_fighters = _other(civilians, fighters), _other(fighters, civilians)
        if of_civilians and of_fighters:
            told = (*of_civilians, *of_fighters)
            why = f"Civilians to the one, fighters to the other: {listed(told)}."
            yield relation("differ", measure, (f.quantity_id for f in told), why)


def _other(ours: Sequence[Figure], theirs: Sequence[Figure]) -> list[Figure]:
    """The figures of those who give none of the other kind, beside some of the other kind by others."""
    tellers = {f.telling.origin for f in theirs}
    found = [f for f in ours if f.bounds[1] and f.telling.origin not in tellers]
    return [f for f in found if any(_beside(f, other) for other in theirs if other.telling.origin not in _of(ours))]


def _of(figures: Sequence[Figure]) -> set[str]:
    return {f.telling.origin for f in figures}


def _beside(one: Figure, other: Figure) -> bool:
    left, right = one.telling, other.telling
    if one_name(left.holder, right.holder) or not other.bounds[1]:
        return False
    return left.report_id == right.report_id or of_one_time(left, right)
