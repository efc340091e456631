"""What keeps two claims apart whatever else speaks for them: precise places or days that contradict, sums and parts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from khabar.frozen import record
from khabar.link.columns import Columns
from khabar.link.compare import dates, parties, place
from khabar.link.compare.comparison import given, shared
from khabar.link.features.days import UNKNOWN
from khabar.link.features.spots import NOWHERE

Barred = NDArray[np.bool_]

# A night, or the difference between two time zones, lies between neighbouring days.
DAYS_APART = 2


@record(frozen=True, slots=True)
class Barrier:
    """What keeps pairs apart; ``judge`` tells which, and ``reads`` names the columns that it looks at."""

    judge: Callable[[Columns, Columns], Barred]
    reads: tuple[str, ...]


def _persons(left: Columns, right: Columns) -> Barred:
    """What was done to one named person is not what was done to another."""
    apart: Barred = given(left.persons) & given(right.persons) & (shared(left.persons, right.persons) == 0)
    return apart


def _counted(left: Columns, right: Columns) -> Barred:
    """Within a report, other groups in other numbers: two soldiers captured are not the five policemen killed."""
    both = given(left.groups) & given(right.groups) & (left.report == right.report)
    apart: Barred = both & (shared(left.groups, right.groups) == 0) & (shared(left.numbers, right.numbers) == 0)
    return apart


def _several(left: Columns, right: Columns) -> Barred:
    """A word for several deeds ("attacks", "murders") tells of more than the one deed that another tells of; but what several
    attacks did to people may be told beside them.
    """
    many, harm = np.where(left.several, left.harm, right.harm), np.where(left.several, right.harm, left.harm)
    apart: Barred = (left.several != right.several) & ~(~many & harm)
    return apart


def _goes_on(left: Columns, right: Columns) -> Barred:
    """Clashes and shelling of one day, as two reports tell, are not those of the next."""
    apart: Barred = left.goes_on & right.goes_on & (left.report != right.report) & (left.last != right.last)
    return apart


def _doers(left: Columns, right: Columns) -> Barred:
    """What one says, grants or asks is not what another does; of violence the doer may be in dispute, though not
    within one sentence.
    """
    open_to_all = left.disputable & right.disputable
    others = parties.judge("actors", left, right) == parties.OTHER
    sentence = (left.report == right.report) & (left.sentence == right.sentence)
    apart: Barred = others & sentence | ~open_to_all & (others | _unnamed(left, right) | sentence)
    return apart


def _unnamed(left: Columns, right: Columns) -> Barred:
    """Parties are named and none is shared: talks and aid go on all the time, and only the parties tell them apart."""
    named = given(left.actors) & given(right.actors) | given(left.recipients) & given(right.recipients)
    names = (shared(left.actors, right.actors) > 0) | (shared(left.recipients, right.recipients) > 0)
    apart: Barred = named & ~names & (shared(left.means, right.means) == 0)
    return apart


def _days(left: Columns, right: Columns) -> Barred:
    """Days that are told and do not meet: within one report any two that its sentences give, else two with a day between.

    Where neither tells a day, reports that came out weeks apart bring different news; and days that cannot be resolved,
    for want of a date of the report, are apart where their words are.
    """
    between = dates.gap(left, right)
    known = (left.first != UNKNOWN) & (right.first != UNKNOWN)
    firm, either = left.firm & right.firm, left.firm | right.firm
    told = left.dated & right.dated & either & (between >= DAYS_APART)
    report = firm & (left.report == right.report) & (between >= 1)
    apart: Barred = known & (told | report | ~left.dated & ~right.dated & (between >= DAYS_APART))
    unsaid = (left.first == UNKNOWN) & (right.first == UNKNOWN) & (left.report == right.report)
    worded = (left.said_day != 0) & (right.said_day != 0) & (left.said_day != right.said_day)
    either_way: Barred = np.logical_or(apart, unsaid & worded)
    return either_way


def _not_yet(left: Columns, right: Columns) -> Barred:
    """A report cannot tell of what lies after its publication; its undated claims end with that day."""
    early: Barred = ~left.dated & (left.last != UNKNOWN) & right.dated & left.actual & right.actual
    return np.logical_and(early, right.first >= left.last + DAYS_APART)


def _places(left: Columns, right: Columns) -> Barred:
    towns: Barred = (left.town != 0) & (right.town != 0) & (left.town != right.town)
    apart: Barred = towns & _far(left, right, towns)
    return apart


def _regions(left: Columns, right: Columns) -> Barred:
    """Other countries, or other provinces, in two reports; within one the place of a claim is often its neighbour's."""
    reports = left.report != right.report
    countries = (left.country != 0) & (right.country != 0) & (left.country != right.country)
    provinces = (left.province != 0) & (right.province != 0) & (left.province != right.province)
    unplaced: Barred = provinces & ((left.latitude >= NOWHERE) | (right.latitude >= NOWHERE))
    apart: Barred = reports & (countries | unplaced | _far(left, right, provinces & reports))
    return apart


def _far(left: Columns, right: Columns, which: Barred) -> Barred:
    """Which pairs, of some, lie further apart than a town and its surroundings; where one lies nowhere nobody can tell."""
    far = np.zeros(len(left), bool)
    rows = np.flatnonzero(which)
    distance = place.distance(*(side.take(rows, ("latitude", "longitude")) for side in (left, right)))
    far[rows] = (distance > place.NEAR) & np.isfinite(distance)
    return far


def _sums(left: Columns, right: Columns) -> Barred:
    """An account that adds deeds together is never one of them, nor one that adds up other figures over another time."""
    other = (left.first != right.first) & (left.last != right.last) & (shared(left.numbers, right.numbers) == 0)
    apart: Barred = (left.aggregate != right.aggregate) | left.aggregate & right.aggregate & other
    return apart


def _told_as_another(left: Columns, right: Columns) -> Barred:
    """Where a report says "another" or "a second", it does not mean the one that it told of before."""
    apart: Barred = (left.report == right.report) & (left.another != right.another)
    return apart


def _not_yet_either(left: Columns, right: Columns) -> Barred:
    apart: Barred = np.logical_or(_not_yet(left, right), _not_yet(right, left))
    return apart


BARRIERS = (
    Barrier(_days, ("report", "first", "last", "firm", "dated", "said_day")),
    Barrier(_not_yet_either, ("first", "last", "dated", "actual")),
    Barrier(_places, ("town", "latitude", "longitude")),
    Barrier(_regions, ("report", "country", "province", "latitude", "longitude")),
    Barrier(_sums, ("aggregate", "first", "last", "numbers")),
    Barrier(_told_as_another, ("report", "another")),
    Barrier(_doers, ("report", "sentence", "disputable", "actors", "acting", "recipients", "means")),
    Barrier(_persons, ("persons",)),
    Barrier(_counted, ("report", "groups", "numbers")),
    Barrier(_several, ("several", "harm")),
    Barrier(_goes_on, ("report", "goes_on", "last")),
)
