"""Days, months, years and seasons that are named: the years they lack come from the report or from the story."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from khabar.resolve import intervals
from khabar.resolve.calendarwords import months, of_kind
from khabar.resolve.datemeanings.setting import (
    NEWS,
    Reading,
    Setting,
    dated,
    days_apart,
    is_deadline,
    last_day,
    nearest,
    part_of,
)
from khabar.resolve.intervals import Interval

# A month without its year is mostly one of the year printed last; from January on, December may be the one before.
BACK_OVER_NEW_YEAR = 8
# How many days on from the day that a story opens with a day is still of it, though the same day of this year is news.
SOON_AFTER = 45


def iso(match: re.Match[str], setting: Setting) -> Reading | None:
    """2020-01-03"""
    return dated(intervals.day(int(match["year"]), int(match[2]), int(match[3])))


def slashed(match: re.Match[str], setting: Setting) -> Reading | None:
    """3/1/2020 stays undecided between two days, 13/1/2020 does not."""
    first, second, number = int(match[1]), int(match[3]), int(match[4])
    at = number if number > 99 else number + (2000 if number < 70 else 1900)
    both = [d for d in (intervals.day(at, second, first), intervals.day(at, first, second)) if d is not None]
    lower, upper = min(both, key=_edtf, default=None), max(both, key=_edtf, default=None)
    if lower is None or upper is None or lower == upper:
        return dated(lower)
    return "date", Interval(lower.earliest, upper.latest, "year", f"[{lower.edtf},{upper.edtf}]")


def day_of_month(match: re.Match[str], setting: Setting) -> Reading | None:
    """3 January 2020, Jan. 3, the 3rd of January, June 9 of that year"""
    number, day = months()[match["month"].lower()], int(match["day"])
    if (at := _year_told(match, setting)) is not None:
        return dated(intervals.day(at, number, day))
    if (told := _of_the_story(setting, lambda at: intervals.day(at, number, day))) is not None:
        return dated(told)
    today = setting.published or setting.lent
    if today is None:
        return ("date", Interval(edtf=f"XXXX-{number:02}-{day:02}")) if intervals.day(2000, number, day) else None
    setting = replace(setting, published=today)
    return dated(nearest([intervals.day(today.year + n, number, day) for n in (-1, 0, 1)], setting))


def _year_told(match: re.Match[str], setting: Setting) -> int | None:
    """The year that the form prints, or points back to: "of that year"."""
    if match["year"]:
        return int(match["year"])
    same = setting.unit_before("year") if match.groupdict().get("same") else None
    return same.earliest.year if same is not None and same.earliest is not None else None


def _of_the_story(setting: Setting, in_year: Callable[[int], Interval | None]) -> Interval | None:
    """The first day or month of a name from the one printed last with its year on: "in June 2013 …, and in August".

    Where the report has a day, only in a story that lies well back of it, and for what is not news itself.
    """
    if (inside := _of_the_period(setting.period, in_year)) is not None:
        return inside
    written, today = setting.written, setting.published
    if written is None or written.earliest is None:
        return None
    known = [k for n in (-1, 0, 1) if (k := in_year(written.earliest.year + n)) is not None]
    if today is not None:
        known = [k for k in known if k.earliest is None or k.earliest <= today] or known
    first = min(known, key=lambda k: _onward(written, k), default=None)
    if today is None or first is None or first.earliest is None:
        return first
    newest = nearest([in_year(today.year + n) for n in (-1, 0, 1)], Setting(today))
    news = newest is not None and days_apart(newest, today) <= NEWS and not _goes_on(setting.opened, first)
    return None if setting.ahead or setting.soon or news or (today - first.earliest).days <= NEWS else first


def _goes_on(opened: Interval | None, found: Interval) -> bool:
    """Whether a day follows soon on the one that its story opens with: "On 9 June 2013, … On 11 June, …"."""
    if opened is None or opened.precision != "day" or opened.latest is None or found.earliest is None:
        return False
    return 0 <= (found.earliest - opened.latest).days <= SOON_AFTER


def _of_the_period(period: Interval | None, in_year: Callable[[int], Interval | None]) -> Interval | None:
    """The day or month of a name that lies within what this part of the report is about."""
    if period is None or period.earliest is None or period.latest is None:
        return None
    for at in range(period.earliest.year, period.latest.year + 1):
        found = in_year(at)
        if found is None or found.earliest is None or found.latest is None:
            continue
        if period.earliest <= found.earliest and found.latest <= period.latest:
            return found
    return None


def _onward(written: Interval, other: Interval) -> int:
    """How far a day lies from the one printed before it: a story goes on more often than it goes back."""
    if written.earliest is None or written.latest is None or other.earliest is None or other.latest is None:
        return 0
    back = 2 if written.earliest.year == other.latest.year else BACK_OVER_NEW_YEAR
    return max((other.earliest - written.latest).days, back * (written.earliest - other.latest).days, 0)


def days_of_month(match: re.Match[str], setting: Setting) -> Reading | None:
    """3-4 May 2015, May 3 to 5"""
    first = day_of_month(match, setting)
    if first is None or int(match["second"]) <= int(match["day"]):
        return None
    if first[1].earliest is None:
        number = months()[match["month"].lower()]
        return "date", Interval(
            edtf=f"XXXX-{number:02}-{int(match['day']):02}/XXXX-{number:02}-{int(match['second']):02}"
        )
    start = first[1].earliest
    last = intervals.day(start.year, start.month, int(match["second"]))
    return None if last is None or last.latest is None else ("date", intervals.days(start, last.latest))


def month(match: re.Match[str], setting: Setting) -> Reading | None:
    """June 2014, in June, early May, last March, mid-August, June of that year"""
    number, which = months()[match["month"].lower()], (match.groupdict().get("which") or "").lower()
    part = None if is_deadline(match) else part_of(match)
    found = _month(match, setting, number, part, which)
    return found if found is None or not is_deadline(match) else (found[0], last_day(found[1]))


def _month(match: re.Match[str], setting: Setting, number: int, part: str | None, which: str) -> Reading | None:
    """A month of a number, in the year that the form, the story or the day of publication gives it."""
    if (at := _year_told(match, setting)) is not None:
        return "date", intervals.month(at, number, part)
    if (there := (match.groupdict().get("there") or "").lower()) and (told := setting.told or setting.previous):
        return dated(_from_there(told, there.split()[-1], lambda at: intervals.month(at, number, part)))
    relative = match.groupdict().get("relative")
    if not (which or relative):
        told = _of_the_story(setting, lambda at: intervals.month(at, number, part))
        if told is not None:
            return "date", told
    today = setting.published or setting.lent
    if today is None:
        return "date", Interval(edtf=f"XXXX-{number:02}")
    at, setting = today.year, replace(setting, published=today)
    if relative:
        return "date", intervals.month(at + {"last": -1, "this": 0, "next": 1}[relative.lower()], number, part)
    if which == "this":
        return "date", intervals.month(at, number, part)
    if which == "last":
        return "date", intervals.month(at - (number >= today.month), number, part)
    ahead = Setting(today, ahead=setting.ahead or which in ("next", "coming"), soon=setting.soon)
    return dated(nearest([intervals.month(at + n, number, part) for n in (-1, 0, 1)], ahead))


def _from_there(told: Interval, which: str, in_year: Callable[[int], Interval | None]) -> Interval | None:
    """The month of the year that a date lies in, or the last one before it, or the next one after it."""
    if told.earliest is None or told.latest is None:
        return None
    months_near = [k for n in (-1, 0, 1) if (k := in_year(told.earliest.year + n)) is not None]
    if which in ("previous", "preceding"):
        return next((k for k in reversed(months_near) if k.latest and k.latest < told.earliest), None)
    if which == "following":
        return next((k for k in months_near if k.earliest and k.earliest > told.latest), None)
    return months_near[1]


def year(match: re.Match[str], setting: Setting) -> Reading | None:
    """in 2003, early 2014, by the end of 2014"""
    if is_deadline(match):
        return "date", last_day(intervals.year(int(match["year"])))
    return "date", intervals.year(int(match["year"]), part_of(match))


def year_or_month(match: re.Match[str], setting: Setting) -> Reading | None:
    """2007-08 and 2007-2008 are two years, 2014-06 a month"""
    first, second = int(match["year"]), int(match["second"])
    last = second if second > 99 else first // 100 * 100 + second
    if match[2].strip() == "-" and 1 <= second <= 12 and last != first + 1:
        return "date", intervals.month(first, second)
    return ("date", intervals.span(intervals.year(first), intervals.year(last))) if last > first else None


def decade(match: re.Match[str], setting: Setting) -> Reading | None:
    """the 1990s, the mid-1980s, the '60s"""
    first = int(match["first"]) if len(match["first"]) == 4 else 1900 + int(match["first"])
    if first % 100 == 0 and first < LAST_HUNDREDS:
        return "date", intervals.century(first // 100 + 1)
    return "date", intervals.decade(first, part_of(match))


# "The 1800s" is a century, "the 2000s" are ten years.
LAST_HUNDREDS = 2000


def century(match: re.Match[str], setting: Setting) -> Reading | None:
    """the 19th century"""
    return "date", intervals.century(int(match["ordinal"]))


def season(match: re.Match[str], setting: Setting) -> Reading | None:
    """the summer of 2014, last winter"""
    code, which = of_kind("season")[match["season"].lower()], (match["which"] or "").lower()
    if match["year"]:
        return "date", intervals.season(int(match["year"]), code)
    if which in ("following", "next", "same") and setting.previous and (then := setting.previous.latest):
        seasons = [intervals.season(then.year + n, code) for n in (-1, 0, 1)]
        onward = (
            s for s in seasons if s.latest and s.latest >= then and (which == "same" or (s.earliest or then) >= then)
        )
        return dated(next(onward, None)) if which != "next" or setting.previous.precision != "day" else None
    if setting.published is None:
        return "date", Interval(edtf=f"XXXX-{code}")
    all_three = [intervals.season(setting.published.year + n, code) for n in (-2, -1, 0, 1)]
    if which == "last":
        return dated(next((s for s in reversed(all_three) if s.latest and s.latest < setting.published), None))
    ahead = Setting(setting.published, ahead=setting.ahead or which in ("next", "this coming"))
    return dated(nearest(list(all_three), ahead))


def _edtf(interval: Interval) -> str:
    return interval.edtf or ""
