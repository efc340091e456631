"""The tables of linking for some claims alone, so that what touches few of them costs little."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from khabar.link.linked import Tables
from khabar.link.rows import flat

BY_REPORT = ("reports", "segments", "sentences", "mentions", "attributions", "places")
BY_CLAIM = ("participants", "holders")


def narrowed(tables: Tables, claims: pa.Table) -> dict[str, pa.Table]:
    """The tables with the rows that some claims need: their own, those of their reports, and what these name."""
    reports = claims["report_id"].unique()
    found = {**tables, "claims": claims}
    found |= {name: among(tables[name], "report_id", reports) for name in BY_REPORT}
    found |= {name: among(tables[name], "claim_id", claims["claim_id"]) for name in BY_CLAIM}
    figures = among(tables["quantities"], "report_id", reports)
    own = pc.is_in(figures["claim_id"], flat(claims["claim_id"]))
    found["quantities"] = figures.filter(pc.or_(own, pc.is_null(figures["claim_id"])))
    named = [found[name]["entity_id"] for name in (*BY_CLAIM, "mentions")]
    found["entities"] = among(tables["entities"], "entity_id", _all(named))
    found["gazetteer"] = among(tables["gazetteer"], "place_id", _all([claims["place_id"], found["places"]["place_id"]]))
    return found


def among(
    table: pa.Table, column: str, names: pa.ChunkedArray[pa.StringScalar] | pa.Array[pa.StringScalar]
) -> pa.Table:
    """The rows whose column holds one of some names."""
    return table.filter(pc.is_in(table[column], flat(names)))


def _all(columns: list[pa.ChunkedArray[pa.StringScalar]]) -> pa.ChunkedArray[pa.StringScalar]:
    return pa.chunked_array([chunk for column in columns for chunk in column.chunks], pa.string()).unique()
