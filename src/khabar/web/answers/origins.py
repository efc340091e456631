"""Who repeats whom."""

from __future__ import annotations

from khabar.web.asking import Ask
from khabar.web.desk import Desk
from khabar.web.listing import Json

MOST_EDGES = 300
_EDGES = f"""
    SELECT b.from_report_id AS "from", coalesce(b.to_report_id, 'origin:' || b.origin) AS "to", b.kind, b.score,
        b.start, b."end",
        substring(t.text, b.start + 1, b."end" - b.start) AS words
    FROM (SELECT * FROM borrowings ORDER BY score DESC, from_report_id, to_report_id, origin, kind LIMIT {MOST_EDGES}) b
        LEFT JOIN texts t ON t.report_id = b.from_report_id
    ORDER BY "from", "to", b.kind, b.start
"""


def origins(desk: Desk, _: Ask) -> Json:
    """The reports and named origins that borrowings join, and the borrowings with the words that show them."""
    edges = desk.database.rows(_EDGES)
    reports = sorted({end for row in edges for end in (row["from"], row["to"]) if not end.startswith("origin:")})
    nodes: list[Json] = desk.database.rows(
        "SELECT report_id AS id, 'report' AS kind, coalesce(outlet, title, report_id) AS name, title, published, outlet "
        "FROM reports WHERE list_contains(?, report_id) ORDER BY published NULLS LAST, report_id",
        [reports],
    )
    named = sorted({row["to"] for row in edges} - set(reports))
    blank = {"title": None, "published": None, "outlet": None}
    nodes += [{"id": one, "kind": "origin", "name": one.removeprefix("origin:"), **blank} for one in named]
    return {"nodes": nodes, "edges": edges, "total": desk.book.manifest["counts"]["borrowings"]}
