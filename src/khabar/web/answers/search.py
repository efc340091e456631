"""Search over everything that has words: reports, claims, actors, incidents."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.errors import InputError
from khabar.web.answers import actors, claims, incidents, reports
from khabar.web.asking import Ask, Param
from khabar.web.desk import Desk
from khabar.web.listing import Filter, Json, condition

QUERY = (Param("q", "The words sought."), Param("limit", "How many of each kind; 8 if left out.", "whole"))


_SOURCES = {
    "reports": (reports.LISTED, reports.FILTERS, "published DESC NULLS LAST, report_id"),
    "claims": ("shown", claims.FILTERS, "n, claim_id"),
    "actors": (actors.LISTED, actors.FILTERS, "n DESC, name, entity_id"),
    "incidents": (incidents.LISTED, incidents.FILTERS, "n_claims DESC, incident_id"),
}


def search(desk: Desk, ask: Ask) -> Json:
    """The first of each kind that hold all the words, and how many there are."""
    sought, limit = ask.query.get("q", "").strip(), min(ask.query.get("limit", 8), 50)
    if not sought:
        raise InputError("Give the words sought: ?q=…")
    found = {name: _first(desk, *source, sought, limit) for name, source in _SOURCES.items()}
    found["claims"]["rows"] = [claims.claim_row(row) for row in found["claims"]["rows"]]
    return {"q": sought, **found}


def _first(desk: Desk, source: str, filters: Sequence[Filter], order: str, sought: str, limit: int) -> Json:
    where = condition(filters, {"q": sought})
    return {
        "rows": desk.database.rows(
            f"SELECT * FROM {source} WHERE {where.sql} ORDER BY {order} LIMIT {limit}", where.values
        ),
        "total": desk.database.value(f"SELECT count(*) FROM {source} WHERE {where.sql}", where.values),
    }
