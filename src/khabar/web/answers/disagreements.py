"""Where accounts differ or contradict each other, with the words of each side."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.web.answers.claims import claim_rows
from khabar.web.asking import PAGE, Ask
from khabar.web.desk import Database, Desk
from khabar.web.listing import Facet, Json, Listed, listing, one_of

LISTED = "(SELECT * FROM relations WHERE kind IN ('differ', 'contradict', 'revises')) listed"
FILTERS = (one_of("kind", "kind", "How they stand to each other."), one_of("field", "field", "In what."))
FACETS = (Facet("kind", "kind"), Facet("field", "field"))
DISAGREEMENTS = Listed(LISTED, FILTERS, FACETS)
QUERY = (*(f.param for f in FILTERS), *PAGE)
# Where a figure stands that belongs to no claim: whose words they are, in which report and sentence.
SAID = """
    SELECT q.quantity_id, q.report_id, r.outlet, r.published,
        substring(t.text, a.source_start + 1, a.source_end - a.source_start) AS source,
        CASE WHEN s.start IS NOT NULL
            THEN {'text': substring(t.text, s.start + 1, s."end" - s.start), 'start': s.start, 'end': s."end"} END AS sentence
    FROM quantities q JOIN reports r USING (report_id) JOIN texts t USING (report_id)
        LEFT JOIN attributions a USING (attribution_id)
        LEFT JOIN sentences s ON s.report_id = q.report_id AND s.start <= q.start AND q.start < s."end"
    WHERE q.claim_id IS NULL AND q.quantity_id IN (SELECT unnest(?))
"""
_ORDER = "CASE kind WHEN 'contradict' THEN 0 WHEN 'differ' THEN 1 ELSE 2 END, field, relation_id"


def disagreements(desk: Desk, ask: Ask) -> Json:
    """The disagreements that a filter shows, contradictions first, with both sides in their own words."""
    return listing(desk.database, DISAGREEMENTS, ask.query, _ORDER, lambda rows: with_sides(desk.database, rows))


def with_sides(database: Database, rows: Sequence[Json]) -> list[Json]:
    """Relations with the claim behind each member, its figure where the member is one, and who says it where no claim does."""
    members = sorted({member for row in rows for member in row["members"]})
    found = database.rows("SELECT * FROM quantities WHERE quantity_id IN (SELECT unnest(?))", [members])
    quantities = {row["quantity_id"]: row for row in found}
    claim_of = {member: quantities[member]["claim_id"] if member in quantities else member for member in members}
    claims = {row["claim_id"]: row for row in claim_rows(database, sorted({c for c in claim_of.values() if c}))}
    said = {row.pop("quantity_id"): row for row in database.rows(SAID, [members])}
    sides = {
        member: {
            "member": member,
            "figure": quantities.get(member),
            "claim": claims.get(claim_of[member]),
            "said": said.get(member),
        }
        for member in members
    }
    return [_with(row, [sides[member] for member in row["members"]]) for row in rows]


def _with(row: Json, sides: list[Json]) -> Json:
    incidents = sorted(
        {side["claim"]["incident_id"] for side in sides if side["claim"] and side["claim"]["incident_id"]}
    )
    return {**row, "incidents": incidents, "sides": sides}
