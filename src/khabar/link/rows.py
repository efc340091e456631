"""One row a claim, with its participants, figures, names and place in it: what the feature step looks at."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from khabar.engine.contract import Engine
from khabar.link.linked import Tables

# How many characters before the trigger, in its sentence, are looked at for words that set it apart.
BEFORE = 240

PARTIES = """
    SELECT p.claim_id, p.role, p.start, p."end", p.text, e.entity_id, e.name, e.kind, e.country, e.sector
    FROM participants p LEFT JOIN entities e ON p.entity_id = e.entity_id
    WHERE p.text IS NOT NULL OR p.entity_id IS NOT NULL
"""
NAMES = """
    SELECT c.claim_id, e.name, e.kind, e.country, e.sector, g.name AS place, m.text, m.start
    FROM claims c
        JOIN sentences s ON c.report_id = s.report_id AND c.sentence = s.sentence
        JOIN mentions m ON m.report_id = s.report_id AND m.start >= s.start AND m.start < s."end"
        LEFT JOIN entities e ON m.entity_id = e.entity_id
        LEFT JOIN places p ON p.mention_id = m.mention_id
        LEFT JOIN gazetteer g ON g.place_id = p.place_id
"""
PLACED = f"""
    SELECT c.claim_id, g.name, g.country, g.admin1, g.latitude, g.longitude, g.feature, r.published,
        substring(r.text, greatest(c.start - {BEFORE}, s.start) + 1, least({BEFORE}, c.start - s.start)) AS before
    FROM claims c
        JOIN reports r ON c.report_id = r.report_id
        JOIN sentences s ON c.report_id = s.report_id AND c.sentence = s.sentence
        LEFT JOIN gazetteer g ON g.place_id = c.place_id
"""
FIGURES = [
    *("claim_id", "quantity_id", "attribution_id", "start", "text", "measure", "comparator", "unit", "part_of"),
    *("earliest", "latest", "low", "best", "high", "scope", "population", "status"),
]


def claim_rows(claims: pa.Table, tables: Tables, engine: Engine) -> pa.Table:
    """The claims, each with what hangs on it.

    Further columns: ``parties``, ``names`` and ``figures`` (lists of structs), ``placed`` (a struct: the row of the
    gazetteer, the day of publication and the words before the trigger).
    """
    known = {**tables, "claims": claims}
    placed = _one(claims, engine.sql(PLACED, known))
    columns = {
        "parties": nest(claims, engine.sql(PARTIES, known), ("role", "start", "entity_id")),
        "names": nest(claims, engine.sql(NAMES, known), ("start", "text", "name", "place")),
        "figures": nest(claims, tables["quantities"].select(FIGURES), ("start", "measure", "low")),
        "placed": placed,
    }
    for name, column in columns.items():
        claims = claims.append_column(name, column)
    return claims


def nest(claims: pa.Table, rows: pa.Table, order: tuple[str, ...]) -> pa.Array[Any]:
    """The rows of each claim as a list of structs, in an order of their own; those of other claims are left out."""
    at = flat(pc.index_in(rows["claim_id"], value_set=flat(claims["claim_id"])))
    keyed = rows.append_column("at", at).filter(at.is_valid())
    keyed = keyed.take(pc.sort_indices(keyed, sort_keys=[(name, "ascending") for name in ("at", *order)]))
    counts = np.bincount(to_numpy(keyed["at"]), minlength=claims.num_rows)[: claims.num_rows]
    offsets: Any = pa.array(np.concatenate([[0], np.cumsum(counts)]).astype(np.int32))
    inner = keyed.drop_columns(["at", "claim_id"])
    structs = pa.StructArray.from_arrays([flat(inner[name]) for name in inner.column_names], names=inner.column_names)
    made: pa.Array[Any] = pa.ListArray.from_arrays(offsets, structs)
    return made


def ids(rows: pa.Table) -> list[str]:
    """The identifiers of claims, in order."""
    return [str(one) for one in rows["claim_id"].to_pylist()]


def to_numpy(column: Any) -> NDArray[Any]:
    """A column as an array; a column of fixed-size lists as a matrix."""
    whole = flat(column)
    if pa.types.is_fixed_size_list(whole.type):
        inner: NDArray[Any] = whole.flatten().to_numpy(zero_copy_only=False)
        return inner.reshape(len(whole), whole.type.list_size)
    made: NDArray[Any] = whole.to_numpy(zero_copy_only=False)
    return made


def _one(claims: pa.Table, rows: pa.Table) -> pa.Array[Any]:
    """The one row of each claim as a struct."""
    found = rows.take(flat(pc.index_in(claims["claim_id"], value_set=flat(rows["claim_id"]))))
    columns = [name for name in rows.column_names if name != "claim_id"]
    return pa.StructArray.from_arrays([flat(found[name]) for name in columns], names=columns)


def filled(found: Any, empty: bool | int = False) -> NDArray[Any]:
    """A column of truth values or whole numbers as an array of its own, with ``empty`` in place of null."""
    values = to_numpy(pc.fill_null(found, empty))
    return np.array(values, bool if isinstance(empty, bool) else np.int64)


def flat(column: Any) -> Any:
    """A column as one array."""
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
