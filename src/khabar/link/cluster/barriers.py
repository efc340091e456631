"""What keeps two claims apart whatever else speaks for them: precise places or days that contradict, sums and parts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from khabar.link.columns import Columns
from khabar.link.compare import dates, parties, place
from khabar.link.compare.comparison import given, shared
from khabar.link.features.days import UNKNOWN

Barred = NDArray[np.bool_]

# A night, or the difference between two time zones, lies between neighbouring days.
DAYS_APART = 2


READS = (
    *("report", "sentence", "actors", "recipients", "acting", "receiving", "persons", "means"),
    *("country", "province", "town", "latitude", "longitude", "first", "last", "firm", "dated", "said_day"),
    *("actual", "disputable", "aggregate", "another", "groups", "numbers", "several", "goes_on", "harm"),
)


def barred(left: Columns, right: Columns) -> Barred:
    """Which pairs cannot be of one deed."""
    return (
        _days(left, right)
        | _not_yet(left, right)
        | _not_yet(right, left)
        | _places(left, right)
        | _regions(left, right)
        | _sums(left, right)
        | _told_as_another(left, right)
        | _doers(left, right)
        | _persons(left, right)
        | _counted(left, right)
        | _several(left, right)
        | _goes_on(left, right)
    )


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
    """What one says, grants or asks is not what another does; of violence the doer may be in dispute."""
    open_to_all = left.disputable & right.disputable
    others = parties.judge("actors", left, right) == parties.OTHER
    sentence = (left.report == right.report) & (left.sentence == right.sentence)
    apart: Barred = np.logical_and(~open_to_all, others | _unnamed(left, right) | sentence)
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
    apart: Barred = towns & (place.distance(left, right) > place.NEAR) & np.isfinite(place.distance(left, right))
    return apart


def _regions(left: Columns, right: Columns) -> Barred:
    """Other countries, or other provinces, in two reports; within one the place of a claim is often its neighbour's."""
    reports = left.report != right.report
    countries = (left.country != 0) & (right.country != 0) & (left.country != right.country)
    provinces = (left.province != 0) & (right.province != 0) & (left.province != right.province)
    apart: Barred = reports & (countries | provinces & ~(place.distance(left, right) <= place.NEAR))
    return apart


def _sums(left: Columns, right: Columns) -> Barred:
    """An account that adds deeds together is never one of them, nor one that adds up other figures over another time."""
    other = (left.first != right.first) & (left.last != right.last) & (shared(left.numbers, right.numbers) == 0)
    apart: Barred = (left.aggregate != right.aggregate) | left.aggregate & right.aggregate & other
    return apart


def _told_as_another(left: Columns, right: Columns) -> Barred:
    """Where a report says "another" or "a second", it does not mean the one that it told of before."""
    apart: Barred = (left.report == right.report) & (left.another != right.another)
    return apart
