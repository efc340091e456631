"""Incidents: the list with its filters."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.web.answers.claims import PLACE
from khabar.web.asking import PAGE, Ask, Param
from khabar.web.desk import Database, Desk
from khabar.web.listing import Facet, Filter, Json, Listed, listing, one_of

FILTERS = (
    one_of("event", "event", "Event type."),
    one_of("place", "place_id", "Place."),
    one_of("country", "country", "Country, ISO 3166-1 alpha-3."),
    one_of("standing", "standing", "How it stands: by how many origins, and whether they agree."),
    one_of("clarity", "clarity", "Single occurrence, or an aggregate."),
    Filter(Param("from", "Not before this day.", "day"), "coalesce(date_latest, date_earliest) >= ?"),
    Filter(
        Param("to", "Not after this day.", "day"), "coalesce(date_earliest, date_latest) <= ?", lambda day: day + "~"
    ),
    Filter(
        Param("q", "Words that the label or place must all hold."),
        "list_bool_and(list_transform(string_split(lower(strip_accents(?)), ' '), lambda w: contains(folded, w)))",
        lambda text: " ".join(text.split()),
    ),
)
FACETS = (
    Facet("event", "event"),
    Facet("place", "place_id", named=PLACE),
    Facet("country", "country"),
    Facet("standing", "standing"),
    Facet("clarity", "clarity"),
)
INCIDENTS = Listed("shown_incidents", FILTERS, FACETS, columns="* EXCLUDE (folded)")
SORTS: Mapping[str, str] = {
    "-claims": "n_claims DESC, date_earliest NULLS LAST",
    "-reports": "n_reports DESC, n_claims DESC",
    "-origins": "origins DESC, n_claims DESC",
    "date": "date_earliest NULLS LAST",
    "-date": "date_latest DESC NULLS LAST",
}
QUERY = (*(f.param for f in FILTERS), Param("sort", "The order.", values=tuple(SORTS)), *PAGE)


def incidents(desk: Desk, ask: Ask) -> Json:
    """The incidents that a filter shows, each with its place and its tolls: lowest and highest reported."""
    order = f"{SORTS[ask.query.get('sort', '-claims')]}, incident_id"

    def told(rows: list[Json]) -> list[Json]:
        found = tolls(desk.database, [row["incident_id"] for row in rows])
        return [{**row, "tolls": found.get(row["incident_id"], [])} for row in rows]

    return listing(desk.database, INCIDENTS, ask.query, order, told)


def tolls(database: Database, incident_ids: list[str]) -> dict[str, list[Json]]:
    """The tolls of incidents."""
    found: dict[str, list[Json]] = {}
    rows = database.rows(
        "SELECT * FROM tolls WHERE list_contains(?, incident_id) ORDER BY incident_id, measure, population NULLS FIRST",
        [incident_ids],
    )
    for row in rows:
        found.setdefault(row["incident_id"], []).append(row)
    return found
