"""Days counted from the day of publication or from the day dated last, by the custom of news.

A bare "on Friday" is the nearest Friday up to the day of publication, or from it on where the verb looks ahead.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from khabar.resolve import intervals
from khabar.resolve.calendarwords import of_kind
from khabar.resolve.datemeanings.setting import (
    Reading,
    Setting,
    counted,
    dated,
    is_deadline,
    last_day,
    nearest,
    part_of,
)
from khabar.resolve.intervals import UNKNOWN, Interval


def weekday(match: re.Match[str], setting: Setting) -> Reading | None:
    """on Friday, last Friday, next Monday night, Friday of last week"""
    number, which, today = (
        of_kind("weekday")[match["weekday"].lower()],
        (match["which"] or "").lower(),
        setting.published,
    )
    if today is None:
        return "date", UNKNOWN
    monday = today - timedelta(days=today.weekday())
    if match["week"]:
        return "date", intervals.on(
            monday + timedelta(days=number + 7 * {"last": -1, "this": 0, "next": 1}[match["week"].lower()])
        )
    back = (today.weekday() - number) % 7
    if which in ("next", "this coming", "coming") or (setting.ahead and which not in ("last", "this past")):
        return "date", intervals.on(today + timedelta(days=(-back) % 7 or (7 if which else 0)))
    return "date", intervals.on(today - timedelta(days=back or (7 if which in ("last", "this past") else 0)))


# "On the 30th … on the 2nd": a day so much lower than the last is one of the next month.
LATE_IN_MONTH = 15


DEICTIC = {
    "today": (0, 0),
    "this day": (0, 0),
    "tonight": (0, 0),
    "this morning": (0, 0),
    "this afternoon": (0, 0),
    "this evening": (0, 0),
    "yesterday": (-1, -1),
    "overnight": (-1, 0),
    "last night": (-1, 0),
    "tomorrow": (1, 1),
    "the day before yesterday": (-2, -2),
    "the day after tomorrow": (2, 2),
}


def deictic(match: re.Match[str], setting: Setting) -> Reading | None:
    """yesterday, overnight, this morning"""
    first, last = DEICTIC[match["when"].lower()]
    if setting.published is None:
        return "date", UNKNOWN
    start, end = (setting.published + timedelta(days=n) for n in (first, last))
    return "date", intervals.on(start) if start == end else intervals.days(start, end)


def unit(match: re.Match[str], setting: Setting) -> Reading | None:
    """last week, this year, late last month, earlier this week, the weekend, the end of the year"""
    today, name, which = setting.published, match["unit"].lower(), match["which"].lower()
    if which == "the" and name != "weekend" and not (part_of(match) or match["bound"]):
        return None
    if today is None:
        return "date", UNKNOWN
    if which == "past":
        return stretch(match, setting)
    step = {"last": -1, "this past": -1, "next": 1, "coming": 1, "this coming": 1, "following": 1}.get(which, 0)
    if name == "weekend" and which in ("the", "this", "this past") and not setting.ahead:
        step = 0 if today.weekday() >= 5 else -1
    inside = intervals.shift(today, step, name)
    return None if inside is None else ("date", _narrowed(intervals.unit(inside, name), match, today))


def _narrowed(whole: Interval, match: re.Match[str], today: date) -> Interval:
    """The part of a week, month or year that "early", "later", "the end of" leave over."""
    part = part_of(match) or (match["bound"] or "").lower()
    first, last = whole.earliest, whole.latest
    if is_deadline(match):
        return last_day(whole)
    if first is None or last is None or not part:
        return whole
    if part == "earlier":
        return intervals.days(first, min(today, last)) if first <= today else whole
    if part == "later":
        return intervals.days(max(today, first), last) if last >= today else whole
    if whole.precision == "month":
        return intervals.month(first.year, first.month, part)
    if whole.precision == "year":
        return intervals.year(first.year, part)
    third = timedelta(days=(last - first).days // 3)
    return {
        "early": intervals.days(first, first + third),
        "mid": intervals.days(first + third, last - third),
        "late": intervals.days(last - third, last),
    }[part]


# Units of which so many, today among them, are counted back to the day after: "the past year" is 365 days.
LONG = ("week", "month", "year", "decade")


def stretch(match: re.Match[str], setting: Setting) -> Reading | None:
    """the past two decades, in recent weeks, the last 24 hours, the next three days"""
    today, (count, about) = setting.published, counted(match)
    if today is None:
        return "date", UNKNOWN
    ahead = (match.groupdict().get("way") or "").lower() in ("next", "coming")
    other = intervals.shift(today, count if ahead else -count, match["unit"].lower())
    if other is None:
        return None
    inclusive = timedelta(days=1 if match["unit"].lower() in LONG else 0)
    ends = (today, other - inclusive) if ahead else (other + inclusive, today)
    return "date", intervals.days(*ends, None, about)


def ago(match: re.Match[str], setting: Setting) -> Reading | None:
    """two days ago, a week ago, several years ago"""
    today, name, (count, about) = setting.published, match["unit"].lower(), counted(match)
    if today is None:
        return "date", UNKNOWN
    then = intervals.shift(today, -count, name)
    if then is None:
        return None
    if about:
        return "date", intervals.until(intervals.shift(today, -1, name) or today)
    return "date", intervals.around(then, name)


def later(match: re.Match[str], setting: Setting) -> Reading | None:
    """two days later, a week earlier, the next day, the week before: counted from the day dated last."""
    count, about = counted(match)
    name, backward = match["unit"].lower(), match["way"].lower() in ("earlier", "before", "previous", "previously")
    # A story goes on from the day told last; what it goes back from is rather the day that it is about.
    anchors = (setting.previous, setting.told) if backward else (setting.told, setting.previous)
    fine = [i for i in anchors if i is not None and _is_as_fine(i, name)]
    before = next(iter(fine), setting.previous) or (
        intervals.on(setting.published) if setting.published and backward else None
    )
    if before is None or before.earliest is None or before.latest is None or about:
        return "date", UNKNOWN
    if name == "hour":
        return "date", intervals.on(before.latest) if before.precision == "day" else UNKNOWN
    then = intervals.shift(before.earliest if backward else before.latest, -count if backward else count, name)
    if then is None or not _is_as_fine(before, name):
        return "date", UNKNOWN
    return "date", intervals.on(then) if name == "day" else intervals.unit(then, name)


def _is_as_fine(before: Interval, name: str) -> bool:
    """Whether an interval is no coarser than the units counted from it."""
    order = ("day", "week", "month", "year", "decade")
    at_most = order.index(name) if name in order else 0
    return before.precision in order[: at_most + 1]


def after_something(match: re.Match[str], setting: Setting) -> Reading | None:
    """three months after the election: the event's day is not known here."""
    return "date", UNKNOWN


