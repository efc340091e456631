"""One incident: its accounts side by side by origin, whose figures, where they agree and part, and why they were joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from khabar.link.origins import likely_origins, outlets, teller
from khabar.link.origins.tellers import Teller
from khabar.records import Borrowing
from khabar.records.rows import record
from khabar.web.answers.claims import claim_rows, links, relations
from khabar.web.answers.incidents import tolls
from khabar.web.answers.judgements import about, judgement_json
from khabar.web.answers.missing import MissingError
from khabar.web.answers.sealed import refuse_sealed
from khabar.web.asking import Ask
from khabar.web.desk import Database, Desk
from khabar.web.listing import Json


def incident(desk: Desk, ask: Ask) -> Json:
    """One incident with every account of it, in its own words."""
    database, incident_id = desk.database, ask.path["incident_id"]
    refuse_sealed(desk, incident_id)
    row = database.row("SELECT * EXCLUDE (folded) FROM shown_incidents WHERE incident_id = ?", [incident_id])
    if row is None:
        raise MissingError(f"The casebook has no incident {incident_id}.{_renamed(database, incident_id)}")
    members = database.rows(
        "SELECT claim_id FROM shown WHERE incident_id = ? ORDER BY n, claim_id LIMIT 1000", [incident_id]
    )
    claim_ids = [member["claim_id"] for member in members]
    rows = claim_rows(database, claim_ids)
    related = relations(database, claim_ids)
    counted = tolls(database, [incident_id]).get(incident_id, [])
    return {
        "incident": row,
        "tolls": counted,
        "accounts": accounts(desk, rows),
        "figures": figures(database, rows, related, counted),
        "fields": [{k: one[k] for k in ("relation_id", "field", "kind", "why", "members")} for one in related],
        "links": links(database, claim_ids, within=True),
        "history": history(desk, incident_id, rows),
    }


def accounts(desk: Desk, rows: Sequence[Json]) -> list[Json]:
    """The claims of an incident by likely origin, earliest first; copies of one account stand together and count once."""
    origins = _origins(desk.database, rows)
    found: dict[str, list[Json]] = {}
    for row in rows:
        found.setdefault(origins[row["claim_id"]], []).append(row)
    return [_account(node, claims) for node, claims in found.items()]


def _account(node: str, claims: Sequence[Json]) -> Json:
    kind, _, name = node.partition(":")
    inner = claims[0]["chain"][-1] if claims[0]["chain"] else None
    printed = (inner and (inner["name"] or inner["text"])) if kind == "source" else None
    if kind == "voice" and name == claims[0]["report_id"]:
        printed = "outlet not known"
    reports = {
        c["report_id"]: {"report_id": c["report_id"], "outlet": c["outlet"], "published": c["published"]}
        for c in claims
    }
    return {
        "origin": {"kind": kind, "name": printed or name},
        "reports": list(reports.values()),
        "claims": list(claims),
        "words": list(dict.fromkeys(c["sentence"]["text"] for c in claims if c["sentence"]["text"])),
    }


def _origins(database: Database, rows: Sequence[Json]) -> dict[str, str]:
    """The likely origin of each claim, by the same rules as the count of origins."""
    claim_ids, reports = [row["claim_id"] for row in rows], sorted({row["report_id"] for row in rows})
    known = outlets(row["outlet"] for row in database.rows("SELECT DISTINCT outlet FROM reports ORDER BY outlet"))
    holders: dict[str, list[Json]] = {}
    for held in database.rows("SELECT * FROM holders WHERE claim_id IN (SELECT unnest(?))", [claim_ids]):
        holders.setdefault(held["claim_id"], []).append(held)
    names = {h["entity_id"] for rows in holders.values() for h in rows if h["entity_id"]}
    found = database.rows("SELECT * FROM entities WHERE list_contains(?, entity_id)", [sorted(names)])
    entities = {row["entity_id"]: row for row in found}
    tellers: list[Teller] = [
        teller(row, holders.get(row["claim_id"], []), known.voice(row["outlet"]) or row["report_id"], entities, known)
        for row in rows
    ]
    borrowed: dict[str, list[Borrowing]] = {}
    for row in database.rows("SELECT * FROM borrowings WHERE list_contains(?, from_report_id)", [reports]):
        borrowed.setdefault(row["from_report_id"], []).append(record(Borrowing, row))
    return likely_origins(tellers, borrowed)


def figures(database: Database, rows: Sequence[Json], related: Sequence[Json], counted: Sequence[Json]) -> list[Json]:
    """The figures of an incident by measure, each with its holders; those that their holder has since revised are marked."""
    by_claim = {row["claim_id"]: row for row in rows}
    revised = {member for one in related if one["kind"] == "revises" for member in one["members"]}
    current = {quantity for toll in counted for quantity in toll["quantity_ids"]}
    found: dict[str, list[Json]] = {}
    quantities = database.rows(
        "SELECT * FROM quantities WHERE claim_id IN (SELECT unnest(?)) AND measure <> 'other' "
        "ORDER BY measure, start, quantity_id",
        [list(by_claim)],
    )
    for quantity in quantities:
        told = _figure(quantity, by_claim[quantity["claim_id"]])
        told["superseded"] = quantity["quantity_id"] in revised and quantity["quantity_id"] not in current
        found.setdefault(quantity["measure"], []).append(told)
    return [_measured(measure, told, counted) for measure, told in found.items()]


_COUNTED = ("quantity_id", "claim_id", "report_id", "start", "end", "text", "comparator", "low", "best", "high", "unit")


def _figure(quantity: Json, claim: Json) -> Json:
    told = {name: quantity[name] for name in (*_COUNTED, "population", "status", "scope")}
    return {**told, "chain": claim["chain"], "outlet": claim["outlet"], "published": claim["published"]}


def _measured(measure: str, told: list[Json], counted: Sequence[Json]) -> Json:
    """One measure with the lowest and highest figure reported of it, whomever it counts."""
    of_it = [toll for toll in counted if toll["measure"] == measure]
    lowest: list[Any] = [toll["lowest"] for toll in of_it if toll["lowest"] is not None]
    highest: list[Any] = [toll["highest"] for toll in of_it if toll["highest"] is not None]
    told.sort(key=lambda one: (one["published"] or "~", one["report_id"], one["start"]))
    return {
        "measure": measure,
        "figures": told,
        "lowest": min(lowest, default=None),
        "highest": max(highest, default=None),
    }


def history(desk: Desk, incident_id: str, rows: Sequence[Json]) -> Json:
    """What changed: reports that revise one another, identifiers replaced, and what people judged."""
    reports = sorted({row["report_id"] for row in rows})
    return {
        "revisions": desk.database.rows(
            "SELECT * FROM borrowings WHERE kind IN ('revision', 'correction', 'retraction') AND "
            "(list_contains($r, from_report_id) OR list_contains($r, to_report_id)) ORDER BY ALL",
            {"r": reports},
        ),
        "renames": desk.database.rows(
            "SELECT * FROM renames WHERE old = $i OR new = $i ORDER BY old", {"i": incident_id}
        ),
        "judgements": [judgement_json(one, desk) for one in about(desk.judged, [row["claim_id"] for row in rows])],
    }


def _renamed(database: Database, incident_id: str) -> str:
    row = database.row("SELECT new, why FROM renames WHERE old = ?", [incident_id])
    return f" It is now {row['new']}." if row and row["new"] else ""
