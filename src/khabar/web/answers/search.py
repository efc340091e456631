"""Search over everything that has words: reports, claims, actors, incidents."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.errors import InputError
from khabar.web.answers import actors, claims, incidents, reports
from khabar.web.asking import Ask, Param
from khabar.web.desk import Desk
from khabar.web.listing import Json, Listed, condition

QUERY = (Param("q", "The words sought."), Param("limit", "How many of each kind; 8 if left out.", "whole"))


_SOURCES: Mapping[str, tuple[Listed, str]] = {
    "reports": (reports.REPORTS, reports.ORDER),
    "claims": (claims.CLAIMS, "n, claim_id"),
    "actors": (actors.ACTORS, actors.ORDER),
    "incidents": (incidents.INCIDENTS, "n_claims DESC, incident_id"),
}


def search(desk: Desk, ask: Ask) -> Json:
    """The first of each kind that hold all the words, and how many there are."""
    sought, limit = ask.query.get("q", "").strip(), min(ask.query.get("limit", 8), 50)
    if not sought:
        raise InputError("Give the words sought: ?q=…")
    found = {name: _first(desk, *source, sought, limit) for name, source in _SOURCES.items()}
    first = [row["claim_id"] for row in found["claims"]["rows"]]
    found["claims"]["rows"] = claims.claim_rows(desk.database, first)
    return {"q": sought, **found}


def _first(desk: Desk, listed: Listed, order: str, sought: str, limit: int) -> Json:
    where = condition(listed.filters, {"q": sought})
    return {
        "rows": desk.database.rows(
            f"SELECT {listed.columns} FROM {listed.table} WHERE {where.sql} ORDER BY {order} LIMIT {limit}",
            where.values,
        ),
        "total": desk.database.value(f"SELECT count(*) FROM {listed.table} WHERE {where.sql}", where.values),
    }
