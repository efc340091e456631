"""Counts of one thing that a report sets side by side, whether or not they belong to a claim.

A report that has two counts of one thing gives them one after the other, each to its teller: "The army counted 22 missiles.
The Pentagon counted 16."
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from khabar.folding import fold_name
from khabar.link.features.counted import COUNTED
from khabar.link.features.nodes import voice_node
from khabar.link.features.stems import harms_of, stem, stems, words_for
from khabar.link.relations.beside import may_be_one, of_others
from khabar.link.relations.how_many import PERSONS, disjoint, of_one_size, population
from khabar.link.relations.told import Figure, Telling, listed, one_name, one_person, relation
from khabar.records import Relation

# How many sentences further on a report still speaks of what it counted.
NEAR, NEXT = 2, 1


def rivals(figures: Sequence[Figure]) -> Iterator[Relation]:
    """Counts of one thing by different holders: a contradiction where no number fits them, unless one was given sooner."""
    told: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda f: (f.start, f.quantity_id)):
        if figure.measure in COUNTED and not (figure.part_of or figure.rate or figure.of_some):
            told[figure.telling.report_id, figure.measure].append(figure)
    for (_, measure), counts in sorted(told.items()):
        for found in _side_by_side(counts):
            yield from _compared(measure, found)


def _side_by_side(counts: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Counts in groups of which each member rivals one before it; a sentence that has two of its own, unless it sets them
    against each other, lists parts of something.
    """
    groups: list[list[Figure]] = []
    for figure in counts:
        listing = sum(f.sentence == figure.sentence for f in counts) > 1 and not figure.contrasted
        group = next((g for g in groups if not listing and any(_rival(f, figure) for f in g)), None)
        if group is None:
            groups.append([figure])
        else:
            group.append(figure)
    yield from (group for group in groups if len(group) > 1)


def _rival(one: Figure, other: Figure) -> bool:
    """Whether a count is of what another, before it, counts."""
    if one.sentence == other.sentence:
        beside = one.contrasted and other.contrasted
    else:
        beside = other.sentence - one.sentence <= NEAR and _leans(one, other)
    return beside and _of_one_kind(one, other) and _by_others(one.telling, other.telling) and _at_once(one, other)


def _leans(one: Figure, other: Figure) -> bool:
    """Whether a count is a number alone, or the next sentence tells of one harm to the same people."""
    words, others = _counted(one), _counted(other)
    if other.further or not (words or one.measure in PERSONS):
        return False
    if others.isdisjoint(fold_name(other.text).split()):
        return True
    alike = words == others or (words < others and other.tallied)
    return alike and other.sentence - one.sentence <= NEXT and _of_one_deed(one, other)


def _of_one_deed(one: Figure, other: Figure) -> bool:
    """Whether both tell of one harm, or of one deed by one word, or the later does nothing but count."""
    deed, trigger = one.telling, other.telling.trigger
    if not trigger:
        return other.tallied and of_one_size((one, other))
    if one.measure == other.measure == "killed" and all(_is_finding(t) for t in (deed.trigger, trigger)):
        return True
    alike = not set(stems(deed.trigger)).isdisjoint(stems(trigger)) and deed.event == other.telling.event
    return bool(harms_of(deed.trigger) & harms_of(trigger)) or (alike and of_one_size((one, other)))


def _is_finding(trigger: str) -> bool:
    """Whether a trigger tells that the dead were found."""
    return not set(stems(trigger)).isdisjoint(map(stem, words_for("retrieve")))


def _counted(figure: Figure) -> frozenset[str]:
    return frozenset(fold_name(figure.population or figure.unit or "").split())


def _of_one_kind(one: Figure, other: Figure) -> bool:
    """Whether they may count the same: what they count is the same, or not told of one."""
    counted = [_counted(f) for f in (one, other) if f.population]
    words = len(set(counted)) <= 1 or (other.tallied and counted[0] < counted[1])
    return len({population(one), population(other)} - {None}) <= 1 and words


def _by_others(one: Telling, other: Telling) -> bool:
    """Whether two holders of one report are two. Unnamed sources are one origin, the report that they speak in, and may yet be
    two; one who is told of as known may be whoever spoke before.
    """
    if one.origin == other.origin != voice_node(one.voice) or (other.refers_back and may_be_one(one, other)):
        return False
    return not one_name(one.holder, other.holder) and not one_person(one, other)


def _at_once(one: Figure, other: Figure) -> bool:
    """Whether nothing in their tellings puts them in other towns, on other days, or among other people, and neither counts
    from a day on what befell before the deed that the other tells of.
    """
    left, right = one.telling, other.telling
    if (other.since and not one.since) or (one.since and not other.since and right.actors):
        return False
    towns = {t.place for t in (left, right) if t.place and t.place.pinned}
    days = {(t.earliest, t.latest) for t in (left, right) if t.earliest}
    return len(towns) <= 1 and len(days) <= 1 and not of_others(left, right)


def _compared(measure: str, found: Sequence[Figure]) -> Iterator[Relation]:
    members = [f.quantity_id for f in found]
    if len({f.bounds for f in found}) == 1:
        return
    if not disjoint(found):
        yield relation("differ", measure, members, f"Figures that allow one another: {listed(found)}.")
    elif any(f.sooner for f in found):
        yield relation("differ", measure, members, f"One was given sooner than the other: {listed(found)}.")
    else:
        yield relation(
            "contradict", measure, members, f"Set beside each other, and no number fits all: {listed(found)}."
        )
