"""Dates of publication: read only where they can mean one day and no other."""

from __future__ import annotations

import re
from datetime import date, datetime

from khabar.frozen import record
from khabar.ingest import lists

_DAYS = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_MONTH = r"([a-z]{3,9})\.?"
_PATTERNS = (
    ("ymd", re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?!\d)")),
    ("ymd", re.compile(r"\b(\d{4})/(\d{2})/(\d{2})(?!\d)")),
    ("dmy", re.compile(rf"\b{_DAYS}(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH},?[\s-]+(\d{{4}})\b", re.I)),
    ("mdy", re.compile(rf"\b{_DAYS}{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.I)),
    ("number", re.compile(r"(?<![\d-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\d-])")),
)
# What all of them have: most lines have none, and need not be searched for each.
_YEAR = re.compile(r"\d{4}")
_TIME = re.compile(r"[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?")


@record(frozen=True, slots=True)
class Found:
    """A date in a text: its ISO form and where it stands."""

    iso: str
    start: int
    end: int


def find(text: str) -> Found | None:
    """The first full date in a text that can be read in one way only."""
    if not _YEAR.search(text):
        return None
    hits = [
        (m.start(), -m.end(), iso)
        for order, p in _PATTERNS
        for m in p.finditer(text)
        if (iso := _iso(order, m.groups()))
    ]
    if not hits:
        return None
    start, end, iso = min(hits)
    return Found(iso, start, -end)


def _iso(order: str, parts: tuple[str, ...]) -> str | None:
    if order == "ymd":
        return _day(parts[0], parts[1], parts[2])
    if order == "dmy":
        return _day(parts[2], _month(parts[1]), parts[0])
    if order == "mdy":
        return _day(parts[2], _month(parts[0]), parts[1])
    return _numbers(parts[0], parts[2], parts[3])


def _numbers(first: str, second: str, year: str) -> str | None:
    """A day and a month in figures, where only one of the two can be the month or both are the same."""
    a, b = int(first), int(second)
    if a > 12 or a == b:
        return _day(year, second, first)
    return _day(year, first, second) if b > 12 else None


def normal_day(day: str, month: str, year: str) -> str | None:
    """A day given as figures with its month's name, as ISO; None where there is no such day."""
    return _day(year, _month(month), day)


def _month(name: str) -> str | None:
    numbers = {row["name"]: row["number"] for row in lists.table("months")}
    return numbers.get(name.casefold().rstrip("."))


def _day(year: str, month: str | None, day: str) -> str | None:
    if month is None:
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def normal(text: str) -> tuple[str, str] | None:
    """A date of publication given as metadata, as an ISO date or date-time with its precision; None if ambiguous."""
    text = text.strip()
    if (stamp := _stamp(text)) and not stamp[0].startswith("0001"):
        return stamp
    if match := _COMPACT.fullmatch(text):
        iso = _day(*match.groups())
        return (iso, "day") if iso else None
    if found := find(text[:100]):
        return found.iso, "day"
    if match := _PARTIAL.fullmatch(text):
        return (
            (text, "month") if match[2] and 1 <= int(match[2]) <= 12 else (match[1], "year") if not match[2] else None
        )
    return None


def _stamp(text: str) -> tuple[str, str] | None:
    """An ISO date-time, kept with its offset."""
    if not _TIME.search(text):
        return None
    try:
        moment = datetime.fromisoformat(text.replace(" Z", "Z").replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment.isoformat(), "day"
