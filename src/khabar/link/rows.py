"""One row a claim, with its participants, figures, names, place and meaning in it: what the feature step looks at."""

from __future__ import annotations

from collections.abc import Sequence
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
    SELECT p.claim_id, p.role, p.start, p.text, e.entity_id, e.name, e.kind, e.country, e.sector
    FROM participants p LEFT JOIN entities e ON p.entity_id = e.entity_id
    WHERE p.text IS NOT NULL OR p.entity_id IS NOT NULL
"""
NAMES = """
    SELECT c.claim_id, e.name, e.kind, g.name AS place, m.text, m.start
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
FIGURES = """
    SELECT claim_id, quantity_id, attribution_id, start, text, measure, comparator, unit, part_of, earliest, latest,
        low, best, high, scope, population, status
    FROM quantities WHERE claim_id IS NOT NULL
"""


def claim_rows(claims: pa.Table, tables: Tables, engine: Engine) -> pa.Table:
    """The claims, each with what hangs on it.

    Further columns: ``parties``, ``names`` and ``figures`` (lists of structs), ``placed`` (a struct: the row of the
    gazetteer, the day of publication and the words before the trigger), ``meaning`` and ``context`` (lists of int8, 0 where
    there is no vector): the sentence's vector and the mean of the report's.
    """
    known = {**tables, "claims": claims}
    placed = _one(claims, engine.sql(PLACED, known))
    meaning, context = _meanings(claims, tables["vectors"])
    columns = {
        "parties": nest(claims, engine.sql(PARTIES, known), ("role", "start", "entity_id")),
        "names": nest(claims, engine.sql(NAMES, known), ("start", "text", "name", "place")),
        "figures": nest(claims, engine.sql(FIGURES, known), ("start", "measure", "low")),
        "placed": placed,
        "meaning": meaning,
        "context": context,
    }
    for name, column in columns.items():
        claims = claims.append_column(name, column)
    return claims


def nest(claims: pa.Table, rows: pa.Table, order: tuple[str, ...]) -> pa.Array[Any]:
    """The rows of each claim as a list of structs, in an order of their own; those of other claims are left out."""
    at = _flat(pc.index_in(rows["claim_id"], value_set=_flat(claims["claim_id"])))
    keyed = rows.append_column("at", at).filter(at.is_valid())
    keyed = keyed.take(pc.sort_indices(keyed, sort_keys=[(name, "ascending") for name in ("at", *order)]))
    counts = np.bincount(to_numpy(keyed["at"]), minlength=claims.num_rows)[: claims.num_rows]
    offsets: Any = pa.array(np.concatenate([[0], np.cumsum(counts)]).astype(np.int32))
    inner = keyed.drop_columns(["at", "claim_id"])
    structs = pa.StructArray.from_arrays([_flat(inner[name]) for name in inner.column_names], names=inner.column_names)
    made: pa.Array[Any] = pa.ListArray.from_arrays(offsets, structs)
    return made


def ids(rows: pa.Table) -> list[str]:
    """The identifiers of claims, in order."""
    return [str(one) for one in rows["claim_id"].to_pylist()]


def to_numpy(column: Any) -> NDArray[Any]:
    """A column as an array; a column of fixed-size lists as a matrix."""
    flat = _flat(column)
    if pa.types.is_fixed_size_list(flat.type):
        inner: NDArray[Any] = flat.flatten().to_numpy(zero_copy_only=False)
        return inner.reshape(len(flat), flat.type.list_size)
    made: NDArray[Any] = flat.to_numpy(zero_copy_only=False)
    return made


def _one(claims: pa.Table, rows: pa.Table) -> pa.Array[Any]:
    """The one row of each claim as a struct."""
    found = rows.take(_flat(pc.index_in(claims["claim_id"], value_set=_flat(rows["claim_id"]))))
    columns = [name for name in rows.column_names if name != "claim_id"]
    return pa.StructArray.from_arrays([_flat(found[name]) for name in columns], names=columns)


def _meanings(claims: pa.Table, vectors: pa.Table) -> tuple[pa.Array[Any], pa.Array[Any]]:
    """Each claim's sentence vector, and the mean direction of the vectors of its report."""
    values = _matrix(vectors)
    reports = vectors["report_id"].to_pylist()
    starts = [n for n, report in enumerate(reports) if n == 0 or report != reports[n - 1]]
    means = _scaled(np.add.reduceat(values.astype(np.int32), starts, axis=0)) if starts else values
    place = {key: n for n, key in enumerate(zip(reports, vectors["sentence"].to_pylist(), strict=True))}
    wanted = zip(claims["report_id"].to_pylist(), claims["sentence"].to_pylist(), strict=True)
    own = [place.get(key, -1) for key in wanted]
    first = {reports[start]: n for n, start in enumerate(starts)}
    of_report = [first.get(report, -1) for report in claims["report_id"].to_pylist()]
    return _lists(values, own), _lists(means, of_report)


def _matrix(vectors: pa.Table) -> NDArray[np.int8]:
    width = len(vectors["values"][0].as_py() or ()) if vectors.num_rows else 1
    flat: NDArray[Any] = _flat(_flat(vectors["values"]).flatten()).to_numpy(zero_copy_only=False)
    return flat.reshape(vectors.num_rows, width).astype(np.int8)


def _scaled(sums: NDArray[np.int32]) -> NDArray[np.int8]:
    largest = np.maximum(np.abs(sums).max(axis=1, keepdims=True), 1)
    scaled: NDArray[np.int8] = np.rint(sums * (127.0 / largest)).astype(np.int8)
    return scaled


def _lists(values: NDArray[np.int8], rows: Sequence[int]) -> pa.Array[Any]:
    """A fixed-size list for each number of a row; zeros where there is none."""
    width = values.shape[1] if values.size else 1
    padded = np.vstack([values.reshape(-1, width), np.zeros((1, width), np.int8)])
    made: pa.Array[Any] = pa.FixedSizeListArray.from_arrays(
        pa.array(padded[np.array(rows, np.int64)].reshape(-1)), width
    )
    return made


def _flat(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
