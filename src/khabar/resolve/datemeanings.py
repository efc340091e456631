"""The days that each form of date means, in the setting of its report.

Every function here reads a match of a form (see :mod:`khabar.resolve.dategrammar`) and gives a kind and an interval, or
None where the words are no date after all. Relative dates follow the custom of news: a bare "on Friday" is the nearest
Friday up to the day of publication, or from it on where the verb looks ahead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from khabar.resolve import intervals
from khabar.resolve.calendarwords import counts, months, of_kind
from khabar.resolve.intervals import UNKNOWN, Interval

EDGES = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}
# "The 1800s" is a century, "the 2000s" are ten years.
LAST_HUNDREDS = 2000
# How many units a vague number may reach.
VAGUE = {"few": 5, "several": 7, "some": 7, "many": 10, "recent": 5}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a date is relative to: the day of publication, the interval dated last, whether its verb looks ahead."""

    published: date | None
    previous: Interval | None = None
    ahead: bool = False


Reading = tuple[str, Interval]


def _part(match: re.Match[str]) -> str | None:
    """The third of a month, year or decade that the form names."""
    groups = match.groupdict()
    part = (groups.get("part") or groups.get("edge") or "").lower()
    return EDGES.get(part, part) or None


def _dated(interval: Interval | None) -> Reading | None:
    return None if interval is None else ("date", interval)


def _edtf(interval: Interval) -> str:
    return interval.edtf or ""


def iso(match: re.Match[str], setting: Setting) -> Reading | None:
    """2020-01-03"""
    return _dated(intervals.day(int(match["year"]), int(match[2]), int(match[3])))


def slashed(match: re.Match[str], setting: Setting) -> Reading | None:
    """3/1/2020 stays undecided between two days, 13/1/2020 does not."""
    first, second, number = int(match[1]), int(match[3]), int(match[4])
    at = number if number > 99 else number + (2000 if number < 70 else 1900)
    both = [d for d in (intervals.day(at, second, first), intervals.day(at, first, second)) if d is not None]
    lower, upper = min(both, key=_edtf, default=None), max(both, key=_edtf, default=None)
    if lower is None or upper is None or lower == upper:
        return _dated(lower)
    return "date", Interval(lower.earliest, upper.latest, "year", f"[{lower.edtf},{upper.edtf}]")


def day_of_month(match: re.Match[str], setting: Setting) -> Reading | None:
    """3 January 2020, Jan. 3, the 3rd of January"""
    number, day = months()[match["month"].lower()], int(match["day"])
    if match["year"]:
        return _dated(intervals.day(int(match["year"]), number, day))
    if setting.published is None:
        return ("date", Interval(edtf=f"XXXX-{number:02}-{day:02}")) if intervals.day(2000, number, day) else None
    return _dated(_nearest([intervals.day(setting.published.year + n, number, day) for n in (-1, 0, 1)], setting))


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
    """June 2014, in June, early May, last March, mid-August"""
    number, which = months()[match["month"].lower()], (match["which"] or "").lower()
    part = _part(match)
    if match["year"]:
        return "date", intervals.month(int(match["year"]), number, part)
    if setting.published is None:
        return "date", Interval(edtf=f"XXXX-{number:02}")
    at = setting.published.year
    if match["relative"]:
        return "date", intervals.month(at + {"last": -1, "this": 0, "next": 1}[match["relative"].lower()], number, part)
    if which == "this":
        return "date", intervals.month(at, number, part)
    if which == "last":
        return "date", intervals.month(at - (number >= setting.published.month), number, part)
    ahead = Setting(setting.published, ahead=setting.ahead or which in ("next", "coming"))
    return _dated(_nearest([intervals.month(at + n, number, part) for n in (-1, 0, 1)], ahead))


def _nearest(candidates: list[Interval | None], setting: Setting) -> Interval | None:
    """The last candidate that has begun by the day of publication, or the first not over where the verb looks ahead.

    A verb that looks ahead still leaves a date in the past if that lies more than twice as near.
    """
    known = [c for c in candidates if c is not None]
    today = setting.published
    if today is None or not known:
        return None
    past = next((c for c in reversed(known) if c.earliest and c.earliest <= today), known[0])
    if not setting.ahead:
        return past
    coming = next((c for c in known if c.latest and c.latest >= today), known[-1])
    return past if _apart(coming, today) > 2 * _apart(past, today) else coming


def _apart(interval: Interval, today: date) -> int:
    """How many days lie between an interval and a day."""
    if interval.earliest is None or interval.latest is None:
        return 0
    return max((interval.earliest - today).days, (today - interval.latest).days, 0)


def year(match: re.Match[str], setting: Setting) -> Reading | None:
    """in 2003, early 2014"""
    return "date", intervals.year(int(match["year"]), _part(match))


def year_or_month(match: re.Match[str], setting: Setting) -> Reading | None:
    """2007-08 and 2007-2008 are two years, 2014-06 a month"""
    first, second = int(match["year"]), int(match["second"])
    last = second if second > 99 else first // 100 * 100 + second
    if match[2] == "-" and 1 <= second <= 12 and last != first + 1:
        return "date", intervals.month(first, second)
    return ("date", intervals.span(intervals.year(first), intervals.year(last))) if last > first else None


