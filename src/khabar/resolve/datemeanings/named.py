"""Parts of a month or year, eras, and days that go by a name."""

from __future__ import annotations

import re
from datetime import date

from khabar.resolve import intervals
from khabar.resolve.calendarwords import of_kind, periods
from khabar.resolve.datemeanings.calendar import month
from khabar.resolve.datemeanings.setting import Reading, Setting, counted
from khabar.resolve.intervals import UNKNOWN, Interval

# The months that a half or quarter of a year has.
SHARES_OF = {"half": 6, "quarter": 3, "third": 4}

LONGEST_MONTH = 31


def portion(match: re.Match[str], setting: Setting) -> Reading | None:
    """the first week of June, the second half of 2014, the first six months of this year, the last quarter"""
    whole = _whole(match, setting)
    if whole is None or whole.earliest is None or whole.latest is None:
        return "date", UNKNOWN
    size, count = match["unit"].lower(), counted(match)[0]
    nth = of_kind("portion")[match["nth"].lower()]
    length = (whole.latest - whole.earliest).days + 1
    if size in SHARES_OF:
        months = SHARES_OF[size] if length > LONGEST_MONTH else 0
        return _slice(whole, nth, months, "month") if months else _halves(whole, nth, size, length)
    return _slice(whole, nth, count, size)


def _whole(match: re.Match[str], setting: Setting) -> Interval | None:
    """The month or year that a portion is taken from."""
    if match["month"]:
        found = month(match, setting)
        return found[1] if found else None
    if match["year"]:
        return intervals.year(int(match["year"]))
    if setting.published is None or not match["of"]:
        return None
    name = match["of"].lower().split()[-1]
    inside = intervals.shift(setting.published, -1 if match["of"].lower().startswith("last") else 0, name)
    return intervals.unit(inside, name) if inside else None


def _halves(whole: Interval, nth: int, size: str, length: int) -> Reading | None:
    step = length * SHARES_OF[size] // 12
    return _slice(whole, nth, step, "day")


def _slice(whole: Interval, nth: int, count: int, size: str) -> Reading | None:
    """The nth stretch of so many units of an interval; the last is counted from its end."""
    if whole.earliest is None or whole.latest is None:
        return None
    onward = (
        intervals.shift(whole.latest, 1, "day") if nth < 0 else intervals.shift(whole.earliest, (nth - 1) * count, size)
    )
    start = intervals.shift(onward, -count, size) if nth < 0 and onward else onward
    end = intervals.shift(start, count, size) if start else None
    last = intervals.shift(end, -1, "day") if end else None
    if start is None or last is None or start > whole.latest:
        return None
    return "date", intervals.on(start) if start == last else intervals.days(start, min(last, whole.latest))


def before_christ(match: re.Match[str], setting: Setting) -> Reading | None:
    """508 BC, which no calendar of days reaches"""
    return "date", Interval(edtf=f"-{int(match['bc']) - 1:04}")


def anno_domini(match: re.Match[str], setting: Setting) -> Reading | None:
    """394 AD, AD 70"""
    number = int(match["ad"] or match["ce"])
    return ("date", intervals.year(number)) if number else None


def period(match: re.Match[str], setting: Setting) -> Reading | None:
    """World War II, the Iran-Iraq war, 9/11: days that a name stands for"""
    first, last = periods()[" ".join(match["period"].lower().replace("–", "-").split())]
    return "date", intervals.on(first) if first == last else intervals.days(first, last)


def september_11(match: re.Match[str], setting: Setting) -> Reading | None:
    """the September 11 attacks: those of 2001, whatever the year of a later report"""
    day = date(2001, 9, 11)
    return None if setting.published is not None and setting.published < day else ("date", intervals.on(day))
