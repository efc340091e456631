"""The words that dates are made of, as pieces of regular expressions and as tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from khabar import vocab


@cache
def months() -> dict[str, int]:
    """The number of each month by its lower-case name or abbreviation."""
    return {row["name"]: int(row["number"]) for row in vocab.load("months")}


@cache
def of_kind(kind: str) -> dict[str, int]:
    """The words of one kind in the list of date words, with their values."""
    return {row["word"]: int(row["value"] or 0) for row in vocab.kept("dates") if row["kind"] == kind}


@cache
def periods() -> dict[str, tuple[date, date]]:
    """Wars, eras and days that go by a name, lower-case, with their first and last day, from ``vocab/periods.tsv``."""
    rows = vocab.load("periods")
    return {row["name"]: (date.fromisoformat(row["first"]), date.fromisoformat(row["last"])) for row in rows}


@cache
def counts() -> dict[str, int]:
    """The whole numbers of units of time that are written as words."""
    exact = {row["word"]: int(row["value"]) for row in vocab.kept("numerals") if row["kind"] in ("unit", "ten")}
    return exact | {"a": 1, "an": 1, "couple of": 2, "a couple of": 2, "a dozen": 12}


def choice(words: Iterable[str]) -> str:
    """An alternation of words, longest first."""
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))
