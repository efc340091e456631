"""When: the same day, days that touch, or a gap between them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from khabar.link.columns import Columns
from khabar.link.compare.comparison import Codes, Comparison, Row, choose
from khabar.link.features.days import UNKNOWN

VALUES = ("unknown", "same_day", "touching", "published_near", "published_apart", "apart", "far_apart")

# Beyond this many days two loosely dated claims are hardly of one deed; a time longer than a month tells little.
FAR = 21
MONTH = 31


def judge(left: Columns, right: Columns) -> Codes:
    """How the two intervals lie to one another; the same day only where a sentence of one of the two gives it, and of two
    in one report each its own: a day that is taken over from the sentence before is that of all it tells.

    Days that are only surmised from publication bring nothing together, and keep little apart.
    """
    known = (left.first != UNKNOWN) & (right.first != UNKNOWN)
    told = known & left.dated & right.dated
    between = gap(left, right)
    one_day = (left.first == right.first) & (left.last == right.last) & (left.last == left.first)
    short = (left.last - left.first <= MONTH) & (right.last - right.first <= MONTH)
    firm = np.where(left.report == right.report, left.firm & right.firm, left.firm | right.firm)
    return choose(
        len(left),
        (1, told & one_day & firm),
        (2, told & (between <= 1) & short),
        (6, told & (between > FAR)),
        (5, told & (between > 1)),
        (4, known & (between > 1)),
        (3, known & short),
    )


def gap(left: Columns, right: Columns) -> NDArray[np.int64]:
    """Days from the end of the earlier interval to the start of the later; 0 or less where they overlap."""
    return np.maximum(left.first, right.first) - np.minimum(left.last, right.last)


def say(value: str, left: Row, right: Row) -> str:
    """When the two claims say it was."""
    words = f"{left['days'] or 'no day'} and {right['days'] or 'no day'}"
    return {
        "same_day": f"Both are dated {left['days']}.",
        "touching": f"The days told may be the same: {words}.",
        "published_near": f"By the days of publication they may be the same: {words}.",
        "published_apart": f"By the days of publication they lie apart: {words}.",
        "apart": f"The days told do not meet: {words}.",
        "far_apart": f"The days told lie weeks apart: {words}.",
    }.get(value, "Not both are dated.")


READS = ("report", "first", "last", "firm", "dated")
COMPARISON = Comparison("date", VALUES, READS, judge, say)
