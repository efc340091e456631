"""What keeps two claims apart whatever else speaks for them: precise places or days that contradict, sums and parts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from khabar.link.columns import Columns
from khabar.link.compare import dates, parties, place
from khabar.link.features.days import UNKNOWN

Barred = NDArray[np.bool_]

# A night, or the difference between two time zones, lies between neighbouring days.
DAYS_APART = 2


def barred(left: Columns, right: Columns) -> Barred:
    """Which pairs cannot be of one deed."""
    return (
        _days(left, right)
        | _not_yet(left, right)
        | _not_yet(right, left)
        | _places(left, right)
        | _sums(left, right)
        | _told_as_another(left, right)
        | _doers(left, right)
    )


def _doers(left: Columns, right: Columns) -> Barred:
    """What one says, grants or asks is not what another does; of violence the doer may be in dispute."""
    open_to_all = left.disputable & right.disputable
    apart: Barred = ~open_to_all & (parties.judge("actors", left, right) == parties.OTHER)
    return apart


def _days(left: Columns, right: Columns) -> Barred:
    apart: Barred = left.firm & right.firm & (dates.gap(left, right) >= DAYS_APART)
    return apart


def _not_yet(left: Columns, right: Columns) -> Barred:
    """A report cannot tell of what lies after its publication; its undated claims end with that day."""
    early: Barred = ~left.dated & (left.last != UNKNOWN) & right.dated & left.actual & right.actual
    return early & (right.first >= left.last + DAYS_APART)


def _places(left: Columns, right: Columns) -> Barred:
    towns: Barred = (left.town != 0) & (right.town != 0) & (left.town != right.town)
    apart: Barred = towns & (place.distance(left, right) > place.NEAR) & np.isfinite(place.distance(left, right))
    return apart


def _sums(left: Columns, right: Columns) -> Barred:
    """An account that adds deeds together is never one of them."""
    apart: Barred = left.aggregate != right.aggregate
    return apart


def _told_as_another(left: Columns, right: Columns) -> Barred:
    """Where a report says "another" or "a second", it does not mean the one that it told of before."""
    apart: Barred = (left.report == right.report) & (left.another != right.another)
    return apart
