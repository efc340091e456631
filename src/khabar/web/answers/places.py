"""Where: places with how surely they are meant, as areas of a kind; never finer than what was reported."""

from __future__ import annotations

from khabar.web.answers.claims import FILTERS
from khabar.web.asking import Ask
from khabar.web.desk import Database, Desk
from khabar.web.listing import Condition, Json, condition

MOST_PLACES = 2000


def map_(desk: Desk, ask: Ask) -> Json:
    """The places of the claims that a filter shows."""
    where = condition(FILTERS, ask.query)
    unplaced = desk.database.value(f"SELECT count(*) FROM shown WHERE place_id IS NULL AND {where.sql}", where.values)
    return {"places": places(desk.database, where, MOST_PLACES), "unplaced": unplaced}


def places(database: Database, where: Condition, limit: int) -> list[Json]:
    """Places by precision with how many claims and incidents they have, most first."""
    return database.rows(
        "SELECT s.place_id, g.name, g.country, g.admin1, g.latitude, g.longitude, g.feature, s.precision, s.n, s.n_incidents "
        "FROM (SELECT place_id, place_precision AS precision, count(*) AS n, count(DISTINCT incident_id) AS n_incidents "
        f"FROM shown WHERE place_id IS NOT NULL AND {where.sql} GROUP BY ALL) s "
        f"LEFT JOIN gazetteer g USING (place_id) ORDER BY s.n DESC, s.place_id, s.precision LIMIT {limit}",
        where.values,
    )
