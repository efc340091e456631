"""What a date is relative to, and what the forms of date share."""

from __future__ import annotations

import re
from datetime import date

from khabar.frozen import record
from khabar.resolve import intervals
from khabar.resolve.calendarwords import counts
from khabar.resolve.intervals import Interval


@record(frozen=True, slots=True)
class Setting:
    """What a date is relative to: the day of publication, the interval dated last, whether its verb looks ahead.

    ``soon`` says that it is the day of something arranged beforehand, which may be yet to come whatever the tense.
    ``written`` is the last day or month that the text printed with its year: it lends the year to those that follow, where
    the report has no day or the story is an old one. A report without a day may have one ``lent`` by a date further on.
    ``told`` is what was dated in the sentences just before: the day of "that night". ``period`` is what this part of the
    report is about: the year of a heading, or the quarter that a report is of. ``opened`` is the date that a story of the
    sentences just before was opened with: "On 9 June 2013, gunmen …".
    """

    published: date | None
    previous: Interval | None = None
    ahead: bool = False
    written: Interval | None = None
    lent: date | None = None
    soon: bool = False
    told: Interval | None = None
    period: Interval | None = None
    opened: Interval | None = None

    def unit_before(self, name: str) -> Interval | None:
        """The day, week, month or year in which the date before lies, where it is in one."""
        before = self.told or self.previous
        if before is None or before.earliest is None or before.latest is None:
            return None
        whole = intervals.unit(before.earliest, name)
        return whole if whole.latest is not None and before.latest <= whole.latest else None


Reading = tuple[str, Interval]

EDGES = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}

# How many units a vague number may reach.
VAGUE = {"few": 5, "several": 7, "some": 7, "many": 10, "recent": 5}

# How many days ahead that lies which is spoken of as arranged, in a clause that tells of the past.
SOON = 60

# How many days back what is told without a year is still news.
NEWS = 75


def part_of(match: re.Match[str]) -> str | None:
    """The third of a month, year or decade that the form names."""
    groups = match.groupdict()
    part = (groups.get("part") or groups.get("edge") or "").lower()
    return EDGES.get(part, part) or None


def is_deadline(match: re.Match[str]) -> bool:
    """Whether something is to be done "by the end of" a stretch, which is its last day."""
    before = match.string[max(0, match.start() - 4) : match.start()].split()
    return (match.groupdict().get("edge") or "").lower() == "end" and before[-1:] == ["by"]


def last_day(whole: Interval) -> Interval:
    """The day on which an interval ends, or the interval where its end is open."""
    return intervals.on(whole.latest) if whole.latest is not None else whole


def dated(interval: Interval | None) -> Reading | None:
    """The reading of a date, if the calendar has it."""
    return None if interval is None else ("date", interval)


def nearest(candidates: list[Interval | None], setting: Setting) -> Interval | None:
    """The last candidate that has begun by the day of publication, or the first not over where the verb looks ahead.

    A verb that looks ahead still leaves a date in the past if that lies more than twice as near, and what is arranged for
    one of the next weeks is ahead although its verb is not.
    """
    known = [c for c in candidates if c is not None]
    today = setting.published
    if today is None or not known:
        return None
    past = next((c for c in reversed(known) if c.earliest and c.earliest <= today), known[0])
    if not (setting.ahead or setting.soon):
        return past
    coming = next((c for c in known if c.latest and c.latest >= today), known[-1])
    to_come = days_apart(coming, today)
    far = to_come > 2 * days_apart(past, today) or not (setting.ahead or 2 * to_come <= days_apart(past, today))
    return past if far or not (setting.ahead or to_come <= SOON) else coming


def days_apart(interval: Interval, today: date) -> int:
    """How many days lie between an interval and a day."""
    if interval.earliest is None or interval.latest is None:
        return 0
    return max((interval.earliest - today).days, (today - interval.latest).days, 0)


def counted(match: re.Match[str]) -> tuple[int, str]:
    """How many units, and EDTF's mark where the number is vague."""
    groups = match.groupdict()
    if groups.get("way", "").lower() in ("recent", "past", "coming") and "count" not in groups:
        return VAGUE["recent"], "~"
    printed = " ".join((groups.get("count") or "a").lower().split())
    if printed.isdigit():
        return int(printed), ""
    vague = next((n for word, n in VAGUE.items() if word in printed.split()), None)
    return (vague, "~") if vague is not None else (counts().get(printed, 1), "")
