"""Which accounts of an incident speak of one thing, so that they can be set beside each other.

An incident gathers an attack, what it did to whom, and what its tellers add. That one account tells of soldiers wounded and
another of rebels killed is no agreement and no difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from khabar.link.compare.dates import FAR
from khabar.link.features.stems import harms_of, is_harm, of_mind, stems
from khabar.link.relations.told import Telling, one_name, same


def beside(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """The tellings in groups that can be set beside each other: each member speaks of what one of another origin does."""
    groups: list[list[Telling]] = []
    for telling in (t for t in tellings if t.asserted):
        mine = [group for group in groups if any(met(telling, other) for other in group)]
        groups = [group for group in groups if group not in mine]
        groups.append([*(t for group in mine for t in group), telling])
    return [group for group in groups if len(group) > 1]


def met(one: Telling, other: Telling) -> bool:
    """Whether two tellings, by different tellers, speak of one thing."""
    return one.origin != other.origin and not one_name(one.holder, other.holder) and of_one_thing(one, other)


def of_one_thing(one: Telling, other: Telling) -> bool:
    """Whether two tellings speak of one deed or of one harm.

    Two harms: the same harm, and not to others. Two deeds: the same word or mode, and not to others; in two reports they also
    share the doer, the target, a town or a day, as one word for a deed is no more than that. A deed and what it did are two
    things: who tells of the one does not tell of the other. What one sentence tells twice is two things, and what somebody
    wants is no deed.
    """
    if is_harm(one.trigger) != is_harm(other.trigger) or of_mind(one.trigger) or _weeks_apart(one, other):
        return False
    if (one.report_id, one.sentence) == (other.report_id, other.sentence):
        return False
    others = of_others(one, other)
    if is_harm(one.trigger):
        return not others and _one_harm(one, other)
    word = bool(set(stems(one.trigger)) & set(stems(other.trigger)))
    mode = one.event == other.event and one.mode == other.mode is not None
    if not (word or mode) or (others and not _attacks_of_one_time(one, other)):
        return False
    return one.report_id == other.report_id or _in_common(one, other)


def _attacks_of_one_time(one: Telling, other: Telling) -> bool:
    """Whether two reports give an act of violence one day or one town, so that it may be one though they name other targets."""
    return one.event == other.event == "ASSAULT" and one.report_id != other.report_id and of_one_time(one, other)


def of_one_time(one: Telling, other: Telling) -> bool:
    """Whether two tellings give one day, or one town."""
    day = one.earliest is not None and (one.earliest, one.latest) == (other.earliest, other.latest)
    town = one.place is not None and other.place is not None and one.place.pinned and one.place == other.place
    return day or town


def _in_common(one: Telling, other: Telling) -> bool:
    doer = any(same(a, b) for a in one.named for b in other.named)
    return doer or bool(one.struck & other.struck) or of_one_time(one, other)


def _weeks_apart(one: Telling, other: Telling) -> bool:
    """Whether the times that are told, however loosely, lie weeks apart."""
    if not (one.told_first and other.told_first):
        return False
    first, second = sorted((one, other), key=lambda t: t.told_first or "")
    end = first.told_last or first.told_first or ""
    return (date.fromisoformat(second.told_first or "") - date.fromisoformat(end)).days > FAR


def of_others(one: Telling, other: Telling) -> bool:
    """Whether both say to whom or what it was done, and it was not to the same."""
    return bool(one.struck and other.struck) and not one.struck & other.struck


def _one_harm(one: Telling, other: Telling) -> bool:
    harms, more = harms_of(one.trigger), harms_of(other.trigger)
    return bool(harms & more) or bool(set(stems(one.trigger)) & set(stems(other.trigger)))
