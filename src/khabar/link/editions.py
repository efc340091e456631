"""Which edition of a report linking has before it: a number that changes with anything that linking reads of the report.

Counted are all rows of the report, and of each entity and place that they name what linking looks at, so that what was
worked out from one edition holds for as long as the number stands, whoever read the report and whenever.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

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
# Rows that rows of a report name: by which column, and what of them is counted.
ENTITY = ("entity_id", "name", "kind", "country", "sector")
NAMED = {
    "mentions": ("entities", "entity_id"),
    "participants": ("entities", "entity_id"),
    "holders": ("entities", "entity_id"),
    "claims": ("gazetteer", "place_id"),
    "places": ("gazetteer", "place_id"),
}

NUMBERS = ("mixed", "added", "counted")
_FIELDS: tuple[tuple[str, pa.DataType], ...] = (("report_id", pa.string()), *((name, pa.int64()) for name in NUMBERS))
SHAPE = pa.schema(_FIELDS)

EDITIONS = """
    SELECT report_id, bit_xor(row_hash) AS mixed, CAST(sum(row_hash % 4294967296) AS BIGINT) AS added, count(*) AS counted
    FROM ({rows}) GROUP BY report_id
"""


def editions(tables: Tables, engine: Engine) -> pa.Table:
    """The edition of every report: ``report_id`` and the numbers ``mixed``, ``added`` and ``counted``, by identifier."""
    known = {**tables, "vectors": _packed(tables["vectors"])}
    rows = " UNION ALL ".join(_rows(name, known, engine) for name in (*BY_REPORT, *BY_CLAIM))
    found = engine.sql(EDITIONS.format(rows=rows), known).sort_by("report_id")
    return pa.Table.from_arrays([found[field.name].cast(field.type, safe=False) for field in SHAPE], schema=SHAPE)


def _rows(name: str, tables: Tables, engine: Engine) -> str:
    """A SELECT of the rows of one kind: the report that each belongs to, and a number for what it holds and names."""
    joined, owner, columns = f"{name} t", "t", (f"'{name}'", *_columns("t", tables[name].column_names))
    if name in BY_CLAIM:
        joined, owner = f"{joined} JOIN claims c ON t.claim_id = c.claim_id", "c"
    if name in NAMED:
        other, key = NAMED[name]
        counted = _columns("o", ENTITY if other == "entities" else tables[other].column_names)
        named = f"SELECT {key}, {engine.row_hash(counted)} AS row_hash FROM {other} o"
        joined, columns = f"{joined} LEFT JOIN ({named}) n ON t.{key} = n.{key}", (*columns, "n.row_hash")
    return f"SELECT {owner}.report_id, {engine.row_hash(columns)} AS row_hash FROM {joined}"


def _columns(row: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f'{row}."{name}"' for name in names)


def _packed(vectors: pa.Table) -> pa.Table:
    """Vectors as the bytes that they are, which an engine hashes many times as fast as one number after the other."""
    packed = pa.chunked_array([_as_bytes(chunk) for chunk in vectors["values"].chunks if len(chunk)], pa.binary())
    return vectors.set_column(vectors.column_names.index("values"), "values", packed)


def _as_bytes(lists: Any) -> pa.Array[Any]:
    """Lists of whole numbers of a byte, none of them null, as strings of bytes in the same place of memory."""
    values = lists.values
    data = values.buffers()[1].slice(values.offset)
    return pa.Array.from_buffers(pa.binary(), len(lists), [None, lists.buffers()[1], data], offset=lists.offset)