def decade(match: re.Match[str], setting: Setting) -> Reading | None:
    """the 1990s, the mid-1980s, the '60s"""
    first = int(match["first"]) if len(match["first"]) == 4 else 1900 + int(match["first"])
    if first % 100 == 0 and first < LAST_HUNDREDS:
        return "date", intervals.century(first // 100 + 1)
    return "date", intervals.decade(first, _part(match))


def century(match: re.Match[str], setting: Setting) -> Reading | None:
    """the 19th century"""
    return "date", intervals.century(int(match["ordinal"]))


def season(match: re.Match[str], setting: Setting) -> Reading | None:
    """the summer of 2014, last winter"""
    code, which = of_kind("season")[match["season"].lower()], (match["which"] or "").lower()
    if match["year"]:
        return "date", intervals.season(int(match["year"]), code)
    if setting.published is None:
        return "date", Interval(edtf=f"XXXX-{code}")
    all_three = [intervals.season(setting.published.year + n, code) for n in (-2, -1, 0, 1)]
    if which == "last":
        return _dated(next((s for s in reversed(all_three) if s.latest and s.latest < setting.published), None))
    ahead = Setting(setting.published, ahead=setting.ahead or which in ("next", "this coming"))
    return _dated(_nearest(list(all_three), ahead))


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


DEICTIC = {
    "today": (0, 0),
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
    if which == "the" and name != "weekend" and not (_part(match) or match["bound"]):
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
    part = _part(match) or (match["bound"] or "").lower()
    first, last = whole.earliest, whole.latest
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


def stretch(match: re.Match[str], setting: Setting) -> Reading | None:
    """the past two decades, in recent weeks, the last 24 hours, the next three days"""
    today, (count, about) = setting.published, _counted(match)
    if today is None:
        return "date", UNKNOWN
    ahead = (match.groupdict().get("way") or "").lower() in ("next", "coming")
    other = intervals.shift(today, count if ahead else -count, match["unit"].lower())
    if other is None:
        return None
    return "date", intervals.days(min(today, other), max(today, other), None, about)


def ago(match: re.Match[str], setting: Setting) -> Reading | None:
    """two days ago, a week ago, several years ago"""
    today, name, (count, about) = setting.published, match["unit"].lower(), _counted(match)
    if today is None:
        return "date", UNKNOWN
    then = intervals.shift(today, -count, name)
    if then is None:
        return None
    if about:
        return "date", intervals.until(intervals.shift(today, -1, name) or today)
    return "date", intervals.around(then, name)


def _counted(match: re.Match[str]) -> tuple[int, str]:
    """How many units, and EDTF's mark where the number is vague."""
    groups = match.groupdict()
    if groups.get("way", "").lower() in ("recent", "past", "coming") and "count" not in groups:
        return VAGUE["recent"], "~"
    printed = " ".join((groups.get("count") or "a").lower().split())
    if printed.isdigit():
        return int(printed), ""
    vague = next((n for word, n in VAGUE.items() if word in printed.split()), None)
    return (vague, "~") if vague is not None else (counts().get(printed, 1), "")


def later(match: re.Match[str], setting: Setting) -> Reading | None:
    """two days later, a week earlier, the next day, the week before: counted from the day dated last."""
    count, about = _counted(match)
    name, backward = match["unit"].lower(), match["way"].lower() in ("earlier", "before", "previous", "previously")
    before = setting.previous
    if before is None or before.earliest is None or before.latest is None or about:
        return "date", UNKNOWN
    then = intervals.shift(before.earliest if backward else before.latest, -count if backward else count, name)
    if then is None or before.precision not in ("day", name):
        return "date", UNKNOWN
    return "date", intervals.on(then) if name == "day" else intervals.unit(then, name)


def after_something(match: re.Match[str], setting: Setting) -> Reading | None:
    """three months after the election: the event's day is not known here."""
    return "date", UNKNOWN


def distance(match: re.Match[str]) -> tuple[int, str] | None:
    """How many units "three months after" leads on (or, before something, back); None where the number is vague."""
    count, about = _counted(match)
    backward = match["way"].lower() == "before"
    return None if about else (-count if backward else count, match["unit"].lower())


def same(match: re.Match[str], setting: Setting) -> Reading | None:
    """that day, the same week: that of the day dated last"""
    before = setting.previous
    if before is None or before.earliest is None or before.earliest != before.latest:
        return "date", UNKNOWN
    return "date", intervals.unit(before.earliest, match["unit"].lower())


def ordinal_day(match: re.Match[str], setting: Setting) -> Reading | None:
    """on the 5th"""
    if setting.published is None:
        return "date", UNKNOWN
    here = setting.published.year * 12 + setting.published.month - 1
    nearby = [intervals.day(*divmod_month(here + n), int(match["day"])) for n in (-2, -1, 0, 1)]
    return _dated(_nearest(nearby, setting))


def divmod_month(count: int) -> tuple[int, int]:
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
