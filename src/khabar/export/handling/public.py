"""What may be published: codes and figures with their sources' kinds, and none of the words of reports.

Names of persons, contacts, exact coordinates, descriptions of witnesses, titles, addresses and the words themselves are left
out by leaving out every column that ``public.tsv`` does not name. Whoever holds a report finds the words by its offsets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from khabar import schema
from khabar.casebook import Casebook
from khabar.export.handling.hidden import Row, hidden
from khabar.export.handling.levels import PUBLIC, RESTRICTED, SEALED, Levels
from khabar.export.handling.masks import CONTACTS, Masks, name_parts
from khabar.export.handling.recent import recent
from khabar.export.handling.small import FEWEST, small

# Words of so few letters need no capital in a proper name.
SHORT = 3
# A tenth of a degree is some eleven kilometres.
DECIMALS = 1
SPEAKING_FOR_MANY = ("organization", "collective", "document", "author")
_PERSONS = "SELECT DISTINCT entity_id, name AS words FROM entities WHERE kind = 'person'"
_PERSONS_MET = "SELECT DISTINCT entity_id, text AS words FROM mentions WHERE kind = 'person'"


@cache
def columns() -> Mapping[str, Mapping[str, str]]:
    """The columns that are published, by table, and as what: kept, known or coarse."""
    found: dict[str, dict[str, str]] = {}
    lines = files("khabar.export.handling").joinpath("public.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[2:]:
        table, column, treatment, _origin = line.split("\t")
        found.setdefault(table, {})[column] = treatment
    return found


class Public:
    """The tables of a casebook as they may be published, and what was done to them."""

    def __init__(self, book: Casebook, levels: Levels, until: date) -> None:
        self._book, self._until = book, until
        self._recent = recent(book, until)
        # What a person released is told at once.
        levels = replace(levels, by_id={**self._recent, **levels.by_id})
        released = {target for target, level in levels.by_id.items() if level == PUBLIC}
        self._hidden = hidden(book, levels, (SEALED, RESTRICTED), CONTACTS)
        self._names = Masks(_persons(book, released))
        gazetteer = {row["place_id"]: row for row in book.table("gazetteer").to_pylist()}
        provinces = {place: f"{row['country']} {row['admin1'] or place}" for place, row in gazetteer.items()}
        claims, participants, quantities = (list(self._rows(name)) for name in ("claims", "participants", "quantities"))
        self._small = small(claims, participants, quantities, provinces)
        self._places = {row["claim_id"]: row["place_id"] for row in claims}
        self._areas = gazetteer
        self._known = {row["entity_id"] for row in self._rows("entities") if _is_known(row, released)}
        self._incidents = _coarse_incidents(claims, self._small.places)
        self._kinds = {row["quantity_id"] for row in quantities if row["claim_id"] in self._small.persons}
        self._told = frozenset(place for c, place in self._places.items() if place and c not in self._small.places)

    @property
    def about(self) -> Mapping[str, Any]:
        """What was withheld and coarsened."""
        named = {name: set(table.schema.names) for name, table in schema.TABLES.items()}
        withheld = {name: sorted(every - set(columns().get(name, ()))) for name, every in named.items()}
        return {
            "profile": "public",
            "withheld_columns": {name: gone for name, gone in withheld.items() if gone},
            "published_up_to": self._until.isoformat(),
            "withheld_as_too_recent": {
                name: sum(one.startswith(letter) for one in self._recent)
                for name, letter in (("reports", "r_"), ("claims", "c_"), ("incidents", "i_"))
            },
            "fewest_persons_in_a_cell": FEWEST,
            "claims_with_coarser_place": len(self._small.places),
            "claims_with_sex_age_and_population_withheld": len(self._small.persons),
            "coordinates": f"rounded to {DECIMALS} decimal of a degree",
        }

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a table as they may be published."""
        kept = columns().get(name, {})
        for row in self._rows(name):
            if (coarse := self._coarse(name, row)) is not None:
                shown = {column: self._names(value) for column, value in coarse.items() if column in kept}
                yield shown | {column: coarse[column] for column in AREA if column in coarse and name in AREAS}

    def _rows(self, name: str) -> Iterator[Row]:
        return self._hidden.rows(name, self._book.table(name).to_pylist())

    def _coarse(self, name: str, row: Row) -> Row | None:
        if name in AREAS:
            return self._placed(row, self._coarse_place(name, row))
        if name == "participants":
            vague = row["claim_id"] in self._small.persons
            entity = row["entity_id"] if row["entity_id"] in self._known else None
            return row | {"entity_id": entity} | (dict.fromkeys(("sex", "age")) if vague else {})
        if name == "holders":
            known = row["entity_id"] in self._known and row["kind"] in SPEAKING_FOR_MANY
            return row | {"entity_id": row["entity_id"] if known else None}
        if name == "entities":
            return row if row["entity_id"] in self._known else None
        if name == "quantities":
            return row | ({"population": None} if row["quantity_id"] in self._kinds else {})
        if name == "tolls":
            return row | ({"population": None} if set(row["quantity_ids"]) & self._kinds else {})
        return self._place(row) if name == "gazetteer" else row

    def _coarse_place(self, name: str, row: Row) -> bool:
        return row["claim_id"] in self._small.places if name == "claims" else row["incident_id"] in self._incidents

    def _placed(self, row: Row, coarse: bool) -> Row:
        place = self._areas.get(row["place_id"] or "", {})
        area = {"country": place.get("country"), "admin1": place.get("admin1")}
        precision = {"place_precision": "province" if area["admin1"] else "country"} if "place_precision" in row else {}
        return row | area | ({"place_id": None} | precision if coarse and row["place_id"] else {})

    def _place(self, row: Row) -> Row | None:
        """A place that a published claim names, as coarse as it may be told."""
        if row["place_id"] not in self._told:
            return None
        return row | {n: None if row[n] is None else round(row[n], DECIMALS) for n in ("latitude", "longitude")}


# The tables that tell where; the area says it where the place itself may not be told.
AREAS, AREA = ("claims", "incidents"), ("country", "admin1")


def _persons(book: Casebook, released: set[str]) -> Iterator[str]:
    """What persons are called who were not released one by one."""
    for query in (_PERSONS, _PERSONS_MET):
        for row in book.sql(query).to_pylist():
            if row["entity_id"] not in released and row["words"][:1].isupper():
                yield from name_parts(row["words"])


def _is_known(row: Row, released: set[str]) -> bool:
    """Whether an entity may be named: a country, a body of one, or what people released."""
    if row["entity_id"] in released or row["kind"] == "country":
        return True
    words = [word for word in row["name"].split() if len(word) > SHORT]
    proper = all(word[:1].isupper() for word in words)
    return row["country"] is not None and (row["kind"] == "organization" or (row["kind"] == "group" and proper))


def _coarse_incidents(claims: list[Row], places: frozenset[str]) -> frozenset[str]:
    """The incidents of which a claim's place may not be told."""
    return frozenset(row["incident_id"] for row in claims if row["claim_id"] in places and row["incident_id"])
