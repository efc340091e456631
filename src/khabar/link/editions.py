"""Which edition of a report linking has before it: a number that changes with anything that linking reads of the report.

Counted are all rows of the report, and of each entity and place that they name what linking looks at, so that what was
worked out from one edition holds for as long as the number stands, whoever read the report and whenever.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from khabar.engine.contract import Engine
from khabar.link.linked import Tables

BY_REPORT = (
    "reports",
    "segments",
    "sentences",
    "vectors",
    "mentions",
    "claims",
    "attributions",
    "quantities",
    "places",
)
BY_CLAIM = ("participants", "holders")
ENTITY = ("entity_id", "name", "kind", "country", "sector")

NUMBERS = ("mixed", "added", "counted")
_FIELDS: tuple[tuple[str, pa.DataType], ...] = (("report_id", pa.string()), *((name, pa.int64()) for name in NUMBERS))
SHAPE = pa.schema(_FIELDS)

EDITIONS = """
    SELECT report_id, bit_xor(row_hash) AS mixed, CAST(sum(row_hash % 4294967296) AS BIGINT) AS added, count(*) AS counted
    FROM ({rows}) GROUP BY report_id
"""


def editions(tables: Tables, engine: Engine) -> pa.Table:
    """The edition of every report: ``report_id`` and the numbers ``mixed``, ``added`` and ``counted``, by identifier."""
    rows = " UNION ALL ".join(_rows(tables, engine.row_hash))
    found = engine.sql(EDITIONS.format(rows=rows), tables).sort_by("report_id")
    return pa.Table.from_arrays([found[field.name].cast(field.type, safe=False) for field in SHAPE], schema=SHAPE)


def _rows(tables: Tables, row_hash: str) -> Iterator[str]:
    """One SELECT for each kind of row: the report it belongs to and a number for what it holds."""

    def hashed(name: str, row: str, columns: tuple[str, ...]) -> str:
        told = (f'{row}."{column}", {row}."{column}" IS NULL' for column in columns)
        return f"{row_hash}('{name}', {', '.join(told)}) AS row_hash"

    for name in BY_REPORT:
        yield f"SELECT t.report_id, {hashed(name, 't', tuple(tables[name].column_names))} FROM {name} t"
    for name in BY_CLAIM:
        own = hashed(name, "t", tuple(tables[name].column_names))
        yield f"SELECT c.report_id, {own} FROM {name} t JOIN claims c ON t.claim_id = c.claim_id"
        who = hashed(f"{name} entity", "e", ENTITY)
        joined = f"{name} t JOIN claims c ON t.claim_id = c.claim_id JOIN entities e ON t.entity_id = e.entity_id"
        yield f"SELECT c.report_id, {who} FROM {joined}"
    who = hashed("mentions entity", "e", ENTITY)
    yield f"SELECT t.report_id, {who} FROM mentions t JOIN entities e ON t.entity_id = e.entity_id"
    for name in ("claims", "places"):
        where = hashed(f"{name} place", "g", tuple(tables["gazetteer"].column_names))
        yield f"SELECT t.report_id, {where} FROM {name} t JOIN gazetteer g ON t.place_id = g.place_id"
