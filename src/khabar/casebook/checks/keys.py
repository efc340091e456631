"""Identifiers are unique and well formed, and whatever a row points to is there."""

from __future__ import annotations

from collections.abc import Iterator

from khabar import schema
from khabar.casebook.checks.problem import Problem
from khabar.casebook.checks.rows import Rows, key_of

LETTERS = {
    "reports": "r",
    "mentions": "m",
    "entities": "e",
    "claims": "c",
    "attributions": "a",
    "quantities": "q",
}

# Which columns name a row of which table. Where both tables have a report_id, the two must be of one report.
REFERENCES: tuple[tuple[str, str, str], ...] = (
    ("reports", "outlet_entity_id", "entities"),
    ("reports", "revision_of", "reports"),
    ("sightings", "report_id", "reports"),
    ("locators", "report_id", "reports"),
    ("segments", "report_id", "reports"),
    ("segments", "attribution_id", "attributions"),
    ("sentences", "report_id", "reports"),
    ("vectors", "report_id", "reports"),
    ("mentions", "report_id", "reports"),
    ("mentions", "entity_id", "entities"),
    ("claims", "report_id", "reports"),
    ("claims", "about_claim_id", "claims"),
    ("claims", "attribution_id", "attributions"),
    ("claims", "place_id", "gazetteer"),
    ("claims", "incident_id", "incidents"),
    ("participants", "claim_id", "claims"),
    ("participants", "mention_id", "mentions"),
    ("participants", "entity_id", "entities"),
    ("holders", "claim_id", "claims"),
    ("holders", "attribution_id", "attributions"),
    ("holders", "entity_id", "entities"),
    ("attributions", "report_id", "reports"),
    ("attributions", "parent_id", "attributions"),
    ("quantities", "report_id", "reports"),
    ("quantities", "claim_id", "claims"),
    ("quantities", "attribution_id", "attributions"),
    ("quantities", "part_of", "quantities"),
    ("dates", "report_id", "reports"),
    ("places", "report_id", "reports"),
    ("places", "mention_id", "mentions"),
    ("places", "place_id", "gazetteer"),
    ("incidents", "place_id", "gazetteer"),
    ("tolls", "incident_id", "incidents"),
    ("links", "left_claim_id", "claims"),
    ("links", "right_claim_id", "claims"),
    ("borrowings", "from_report_id", "reports"),
    ("borrowings", "to_report_id", "reports"),
    ("issues", "report_id", "reports"),
)
LISTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("tolls", "quantity_ids", ("quantities",)),
    ("relations", "members", ("claims", "quantities", "attributions")),
)
SEVERAL_ROWS_A_KEY = ("sightings", "participants", "dates", "places", "borrowings", "issues", "locators")


def check_keys(rows: Rows) -> Iterator[Problem]:
    """Identifiers are unique and carry their table's letter; rows stand in order of their key."""
    for name, table in schema.TABLES.items():
        if name not in SEVERAL_ROWS_A_KEY:
            repeated = rows.ask(f"SELECT {key_of(name)} AS k FROM {name} t GROUP BY ALL HAVING count(*) > 1 ORDER BY k")
            yield from (Problem(name, key, "more than one row has this key") for (key,) in repeated)
        if letter := LETTERS.get(name):
            column = table.key[0]
            shape = f"^{letter}_[a-z2-7]{{16}}$"
            odd = rows.ask(f"SELECT {column} FROM {name} WHERE NOT regexp_matches({column}, ?) ORDER BY 1", [shape])
            yield from (Problem(name, key, "this is no identifier of this table") for (key,) in odd)


def check_references(rows: Rows) -> Iterator[Problem]:
    """Whatever a row points to is there, and is of the same report."""
    for table, column, target in REFERENCES:
        yield from _check_reference(rows, table, column, target)
    for table, column, targets in LISTS:
        yield from _check_list(rows, table, column, targets)
    unseen = rows.ask("SELECT report_id FROM reports ANTI JOIN sightings USING (report_id) ORDER BY 1")
    yield from (Problem("reports", key, "no sighting says where it was met") for (key,) in unseen)


def _check_reference(rows: Rows, table: str, column: str, target: str) -> Iterator[Problem]:
    identifier = schema.TABLES[target].key[0]
    missing = rows.ask(
        f"SELECT {key_of(table)}, t.{column} FROM {table} t LEFT JOIN {target} o ON t.{column} = o.{identifier} "
        f"WHERE t.{column} IS NOT NULL AND o.{identifier} IS NULL ORDER BY 1, 2"
    )
    for key, value in missing:
        yield Problem(table, key, f"{column} is {value}, which {target} lacks")
    if column in ("report_id", "revision_of") or not all(
        "report_id" in schema.TABLES[n].schema.names for n in (table, target)
    ):
        return
    elsewhere = rows.ask(
        f"SELECT {key_of(table)}, t.{column} FROM {table} t JOIN {target} o ON t.{column} = o.{identifier} "
        "WHERE t.report_id <> o.report_id ORDER BY 1, 2"
    )
    for key, value in elsewhere:
        yield Problem(table, key, f"{column} is {value}, which is of another report")


def _check_list(rows: Rows, table: str, column: str, targets: tuple[str, ...]) -> Iterator[Problem]:
    known = " UNION ALL ".join(f"SELECT {schema.TABLES[name].key[0]} AS id FROM {name}" for name in targets)
    missing = rows.ask(
        f"SELECT k, id FROM (SELECT {key_of(table)} AS k, unnest(t.{column}) AS id FROM {table} t) "
        f"ANTI JOIN ({known}) USING (id) ORDER BY 1, 2"
    )
    for key, value in missing:
        yield Problem(table, key, f"{column} holds {value}, which is in none of: {', '.join(targets)}")
