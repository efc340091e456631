"""What ties two tellings to one deed: whom it struck, a figure, a name, the town, the day, the doer.

A war has very many deeds of one kind, and a word for the deed is no more than that. Each tie counts by how seldom two deeds
share it, and what is no act of violence needs more: talks, visits and agreements go on all the time between the same.
"""

from __future__ import annotations

from khabar.link.compare.place import NEAR, kilometres
from khabar.link.features.counted import CIVILIAN, SIDES
from khabar.link.features.days import ordinal
from khabar.link.features.names import keys_of
from khabar.link.features.stems import harms_of, is_harm
from khabar.link.relations.told import Place, Telling, same

# What a telling of violence may be; null for a deed of no type.
VIOLENT = ("ASSAULT", "COERCE", None)

# Groups whom very many deeds strike, which ties nothing within one report.
STANDING = frozenset((*SIDES, CIVILIAN))

# How much a tie counts for. Two reports need so much of acts of violence, and one report, which mostly tells of one thing
# at a time, so much less; other deeds need more, and so do losses of things, of which a war has one like the other.
STRONG, WEAK = 2, 1
BETWEEN_REPORTS, IN_ONE_REPORT, MORE = 2, 1, 1

# Reports that came out so near to each other may tell the same news.
DAYS_NEAR = 1


def tied(one: Telling, other: Telling) -> bool:
    """Whether two tellings share enough to be of one deed."""
    here = one.report_id == other.report_id
    found = _struck(one, other) + _names(one, other) if here else _between(one, other)
    return found + _told(one, other) + _doer(one, other, here) >= _needed(one, other, here)


def _needed(one: Telling, other: Telling, here: bool) -> int:
    soft = not (one.event in VIOLENT and other.event in VIOLENT)
    things = "damage" in harms_of(one.trigger)
    other_days = _before(one, other) or _before(other, one)
    return (IN_ONE_REPORT if here else BETWEEN_REPORTS) + sum(MORE for more in (soft, things, other_days) if more)


def _before(one: Telling, other: Telling) -> bool:
    return bool(one.latest and other.earliest) and (one.latest or "") < (other.earliest or "")


def _between(one: Telling, other: Telling) -> int:
    """The ties of two reports. Who is named was hurt himself: that others were, in one town on one day, is another matter."""
    town = one_town(one.place, other.place)
    victims = _struck(one, other) + _names(one, other) - (WEAK if town and _place_named(one, other) else 0)
    if is_harm(one.trigger) and (one.persons or other.persons) and not victims + _figures(one, other):
        return -STRONG
    return victims + (WEAK if town else 0) + (WEAK if _one_news(one, other) else 0)


def one_town(one: Place | None, other: Place | None) -> bool:
    """Whether two places are pinned, and one, or as near to each other as a town and its outskirts."""
    if one is None or other is None or not (one.pinned and other.pinned):
        return False
    return one == other or (one.at is not None and other.at is not None and kilometres(one.at, other.at) <= NEAR)


def _struck(one: Telling, other: Telling) -> int:
    if one.persons & other.persons:
        return STRONG
    both = one.struck & other.struck
    return WEAK if (both if one.report_id != other.report_id else both - STANDING) else 0


def _names(one: Telling, other: Telling) -> int:
    return min(len(one.names & other.names), STRONG)


def _place_named(one: Telling, other: Telling) -> bool:
    keys = keys_of(one.place.name, "place") if one.place else ()
    return not (one.names & other.names).isdisjoint(keys)


def _told(one: Telling, other: Telling) -> int:
    """The ties of their words: figures, and a day that each gives by itself."""
    return _figures(one, other) + (WEAK if _one_day(one, other) else 0)


def _figures(one: Telling, other: Telling) -> int:
    return STRONG if one.counts & other.counts else 0


def _doer(one: Telling, other: Telling, here: bool) -> int:
    """The tie of a doer; within a report one side does all its deeds of violence."""
    violent = one.event in VIOLENT and other.event in VIOLENT
    return WEAK if not (here and violent) and any(same(a, b) for a in one.named for b in other.named) else 0


def _one_day(one: Telling, other: Telling) -> bool:
    return one.earliest is not None and (one.earliest, one.latest) == (other.earliest, other.latest)


def _one_news(one: Telling, other: Telling) -> bool:
    """Whether two reports came out at one time, and not both tell of another."""
    if not (one.published and other.published) or (one.told_first and other.told_first):
        return False
    return abs(ordinal(one.published) - ordinal(other.published)) <= DAYS_NEAR
