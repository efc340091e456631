"""Tolls: the lowest and the highest figure reported of an incident, each with those who report it; never an average.

A dead person is civilian or combatant by somebody's word. Where only the side that is said to have killed calls the dead
combatants, that settles nothing: the least count of combatants, and of civilians, is then 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from khabar.link.relations import Figure, comparable, current, same
from khabar.records import Toll

SIDES = ("civilian", "combatant")


def tolls(incident_id: str, figures: Sequence[Figure]) -> Iterator[Toll]:
    """The tolls of one incident by measure and population. Figures that a voice has since revised do not count."""
    groups = {kind: current(alike) for kind, alike in comparable(figures).items()}
    for (measure, population), alike in sorted(groups.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        if population == "combatant" and all(map(by_the_accused, alike)):
            yield from _contested(incident_id, measure, alike, groups)
        else:
            yield _toll(incident_id, measure, population, alike)


def by_the_accused(figure: Figure) -> bool:
    """Whether the side that is said to have done it is the only holder of a figure."""
    holder = figure.telling.held_by
    return holder is not None and any(same(holder, actor) for actor in figure.telling.actors)


def _contested(
    incident_id: str, measure: str, alike: Sequence[Figure], groups: Mapping[tuple[str, str | None], Sequence[Figure]]
) -> Iterator[Toll]:
    for side in SIDES:
        if side == "combatant" or (measure, side) not in groups:
            told = _toll(incident_id, measure, side, alike)
            yield Toll(incident_id, measure, side, 0.0, told.highest, told.n_origins, told.quantity_ids)


def _toll(incident_id: str, measure: str, population: str | None, alike: Iterable[Figure]) -> Toll:
    figures = sorted(alike, key=lambda f: f.quantity_id)
    lowest = min(f.bounds[0] if f.comparator != "about" else f.best or 0.0 for f in figures)
    reported = [value for f in figures for value in (f.best, f.high, f.low) if value is not None]
    origins = {f.telling.origin for f in figures}
    ids = tuple(f.quantity_id for f in figures)
    return Toll(incident_id, measure, population, lowest, max(reported, default=None), len(origins), ids)
