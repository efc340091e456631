"""A claim's days as numbers, and how firmly they are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from khabar.folding import fold_name
from khabar.frozen import record
from khabar.link.features.hashing import NOTHING, number

UNKNOWN = -1

# How long before publication news may have happened where the text does not say: a week.
RECENT = 7
MONTH = 31


@record(frozen=True, slots=True)
class Days:
    """An interval of days as ordinals, both ends in it. ``dated``: the text dates the deed, and is not only dated itself;
    ``firm``: its own sentence gives the day or days.
    """

    first: int = UNKNOWN
    last: int = UNKNOWN
    firm: bool = False
    dated: bool = False


def days_of(claim: Mapping[str, Any]) -> Days:
    """The days in which the claim's deed is told to lie; where only publication is known, the week before it.

    What goes on as the report comes out, and what is said in it, is of the day of publication.
    """
    first, last = ordinal(claim["date_earliest"]), ordinal(claim["date_latest"])
    published = ordinal(claim["placed"]["published"])
    if claim["date_from"] in ("text", "inherited") and first != UNKNOWN:
        return Days(first, last if last != UNKNOWN else first, _firm(claim), dated=True)
    end = last if last != UNKNOWN else published
    start = first if first != UNKNOWN else end - RECENT
    return Days(start, end) if end != UNKNOWN else Days()


def is_period(claim: Mapping[str, Any]) -> bool:
    """Whether a claim's own words give it a time longer than a month that is no month or year of the calendar.

    "Since he took office", "in the past few years": what is counted over such a time is of many deeds, while a single one
    may be known by its month or year alone.
    """
    first, last = ordinal(claim["date_earliest"]), ordinal(claim["date_latest"])
    if claim["date_from"] != "text" or UNKNOWN in (first, last) or last - first <= MONTH:
        return False
    return not (claim["date_earliest"].endswith("-01") and iso(last + 1).endswith("-01"))


def said_day(parties: Iterable[Mapping[str, Any]]) -> int:
    """A number for the words that a claim's own phrase dates it with, resolved or not; 0 where it has none."""
    words = sorted(fold_name(one["text"]) for one in parties if one["role"] == "date" and one["text"])
    return number("day", *words) if words else NOTHING


def _firm(claim: Mapping[str, Any]) -> bool:
    return claim["date_from"] == "text" and claim["date_precision"] in ("day", "days")


@lru_cache(maxsize=1 << 14)
def ordinal(day: str | None) -> int:
    """The number of an ISO day, or UNKNOWN."""
    return date.fromisoformat(day[:10]).toordinal() if day else UNKNOWN


def iso(day: int) -> str:
    """The ISO day of a number."""
    return (date(1, 1, 1) + timedelta(days=day - 1)).isoformat()
