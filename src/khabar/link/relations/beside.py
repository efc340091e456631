"""Which accounts of an incident speak of one thing, so that they can be set beside each other.

An incident gathers an attack, what it did to whom, and what its tellers add. That one account tells of soldiers wounded and
another of rebels killed is no agreement and no difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from khabar.link.compare.dates import FAR
from khabar.link.features.stems import harms_of, is_harm, of_mind, stems
from khabar.link.relations.told import Telling


def beside(tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings that can be set beside that of another origin; denials stay, and so does what is denied."""
    return [t for t in tellings if not t.asserted or any(_met(t, other) for other in tellings)]


def _met(one: Telling, other: Telling) -> bool:
    return one.origin != other.origin and (other.disowned or (other.asserted and of_one_thing(one, other)))


def of_one_thing(one: Telling, other: Telling) -> bool:
    """Whether two tellings speak of one deed or of one harm.

    Two harms: the same harm, and not to others. Two deeds: the same word or mode, and not to others. A deed
    and what it did are two things: who tells of the one does not tell of the other; and what somebody wants is no deed.
    """
    others = of_others(one, other)
    if is_harm(one.trigger) != is_harm(other.trigger) or of_mind(one.trigger) or _weeks_apart(one, other):
        return False
    if is_harm(one.trigger):
        return not others and _one_harm(one, other)
    word = bool(set(stems(one.trigger)) & set(stems(other.trigger)))
    mode = one.event == other.event and one.mode == other.mode is not None
    return (word or mode) and not (others and (one.report_id == other.report_id or not _of_one_time(one, other)))


def _of_one_time(one: Telling, other: Telling) -> bool:
    """Whether two reports give an act of violence one day or one town, so that it may be one though they name other targets."""
    violence = one.event == other.event == "ASSAULT"
    day = one.earliest is not None and (one.earliest, one.latest) == (other.earliest, other.latest)
    town = one.place is not None and other.place is not None and one.place.pinned and one.place == other.place
    return violence and (day or town)


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
