"""Who is said to act on whom, and by how many origins."""

from __future__ import annotations

from khabar.web.answers.claims import FILTERS
from khabar.web.answers.timeline import PARAMS
from khabar.web.asking import Ask, Param
from khabar.web.desk import Desk
from khabar.web.listing import Json, condition

MOST_EDGES = 400
QUERY = (*PARAMS, Param("most", f"How many edges at most; {MOST_EDGES} if left out.", "whole"))

# Who is only described, in words without a capital such as "the crowd", is nobody in particular: no arrow joins them.
_EDGES = """
    WITH named AS (SELECT entity_id FROM entities WHERE NOT regexp_full_match(name, '[a-z][a-z ,.''’-]*'))
    SELECT actor, recipient, coalesce(event, 'none') AS event, count(DISTINCT claim_id) AS n_claims,
        count(DISTINCT coalesce(outlet, report_id)) AS n_outlets
    FROM (
        SELECT claim_id, event, outlet, report_id, actor, unnest(recipient_keys) AS recipient
        FROM (SELECT *, unnest(actor_keys) AS actor FROM shown WHERE {where})
    )
    WHERE actor IN (SELECT entity_id FROM named) AND recipient IN (SELECT entity_id FROM named) AND actor <> recipient
    GROUP BY ALL
"""


def network(desk: Desk, ask: Ask) -> Json:
    """Who acts on whom in the claims that a filter shows: pairs of named actors by event, those with most claims first."""
    where = condition(FILTERS, ask.query)
    edges = _EDGES.format(where=where.sql)
    most = min(int(ask.query.get("most", MOST_EDGES)), 5 * MOST_EDGES)
    rows = desk.database.rows(f"{edges} ORDER BY n_claims DESC, actor, recipient, event LIMIT {most}", where.values)
    total = desk.database.value(f"SELECT count(*) FROM ({edges})", where.values)
    named = sorted({row[side] for row in rows for side in ("actor", "recipient")})
    nodes = desk.database.rows(
        "SELECT entity_id, name, kind, country, sector FROM entities WHERE list_contains(?, entity_id) ORDER BY 2, 1",
        [named],
    )
    return {"nodes": nodes, "edges": rows, "total": total}
