"""Which accounts of an incident speak of one thing, so that they can be set beside each other.

An incident gathers an attack, what it did to whom, and what its tellers add. That one account tells of soldiers wounded and
another of rebels killed is no agreement and no difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from khabar.frozen import record
from khabar.link.compare.dates import FAR
from khabar.link.features.days import ordinal
from khabar.link.features.stems import harms_of, is_harm, of_mind, stems
from khabar.link.relations.mutual import crossed
from khabar.link.relations.ties import one_town, tied
from khabar.link.relations.told import STATE, Telling, one_name


def beside(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """The tellings in groups that can be set beside each other: each member speaks of what one of another origin does, and
    none of what befell others.
    """
    groups: list[_Group] = []
    for telling in (t for t in tellings if t.asserted):
        joined = _Group([telling], _keys(telling.trigger, telling.event, telling.mode))
        for group in [group for group in groups if group.holds(telling, joined.keys)]:
            if not any(_of_two(a, b) for a in joined.members for b in group.members):
                groups = [other for other in groups if other is not group]
                joined = _Group([*group.members, *joined.members], group.keys | joined.keys)
        groups.append(joined)
    return [group.members for group in groups if len(group.members) > 1]


@record(frozen=True, slots=True)
class _Group:
    """Tellings that can be set beside each other, and all their keys."""

    members: list[Telling]
    keys: frozenset[tuple[str | None, ...]]

    def holds(self, telling: Telling, keys: frozenset[tuple[str | None, ...]]) -> bool:
        """Whether a telling meets any member; ``keys`` are the telling's own."""
        return not keys.isdisjoint(self.keys) and any(met(telling, other) for other in self.members)


@lru_cache(maxsize=1 << 14)
def _keys(trigger: str, event: str | None, mode: str | None) -> frozenset[tuple[str | None, ...]]:
    """What a telling shares with any other that speaks of one thing with it: a word, a harm, or a mode."""
    kind = "harm" if is_harm(trigger) else "deed"
    words = ((kind, "word", stem) for stem in stems(trigger))
    harms = ((kind, harm) for harm in harms_of(trigger))
    return frozenset([*words, *harms, *([(event, mode)] if mode is not None else [])])


def _of_two(one: Telling, other: Telling) -> bool:
    """Whether two tellings are of two deeds, or of two people's harm."""
    return of_others(one, other) and not _attacks_of_one_time(one, other)


def met(one: Telling, other: Telling) -> bool:
    """Whether two tellings, by different tellers, speak of one thing."""
    if one.origin == other.origin or one_name(one.holder, other.holder):
        return False
    return not (one.report_id == other.report_id and may_be_one(one, other)) and of_one_thing(one, other)


def may_be_one(one: Telling, other: Telling) -> bool:
    """Whether two holders of one report may be one: "the police chief" is the general who was named, unless it cannot be."""
    if not (one.refers_back or other.refers_back):
        return False
    left, right = one.held_by, other.held_by
    if left is None or right is None:
        return not any(party and party.specific for party in (left, right))
    if None not in (left.country, right.country) and left.country != right.country:
        return False
    return (
        None in (left.sector, right.sector) or left.sector == right.sector or {left.sector, right.sector} <= set(STATE)
    )


def of_one_thing(one: Telling, other: Telling) -> bool:
    """Whether two tellings speak of one deed or of one harm.

    Two harms: the same harm, and not to others. Two deeds: the same word or mode, and not to others. Either way something
    ties them to one deed (:mod:`khabar.link.relations.ties`). A deed and what it did are two things: who tells of the one
    does not tell of the other. What one sentence tells twice is two things, and what somebody wants is no deed.
    """
    if is_harm(one.trigger) != is_harm(other.trigger) or of_mind(one.trigger) or _weeks_apart(one, other):
        return False
    if (one.report_id, one.sentence) == (other.report_id, other.sentence) or _of_two(one, other):
        return False
    alike = _one_harm(one, other) if is_harm(one.trigger) else _one_deed(one, other)
    return alike and tied(one, other) and not crossed(one, other)


def _one_deed(one: Telling, other: Telling) -> bool:
    word = bool(set(stems(one.trigger)) & set(stems(other.trigger)))
    return word or (one.event == other.event and one.mode == other.mode is not None)


def _attacks_of_one_time(one: Telling, other: Telling) -> bool:
    """Whether two reports give an act of violence one day or one town, so that it may be one though they name other targets;
    what it did to people is then told apart by whom it struck.
    """
    if is_harm(one.trigger) or one.report_id == other.report_id:
        return False
    return one.event == other.event == "ASSAULT" and of_one_time(one, other)


def of_one_time(one: Telling, other: Telling) -> bool:
    """Whether two tellings give one day, or one town."""
    day = one.earliest is not None and (one.earliest, one.latest) == (other.earliest, other.latest)
    return day or one_town(one.place, other.place)


def _weeks_apart(one: Telling, other: Telling) -> bool:
    """Whether the times that are told, however loosely, lie weeks apart."""
    if not (one.told_first and other.told_first):
        return False
    first, second = (one, other) if one.told_first <= other.told_first else (other, one)
    return ordinal(second.told_first) - ordinal(first.told_last or first.told_first) > FAR


def of_others(one: Telling, other: Telling) -> bool:
    """Whether both say to whom or what it was done, and it was not to the same: to others, or to one by name and to several."""
    if not one.persons.isdisjoint(other.persons):
        return False
    if (one.persons and other.persons) or (one.crowd and other.persons) or (other.crowd and one.persons):
        return True
    return bool(one.struck and other.struck) and one.struck.isdisjoint(other.struck)


def _one_harm(one: Telling, other: Telling) -> bool:
    harms, more = harms_of(one.trigger), harms_of(other.trigger)
    return bool(harms & more) or bool(set(stems(one.trigger)) & set(stems(other.trigger)))
