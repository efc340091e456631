"""Search over everything that has words: reports, claims, actors, incidents."""

from __future__ import annotations

from khabar.errors import InputError
from khabar.web.answers import actors, claims, incidents, reports
from khabar.web.asking import Ask, Param
from khabar.web.desk import Desk
from khabar.web.listing import Json

QUERY = (Param("q", "The words sought."), Param("limit", "How many of each kind; 8 if left out.", "whole"))


def search(desk: Desk, ask: Ask) -> Json:
    """The first of each kind that hold all the words, and how many there are."""
    if not ask.query.get("q", "").strip():
        raise InputError("Give the words sought: ?q=…")
    narrowed = Ask(query={"q": ask.query["q"], "limit": min(ask.query.get("limit", 8), 50)})
    found = {
        "reports": reports.reports(desk, narrowed),
        "claims": claims.claims(desk, narrowed),
        "actors": actors.actors(desk, narrowed),
        "incidents": incidents.incidents(desk, narrowed),
    }
    return {"q": ask.query["q"], **{name: {"rows": one["rows"], "total": one["total"]} for name, one in found.items()}}
