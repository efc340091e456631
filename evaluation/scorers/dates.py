"""Dates of a key against dates of a reading, as intervals of days."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

Interval = tuple[dt.date, dt.date]
Open = tuple[dt.date | None, dt.date | None]


def interval(value: str | None) -> Interval | None:
    """First and last day of an ISO or TIMEX value; nothing if it names none."""
    text = str(value or "").strip()
    if "/" in text:
        first, last = (interval(part) for part in text.split("/", 1))
        return (first[0], last[1]) if first and last else None
    text = re.sub(r"[T ].*$", "", text)
    for pattern, read in _FORMS:
        if match := re.fullmatch(pattern, text):
            try:
                return read(*(int(g) for g in match.groups() if g is not None and g.isdigit()))
            except ValueError:
                return None
    return None


def _day(year: int, month: int, day: int) -> Interval:
    return (found := dt.date(year, month, day)), found


def _months(year: int, first: int, last: int) -> Interval:
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _week(year: int, week: int) -> Interval:
    monday = dt.date.fromisocalendar(year, week, 1)
    return monday, monday + dt.timedelta(6)


def _weekend(year: int, week: int) -> Interval:
    saturday = dt.date.fromisocalendar(year, week, 6)
    return saturday, saturday + dt.timedelta(1)


_FORMS: tuple[tuple[str, Callable[..., Interval]], ...] = (
    (r"(\d{4})-(\d\d)-(\d\d)", _day),
    (r"(\d{4})-(\d\d)(?:-XX)?", lambda y, m: _months(y, m, m)),
    (r"(\d{4})(?:-XX){0,2}", lambda y: _months(y, 1, 12)),
    (r"(\d{4})-W(\d{1,2})", _week),
    (r"(\d{4})-W(\d{1,2})-WE", _weekend),
    (r"(\d{4})-Q([1-4])", lambda y, q: _months(y, 3 * q - 2, 3 * q)),
    (r"(\d{4})-H([12])", lambda y, h: _months(y, 6 * h - 5, 6 * h)),
    (r"(\d{3})X?", lambda d: (dt.date(d * 10, 1, 1), dt.date(d * 10 + 9, 12, 31))),
)


def row_interval(row: Mapping[str, Any] | None) -> Open | None:
    """First and last day of a row with ``earliest`` and ``latest``; a side is None where it is open."""
    first, last = interval((row or {}).get("earliest")), interval((row or {}).get("latest"))
    return (first and first[0], last and last[1]) if first or last else None


def inside(found: Open | None, wanted: Interval | None) -> bool:
    """Whether a closed interval lies inside another."""
    return bool(found and wanted and found[0] and found[1] and wanted[0] <= found[0] and found[1] <= wanted[1])


def date_ok(wanted: Mapping[str, Any], found: Mapping[str, Any] | None) -> bool | None:
    """Whether a claim's date fits the key's; nothing where the key gives no value to compare with."""
    value, days = wanted.get("normalized"), row_interval(found)
    targets = [interval(v) for v in wanted.get("acceptable") or []]
    acceptable = any(inside(days, t) for t in targets)
    if value is None:
        return (days is None or acceptable) if targets else None
    if value.startswith("XXXX"):
        return (
            days is None
            or acceptable
            or bool(days[0] and days[0] == days[1] and days[0].strftime("%m-%d") == value[5:])
        )
    bounds = interval(value)
    if wanted.get("precision") == "after":
        return bool(days and days[0] and bounds and days[0] >= bounds[0])
    return inside(days, bounds) or acceptable
