"""When: the same day, days that overlap, or a gap between them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from khabar.link.columns import Columns
from khabar.link.compare.comparison import Codes, Comparison, Row, choose
from khabar.link.features.days import UNKNOWN

VALUES = ("unknown", "same_day", "overlap", "next_day", "apart", "far_apart")

# Beyond this many days two loosely dated claims are hardly of one deed.
FAR = 21


def judge(left: Columns, right: Columns) -> Codes:
    """How the two intervals lie to one another; the same day only where both texts give it."""
    known = (left.first != UNKNOWN) & (right.first != UNKNOWN)
    firm = left.firm & right.firm
    between = gap(left, right)
    same = firm & (left.first == right.first) & (left.last == right.last)
    return choose(
        len(left),
        (1, known & same),
        (2, known & (between <= 0)),
        (3, known & (between == 1)),
        (5, known & (between > FAR)),
        (4, known),
    )


def gap(left: Columns, right: Columns) -> NDArray[np.int64]:
    """Days from the end of the earlier interval to the start of the later; 0 or less where they overlap."""
    return np.maximum(left.first, right.first) - np.minimum(left.last, right.last)


def say(value: str, left: Row, right: Row) -> str:
    """When the two claims say it was."""
    words = f"{left['days'] or 'no day'} and {right['days'] or 'no day'}"
    return {
        "same_day": f"Both are dated {left['days']}.",
        "overlap": f"The days told may be the same: {words}.",
        "next_day": f"The days told touch: {words}.",
        "apart": f"The days told do not meet: {words}.",
        "far_apart": f"The days told lie weeks apart: {words}.",
    }.get(value, "Not both are dated.")


COMPARISON = Comparison("date", VALUES, judge, say)
