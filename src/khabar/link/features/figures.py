"""A claim's figures of the dead and the injured, as the range in which each is told to lie."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from khabar.link.features.days import is_period

MEASURES = ("killed", "injured")
TOTALS = ("cumulative", "period")


def ranges(figures: Iterable[Mapping[str, Any]]) -> list[float]:
    """Low and high for each of ``MEASURES``; NaN where no figure of one incident is given, infinity for an open end."""
    found: list[float] = []
    for measure in MEASURES:
        given = [f for f in figures if f["measure"] == measure and f["scope"] not in TOTALS and f["low"] is not None]
        if not given:
            found += [math.nan, math.nan]
            continue
        widest = max(given, key=lambda figure: figure["low"])
        found += [widest["low"], math.inf if widest["high"] is None else widest["high"]]
    return found


def is_aggregate(claim: Mapping[str, Any]) -> bool:
    """Whether the claim itself adds several deeds together: it counts over a time, or its figures of people are its totals."""
    if claim["figures"] and is_period(claim):
        return True
    people = [f for f in claim["figures"] if f["measure"] in ("killed", "injured", "casualties", "missing", "detained")]
    return bool(people) and not _of_a_day(claim) and all(figure["scope"] in TOTALS for figure in people)


def _of_a_day(claim: Mapping[str, Any]) -> bool:
    """Whether a running total is that of one deed, of a day which the claim's own words give ("the toll of Monday's blast")."""
    dated = claim["date_from"] == "text" and claim["date_precision"] == "day"
    return dated and not any(figure["earliest"] or figure["scope"] == "period" for figure in claim["figures"])
