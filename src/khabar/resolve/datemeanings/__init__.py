"""The days that each form of date means, in the setting of its report.

Every meaning reads a match of a form (see :mod:`khabar.resolve.dategrammar`) and gives a kind and an interval, or None
where the words are no date after all.
"""

from khabar.resolve.datemeanings.calendar import (
    century,
    day_of_month,
    days_of_month,
    decade,
    iso,
    month,
    season,
    slashed,
    year,
    year_or_month,
)
from khabar.resolve.datemeanings.counted import (
    DEICTIC,
    after_something,
    ago,
    clock,
    deictic,
    distance,
    duration,
    later,
    ordinal_day,
    repeated,
    same,
    stretch,
    unit,
    weekday,
    within,
)
from khabar.resolve.datemeanings.named import anno_domini, before_christ, period, portion, september_11
from khabar.resolve.datemeanings.setting import VAGUE, Reading, Setting

__all__ = [
    "DEICTIC",
    "VAGUE",
    "Reading",
    "Setting",
    "after_something",
    "ago",
    "anno_domini",
    "before_christ",
    "century",
    "clock",
    "day_of_month",
    "days_of_month",
    "decade",
    "deictic",
    "distance",
    "duration",
    "iso",
    "later",
    "month",
    "ordinal_day",
    "period",
    "portion",
    "repeated",
    "same",
    "season",
    "september_11",
    "slashed",
    "stretch",
    "unit",
    "weekday",
    "within",
    "year",
    "year_or_month",
]
