"""One incident on paper: who tells it, through whom, where the accounts part, and what rests on what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from khabar.casebook import Casebook
from khabar.errors import InputError
from khabar.export.words import Telling, tellings
from khabar.frozen import record

INCIDENT_ID = re.compile(r"i_[a-z2-7]{16}")

_INCIDENT = """
    SELECT i.*, g.name AS place, g.country FROM incidents i LEFT JOIN gazetteer g USING (place_id) WHERE incident_id = '{id}'
"""
_MEMBERS = """
    SELECT claim_id AS member FROM claims WHERE incident_id = '{id}'
    UNION SELECT q.quantity_id FROM quantities q JOIN claims c USING (claim_id) WHERE c.incident_id = '{id}'
"""
_RELATIONS = f"""
    SELECT DISTINCT kind, field, why, relation_id FROM (SELECT *, unnest(members) AS member FROM relations)
    WHERE member IN ({_MEMBERS}) ORDER BY kind, field, relation_id
"""
_TOLLS = "SELECT * FROM tolls WHERE incident_id = '{id}' ORDER BY measure, population NULLS FIRST"
_BORROWINGS = """
    SELECT b.kind, coalesce(r.outlet, b.from_report_id) AS borrower, coalesce(b.origin, l.outlet, b.to_report_id) AS lender,
        substr(r.text, b.start + 1, b."end" - b.start) AS words
    FROM borrowings b JOIN reports r ON r.report_id = b.from_report_id LEFT JOIN reports l ON l.report_id = b.to_report_id
    WHERE b.from_report_id IN (SELECT report_id FROM claims WHERE incident_id = '{id}')
    ORDER BY borrower, lender, b.kind
"""


@record(frozen=True, slots=True)
class Dossier:
    """An incident with its accounts in order of publication, relations, tolls and borrowings; rows as mappings."""

    incident: Mapping[str, Any]
    accounts: tuple[Telling, ...]
    relations: Sequence[Mapping[str, Any]]
    tolls: Sequence[Mapping[str, Any]]
    borrowings: Sequence[Mapping[str, Any]]


def dossier(book: Casebook, incident_id: str) -> Dossier:
    """The dossier of an incident. Raises InputError where the casebook has none of that name."""
    if not INCIDENT_ID.fullmatch(incident_id) or not (found := _rows(book, _INCIDENT, incident_id)):
        raise InputError(f"No incident is called {incident_id!r}. `khabar show CASE incidents` lists them.")
    return Dossier(
        found[0],
        tuple(tellings(book, incident=incident_id)),
        _rows(book, _RELATIONS, incident_id),
        _rows(book, _TOLLS, incident_id),
        _rows(book, _BORROWINGS, incident_id),
    )


def _rows(book: Casebook, query: str, incident_id: str) -> list[dict[str, Any]]:
    return book.sql(query.format(id=incident_id)).to_pylist()
