"""What the dates of a report that were read so far lend to those after them: a year, a day to count from, a period."""

from __future__ import annotations

import re
from datetime import date

from khabar.frozen import record
from khabar.records import Parse
from khabar.resolve.datemeanings import Setting
from khabar.resolve.intervals import Interval

# Over how many sentences a year is lent to the days and months told after it.
STORY = 2
# Over how many sentences "that night" takes up the day that was told last.
TAKEN_UP = 4
# How many days a part of a report may be about, and in which of its first sentences it may say so.
SHORTEST_PERIOD = 6
LONGEST_PERIOD = 366
HEAD = 4
# How a story begins that is told from a date on, which then lends its year to the days and months after it.
OPENING = re.compile(r"\W*(?:(?:in|on|by|during)\s(?:the\s)?)?", re.I)
STORY_DATES = ("day", "days", "month", "year")


@record(frozen=True, slots=True)
class Hit:
    """A date expression that a rule has read, by its span in the report."""

    start: int
    end: int
    order: int
    kind: str
    interval: Interval
    match: re.Match[str]


def has_day(hit: Hit) -> bool:
    """Whether a date is printed with its day."""
    groups = hit.match.groupdict()
    return bool(groups.get("day") or groups.get("number"))


def is_written(hit: Hit) -> bool:
    """Whether a day, a month, a season or a part of a year, or a range of them, is printed with its year."""
    groups = hit.match.groupdict()
    return bool(groups.get("year") and any(groups.get(part) for part in ("month", "part", "season", "number")))


def _opens(parse: Parse, hit: Hit, text: str) -> bool:
    """Whether a sentence begins with a date, as that of the story which it opens or goes on with: "In 2013, the army …"."""
    return hit.interval.precision in STORY_DATES and OPENING.fullmatch(text, parse.start, hit.start) is not None


@record(frozen=True, slots=True)
class Memory:
    """The dates read so far: the last and the latest of all, and the last printed with its year, each with its sentence.

    ``period`` is what the last heading that is a date, or the head of the report, says that all this is about.
    """

    last: tuple[int, Interval] | None = None
    latest: Interval | None = None
    written: tuple[int, Interval] | None = None
    period: Interval | None = None
    opened: tuple[int, Interval] | None = None

    def setting(self, sentence: int, today: date | None, lent: date | None) -> Setting:
        """What the dates of a sentence are relative to."""
        near = self.last is not None and sentence - self.last[0] <= 1
        previous = self.last[1] if self.last is not None and near else self.latest
        goes_on = self.written is not None and (today is None or sentence - self.written[0] <= STORY)
        told = self.last[1] if self.last is not None and sentence - self.last[0] <= TAKEN_UP else None
        written = self.written[1] if self.written and goes_on else None
        opened = self.opened[1] if self.opened and sentence - self.opened[0] in range(1, STORY + 1) else None
        return Setting(today, previous, written=written, lent=lent, told=told, period=self.period, opened=opened)

    def after(self, parse: Parse, hit: Hit, text: str) -> Memory:
        """What is remembered once a date is read."""
        if hit.interval.earliest is None:
            return self
        told = (parse.sentence, hit.interval)
        opens = _opens(parse, hit, text) and (self.opened is not None or bool(hit.match.groupdict().get("year")))
        in_story = opens or is_written(hit) or (self.written is not None and hit.interval.precision in ("day", "month"))
        period = hit.interval if _is_period(parse, hit, text) else self.period
        latest, written = _later(self.latest, hit.interval), told if in_story else self._still_told(hit)
        return Memory(told, latest, written, period, told if opens else self.opened)

    def _still_told(self, hit: Hit) -> tuple[int, Interval] | None:
        """The date whose story goes on: none where a longer time well after it is told of ("this year", "the past months")."""
        end = self.written[1].latest if self.written else None
        past = end is not None and hit.interval.earliest is not None and hit.interval.earliest > end
        return None if past and hit.interval.precision not in ("day", "month") else self.written


def _is_period(parse: Parse, hit: Hit, text: str) -> bool:
    """Whether a date is what a part of the report is about: a heading "2014", or "1 October – 31 December 2019" at its head."""
    first, last = hit.interval.earliest, hit.interval.latest
    if first is None or last is None or not SHORTEST_PERIOD <= (last - first).days <= LONGEST_PERIOD:
        return False
    alone = not re.search(r"\w", text[parse.start : hit.start] + text[hit.end : parse.end])
    return alone or (parse.sentence < HEAD and is_written(hit) and hit.interval.precision not in ("day", "month"))


def _later(one: Interval | None, other: Interval) -> Interval:
    """The one of two intervals that begins later.

    "A day earlier" counts from the last day dated in its sentence or the one before, else from the latest: a date far back
    in the text is as likely background ("since October") as the day that the report is about.
    """
    return other if one is None or (other.earliest or date.min) > (one.earliest or date.min) else one
