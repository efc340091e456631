"""Cells so small that they point at somebody: one killed in a village, the only woman of an age in a month.

A cell of fewer than five persons harmed is coarsened, as is usual in official statistics: first its place, up to the province;
then, where it is still small, sex, age and population.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from khabar.frozen import record

Row = Mapping[str, Any]

FEWEST = 5
HARM = ("killed", "injured", "casualties", "missing", "detained", "displaced")
# Places that are no finer than a province are never a small cell by themselves.
WIDE = ("province", "region", "country", "sea")


@record(frozen=True, slots=True)
class Small:
    """What must be coarsened: claims whose place is too fine, and those whose kinds of persons are too few."""

    places: frozenset[str]
    persons: frozenset[str]


def small(
    claims: Iterable[Row], participants: Iterable[Row], quantities: Iterable[Row], provinces: Mapping[str, str]
) -> Small:
    """The small cells of claims of harm. ``provinces`` names the province and country of each place."""
    rows = list(claims)
    kinds, counts = _kinds(participants, quantities), _persons(quantities)
    harmed = [
        row for row in rows if row["register"] == "casualties" or row["claim_id"] in kinds or row["claim_id"] in counts
    ]
    located = {row["claim_id"]: (row["place_id"], _month(row)) for row in harmed if row["place_id"]}
    fine = {row["claim_id"] for row in harmed if row["place_precision"] not in WIDE}
    too_fine = _fewer(harmed, counts, located) & fine
    described = {
        row["claim_id"]: (provinces.get(row["place_id"] or "", ""), _month(row), kind)
        for row in harmed
        if (kind := kinds.get(row["claim_id"]))
    }
    return Small(frozenset(too_fine), frozenset(_fewer(harmed, counts, described)))


def _fewer(harmed: Iterable[Row], counts: Mapping[str, float], cells: Mapping[str, Any]) -> set[str]:
    """The claims in cells of fewer persons than may be told; claims of one incident tell of the same persons."""
    most: dict[tuple[Any, str], float] = {}
    for row in harmed:
        if cell := cells.get(row["claim_id"]):
            key = (cell, row["incident_id"] or row["claim_id"])
            most[key] = max(most.get(key, 0.0), counts.get(row["claim_id"], 1.0))
    sums: defaultdict[Any, float] = defaultdict(float)
    for (cell, _), persons in most.items():
        sums[cell] += persons
    return {claim for claim, cell in cells.items() if cell in sums and sums[cell] < FEWEST}


def _kinds(participants: Iterable[Row], quantities: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """What is told of the kind of persons harmed, by claim: sexes, ages and populations."""
    told: dict[str, set[str]] = {}
    for row in participants:
        if row["role"] == "recipient":
            told.setdefault(row["claim_id"], set()).update(filter(None, (row["sex"], row["age"])))
    for row in quantities:
        if row["claim_id"] and row["measure"] in HARM and row["population"]:
            told.setdefault(row["claim_id"], set()).add(row["population"])
    return {claim: tuple(sorted(words)) for claim, words in told.items() if words}


def _persons(quantities: Iterable[Row]) -> dict[str, float]:
    most: dict[str, float] = {}
    for row in quantities:
        if row["claim_id"] and row["measure"] in HARM:
            told = next((row[bound] for bound in ("low", "best", "high") if row[bound] is not None), 1.0)
            most[row["claim_id"]] = max(most.get(row["claim_id"], 0.0), told)
    return most


def _month(row: Row) -> str:
    return (row["date_earliest"] or "")[:7]
