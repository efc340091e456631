"""A report as reading gives it, from the tables: the object of ``khabar read`` with what linking and people add."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from khabar.export.reading import reading_json
from khabar.records import Holder, Participant, Reading, Report
from khabar.records.rows import record
from khabar.schema import TABLES
from khabar.web.answers.missing import MissingError
from khabar.web.desk import Database, Desk
from khabar.web.listing import Json

# Sources of these kinds are somebody; the others are not followed.
NAMED = ("named_person", "organization", "document")
_BY_CLAIM = ("participants", "holders")
_KEPT = (
    *("segments", "locators", "sentences", "mentions", "claims", "participants", "holders", "attributions"),
    *("quantities", "dates", "places", "issues"),
)
_ORDER = {"participants": "claim_id, role, start", "holders": "claim_id, depth", "attributions": "attribution_id"}


def claims_of(desk: Desk, report_ids: Sequence[str]) -> list[Json]:
    """The nested claims of reports, as judged today."""
    return [claim for report_id in report_ids for claim in read_object(desk, report_id)["claims"]]


def read_object(desk: Desk, report_id: str) -> Json:
    """What ``khabar read`` gives for a report, with incidents and reviews on its claims."""
    read = reading(desk.database, report_id)
    found = _named_too(read)
    told = {
        row["claim_id"]: {"incident_id": row["incident_id"], "review": row["review"]}
        for row in desk.database.rows(
            "SELECT claim_id, incident_id, review FROM claims WHERE report_id = ?", [report_id]
        )
    }
    return {**found, "claims": [{**claim, **told[claim["claim_id"]]} for claim in found["claims"]]}


def _named_too(read: Reading) -> Json:
    """The object of a reading with the identifiers of its entities, so that a page can lead to them."""
    found = reading_json(read)
    for told, mention in zip(found["mentions"], read.mentions, strict=True):
        told["entity_id"] = mention.entity_id
    for name, rows in (("participants", read.participants), ("holders", read.holders)):
        by_claim: dict[str, list[str | None]] = {}
        for row in rows:
            by_claim.setdefault(row.claim_id, []).append(_leads_to(row))
        for claim in found["claims"]:
            for told, entity_id in zip(claim[name], by_claim.get(claim["claim_id"], ()), strict=True):
                told["entity_id"] = entity_id
    return found


def _leads_to(row: Participant | Holder) -> str | None:
    """The entity that a party or source leads to; a source that is not named leads nowhere."""
    return None if isinstance(row, Holder) and row.kind not in NAMED else row.entity_id


def reading(database: Database, report_id: str) -> Reading:
    """The reading of a report, put together from the tables. Raises MissingError where there is no such report."""
    row = database.row("SELECT * FROM texts WHERE report_id = ?", [report_id])
    if row is None:
        raise MissingError(f"The casebook has no report {report_id}.")
    rows: dict[str, Any] = {name: tuple(_records(database, name, report_id)) for name in _KEPT}
    entities = {one.entity_id for name in ("mentions", "participants") for one in rows[name] if one.entity_id}
    places = {one.place_id for name in ("claims", "places") for one in rows[name] if one.place_id}
    rows["entities"] = tuple(_named(database, "entities", "entity_id", entities))
    rows["gazetteer"] = tuple(_named(database, "gazetteer", "place_id", places))
    return Reading(report=record(Report, row), **rows)


def _records(database: Database, name: str, report_id: str) -> list[Any]:
    where = "claim_id IN (SELECT claim_id FROM claims WHERE report_id = ?)" if name in _BY_CLAIM else "report_id = ?"
    order = _ORDER.get(name, 'start, "end"')
    return [
        _record(name, row) for row in database.rows(f"SELECT * FROM {name} WHERE {where} ORDER BY {order}", [report_id])
    ]


def _named(database: Database, name: str, key: str, wanted: set[str]) -> list[Any]:
    found = database.rows(f"SELECT * FROM {name} WHERE list_contains(?, {key}) ORDER BY {key}", [sorted(wanted)])
    return [_record(name, row) for row in found]


def _record(name: str, row: Mapping[str, Any]) -> Any:
    return record(TABLES[name].record, row)
