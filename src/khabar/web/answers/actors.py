"""Actors: who is named, what they are said to have done, to have suffered and to have said."""

from __future__ import annotations

from khabar.web.desk import Database
from khabar.web.listing import Json

COUNTED = """
    SELECT key, count(*) FILTER (role = 'actor') AS n_acts, count(*) FILTER (role = 'recipient') AS n_acted_on,
        count(*) FILTER (role = 'holder') AS n_holds, count(*) AS n
    FROM (
        SELECT unnest(actor_keys) AS key, 'actor' AS role FROM shown
        UNION ALL SELECT unnest(recipient_keys), 'recipient' FROM shown
        UNION ALL SELECT unnest(holder_keys), 'holder' FROM shown
    )
    GROUP BY key
"""


def most_named(database: Database, limit: int) -> list[Json]:
    """The entities that most claims name as actor, recipient or named source."""
    return database.rows(
        f"SELECT e.entity_id, e.name, e.kind, e.country, c.n_acts, c.n_acted_on, c.n_holds, c.n FROM ({COUNTED}) c "
        f"JOIN entities e ON e.entity_id = c.key WHERE e.kind <> 'place' ORDER BY c.n DESC, e.name, e.entity_id LIMIT {limit}"
    )
