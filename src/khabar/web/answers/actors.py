"""Actors: who is named, what they are said to have done, to have suffered and to have said.

Only somebody named has a page. Nothing here follows a source that is not named from one report to another.
"""

from __future__ import annotations

from khabar.web.answers.claims import claim_rows
from khabar.web.answers.judgements import about, judgement_json
from khabar.web.answers.missing import MissingError
from khabar.web.answers.ratings import ratings
from khabar.web.answers.sealed import refuse_sealed
from khabar.web.asking import PAGE, Ask, Param
from khabar.web.desk import Database, Desk
from khabar.web.listing import Facet, Filter, Json, Listed, listing, one_of

SHOWN_EACH = 50
FILTERS = (
    one_of("kind", "kind", "Person, organization, group …"),
    one_of("country", "country", "Country, ISO 3166-1 alpha-3."),
    one_of("sector", "sector", "Sector, as PLOVER has them."),
    Filter(
        Param("q", "Words that name and aliases must all hold."),
        "list_bool_and(list_transform(string_split(lower(strip_accents(?)), ' '), "
        "lambda w: contains(lower(strip_accents(concat_ws(' ', name, array_to_string(aliases, ' ')))), w)))",
        lambda text: " ".join(text.split()),
    ),
)
FACETS = tuple(Facet(name, name) for name in ("kind", "country", "sector"))
ACTORS = Listed("shown_actors", FILTERS, FACETS)
ORDER = "n DESC, name, entity_id"
QUERY = (*(f.param for f in FILTERS), *PAGE)


def actors(desk: Desk, ask: Ask) -> Json:
    """The actors that a filter shows, those named in most claims first."""
    return listing(desk.database, ACTORS, ask.query, ORDER)


def most_named(database: Database, limit: int) -> list[Json]:
    """The entities that most claims name as actor, recipient or named source."""
    return database.rows(
        "SELECT entity_id, name, kind, country, n_acts, n_acted_on, n_holds, n "
        f"FROM shown_actors ORDER BY {ORDER} LIMIT {limit}"
    )


def actor(desk: Desk, ask: Ask) -> Json:
    """One entity: its names, what it is said to have done, what was done to it, what it is said to have said."""
    database, asked = desk.database, ask.path["entity_id"]
    refuse_sealed(desk, asked)
    one = database.value("SELECT one FROM known WHERE entity_id = ?", [asked])
    entity = database.row("SELECT * FROM entities WHERE entity_id = ?", [one])
    if entity is None:
        raise MissingError(f"The casebook has no entity {asked}.")
    taken = [
        row["entity_id"] for row in database.rows("SELECT entity_id FROM known WHERE one = ? ORDER BY entity_id", [one])
    ]
    others = database.rows(
        "SELECT * FROM entities WHERE list_contains(?, entity_id) AND entity_id <> ? ORDER BY 1", [taken, one]
    )
    return {
        "entity": entity,
        "taken_for_it": others,
        "acts": _claims(database, "actor_keys", one),
        "acted_on": _claims(database, "recipient_keys", one),
        "holds": _claims(database, "holder_keys", one),
        "mentions": database.rows(
            "SELECT text, count(*) AS n, count(DISTINCT report_id) AS n_reports FROM mentions "
            "WHERE list_contains(?, entity_id) GROUP BY text ORDER BY n DESC, text LIMIT 50",
            [taken],
        ),
        "rating": ratings(desk).get(one),
        "judgements": [judgement_json(j, desk) for j in about(desk.judged, taken)],
    }


def _claims(database: Database, column: str, key: str) -> Json:
    """The claims that hold a key in a column: how many, by event, and the first of them."""
    where = f"list_contains({column}, ?)"
    events = database.rows(
        f"SELECT coalesce(event, 'none') AS event, count(*) AS n FROM shown WHERE {where} GROUP BY 1 ORDER BY n DESC, 1",
        [key],
    )
    first = database.rows(f"SELECT claim_id FROM shown WHERE {where} ORDER BY n, claim_id LIMIT {SHOWN_EACH}", [key])
    return {
        "total": sum(row["n"] for row in events),
        "events": [[row["event"], row["n"]] for row in events],
        "rows": claim_rows(database, [row["claim_id"] for row in first]),
    }
