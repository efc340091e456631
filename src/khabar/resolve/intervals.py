"""Days from an earliest to a latest, with the precision they stand for and their EDTF form (ISO 8601-2:2019)."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

from khabar.frozen import record

SPRING = 21
# The days of a month or months of a year that "early", "mid" and "late" stand for.
PARTS_OF_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
PARTS_OF_YEAR = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
PARTS_OF_DECADE = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
DAYS_OF = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}


@record(frozen=True, slots=True)
class Interval:
    """The days that a date expression may mean, both ends included; a null end is open or unknown."""

    earliest: date | None = None
    latest: date | None = None
    precision: str = "unknown"
    edtf: str | None = None


UNKNOWN = Interval()


def day(year: int, month: int, number: int) -> Interval | None:
    """One day, or None where the calendar has no such day."""
    if not (0 < year <= MAXYEAR and 0 < month <= 12 and 0 < number <= monthrange(year, month)[1]):
        return None
    return on(date(year, month, number))


def on(when: date) -> Interval:
    """One day."""
    return Interval(when, when, "day", when.isoformat())


def days(earliest: date, latest: date, precision: str | None = None, about: str = "") -> Interval:
    """From one day to another; ``about`` is EDTF's mark of approximation for both ends."""
    edtf = f"{earliest.isoformat()}{about}/{latest.isoformat()}{about}"
    return Interval(earliest, latest, precision or _precision(earliest, latest), edtf)


def around(then: date, name: str) -> Interval:
    """The stretch around a day that was counted in units: a day for days, a year for years."""
    if name in ("hour", "day", "night", "morning", "afternoon", "evening"):
        return on(then)
    if name in ("week", "weekend"):
        return days(then - timedelta(days=3), then + timedelta(days=3), "week", "~")
    if name == "month":
        return month(then.year, then.month)
    return year(then.year) if name == "year" else days(then, then, "unknown", "~")


def until(latest: date) -> Interval:
    """Some time up to a day."""
    return Interval(None, latest, "unknown", f"../{latest.isoformat()}")


def month(year: int, number: int, part: str | None = None) -> Interval:
    """A month, or its early, middle or late third."""
    last = monthrange(year, number)[1]
    if part is None:
        return Interval(date(year, number, 1), date(year, number, last), "month", f"{year:04}-{number:02}")
    first, end = PARTS_OF_MONTH[part]
    return days(date(year, number, first), date(year, number, min(end, last)), "month", "~")


def year(number: int, part: str | None = None) -> Interval:
    """A year, or its early, middle or late third."""
    if part is None:
        return Interval(date(number, 1, 1), date(number, 12, 31), "year", f"{number:04}")
    first, last = PARTS_OF_YEAR[part]
    return Interval(
        date(number, first, 1),
        date(number, last, monthrange(number, last)[1]),
        "year",
        f"{number:04}-{first:02}/{number:04}-{last:02}",
    )


def decade(first: int, part: str | None = None) -> Interval:
    """Ten years from ``first``, or the early, middle or late ones."""
    if part is None:
        return Interval(date(first, 1, 1), date(first + 9, 12, 31), "unknown", f"{first // 10:03}X")
    start, end = PARTS_OF_DECADE[part]
    return Interval(
        date(first + start, 1, 1), date(first + end, 12, 31), "unknown", f"{first + start:04}/{first + end:04}"
    )


def century(ordinal: int) -> Interval:
    """The century of an ordinal: the 19th is 1800 to 1899, as people speak of it."""
    first = max(1, (ordinal - 1) * 100)
    return Interval(date(first, 1, 1), date((ordinal - 1) * 100 + 99, 12, 31), "unknown", f"{ordinal - 1:02}XX")


def season(number: int, code: int) -> Interval:
    """A season of the northern year by its EDTF code, 21 (spring) to 24 (winter, into the year after)."""
    first = 3 * (code - SPRING + 1)
    ending_year, last = (number + 1, 2) if first == 12 else (number, first + 2)
    latest = date(ending_year, last, monthrange(ending_year, last)[1])
    return Interval(date(number, first, 1), latest, "year", f"{number:04}-{code}")


def week(inside: date) -> Interval:
    """The ISO week, Monday to Sunday, of a day."""
    monday = inside - timedelta(days=inside.weekday())
    return days(monday, monday + timedelta(days=6), "week")


def weekend(inside: date) -> Interval:
    """The Saturday and Sunday of a day's ISO week."""
    monday = inside - timedelta(days=inside.weekday())
    return days(monday + timedelta(days=5), monday + timedelta(days=6), "days")


def unit(inside: date, name: str) -> Interval:
    """The calendar day, week, weekend, month, quarter, year or decade that a day is in."""
    if name in ("day", "night", "morning", "afternoon", "evening"):
        return on(inside)
    if name == "week":
        return week(inside)
    if name == "weekend":
        return weekend(inside)
    if name == "month":
        return month(inside.year, inside.month)
    if name == "year":
        return year(inside.year)
    return decade(inside.year // 10 * 10)


def shift(when: date, count: int, name: str) -> date | None:
    """A day so many units later (or earlier, below zero), or None beyond the calendar."""
    try:
        if name in ("month", "year", "decade"):
            months = count * {"month": 1, "year": 12, "decade": 120}[name] + when.year * 12 + when.month - 1
            at, number = divmod(months, 12)
            return date(at, number + 1, min(when.day, monthrange(at, number + 1)[1]))
        if name == "weekend":
            name = "week"
        return when + timedelta(days=round(count * DAYS_OF.get(name, 1)))
    except (OverflowError, ValueError):
        return None


def _precision(earliest: date, latest: date) -> str:
    """The precision that a number of days stands for: 2 to 6 are days, about 7 a week, up to 31 a month, and so on."""
    length = (latest - earliest).days + 1
    for limit, precision in ((1, "day"), (6, "days"), (8, "week"), (31, "month"), (366, "year")):
        if length <= limit:
            return precision
    return "unknown"


def span(first: Interval, last: Interval) -> Interval:
    """From the start of one interval to the end of another."""
    if first.earliest is None or last.latest is None or last.latest < first.earliest:
        return UNKNOWN
    ends = tuple((i.edtf or "").split("/")[n] for i, n in ((first, 0), (last, -1)))
    return Interval(first.earliest, last.latest, _precision(first.earliest, last.latest), "/".join(ends))
