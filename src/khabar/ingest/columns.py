"""Which column of a dump, or name in front matter, holds what."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from khabar.ingest import lists

# From a field of a record to the column that holds it.
Columns = Mapping[str, str]


@lru_cache(maxsize=16)
def guess(fields: Mapping[str, object]) -> Columns:
    """Which column holds which field, by the common names of columns; the list's order says which name is better."""
    by_name = {
        column.strip().casefold().replace(" ", "_").replace("-", "_"): column for column in reversed(list(fields))
    }
    chosen: dict[str, str] = {}
    for row in lists.table("columns"):
        if row["field"] not in chosen and row["column"] in by_name:
            chosen[row["field"]] = by_name[row["column"]]
    return chosen