def within(match: re.Match[str], setting: Setting) -> Reading | None:
    """the first week, the second day: of something whose day is not known here"""
    return "date", UNKNOWN


def distance(match: re.Match[str]) -> tuple[int, str] | None:
    """How many units "three months after" leads on (or, before something, back); None where the number is vague."""
    count, about = counted(match)
    backward = match["way"].lower() == "before"
    return None if about else (-count if backward else count, match["unit"].lower())


def same(match: re.Match[str], setting: Setting) -> Reading | None:
    """that day, the same week: that of what was dated last"""
    return "date", setting.unit_before(match["unit"].lower()) or UNKNOWN


def ordinal_day(match: re.Match[str], setting: Setting) -> Reading | None:
    """on the 5th: of the month in which the date before lies, or of the next, else the nearest to publication"""
    number = int(match["day"])
    if (told := setting.told) is not None and told.earliest is not None and told.precision in ("day", "days", "month"):
        month = told.earliest.year * 12 + told.earliest.month - 1 + (told.earliest.day > number + LATE_IN_MONTH)
        return dated(intervals.day(*_month_of(month), number))
    if setting.published is None:
        return "date", UNKNOWN
    here = setting.published.year * 12 + setting.published.month - 1
    nearby = [intervals.day(*_month_of(here + n), int(match["day"])) for n in (-2, -1, 0, 1)]
    return dated(nearest(nearby, setting))


def _month_of(count: int) -> tuple[int, int]:
    """The year and month of a number of months."""
    return count // 12, count % 12 + 1


def clock(match: re.Match[str], setting: Setting) -> Reading | None:
    """10:30 a.m., 5pm, 1500 GMT, midnight"""
    return "time", UNKNOWN


def duration(match: re.Match[str], setting: Setting) -> Reading | None:
    """for three days, eight years, six-month"""
    return "duration", UNKNOWN


def repeated(match: re.Match[str], setting: Setting) -> Reading | None:
    """every Friday, each year"""
    return "set", UNKNOWN
