"""The engine of one machine: steps in this process, SQL in the embedded database."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import ClassVar

import duckdb
import pyarrow as pa

from khabar.engine import sql
from khabar.engine.contract import Step

ROWS_AT_ONCE = 8192


class Embedded:
    """Runs linking here; fulfils :class:`khabar.engine.contract.Engine`."""

    row_hash: ClassVar[str] = "hash"

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        return sql.connect({})

    def map_batches(self, step: Step, rows: pa.Table) -> pa.Table:
        """Every batch through ``step``, in order; an empty table counts as one batch, so that its columns are known."""
        starts = range(0, max(rows.num_rows, 1), ROWS_AT_ONCE)
        return pa.concat_tables([step(rows.slice(start, ROWS_AT_ONCE)) for start in starts])

    def sql(self, query: str, tables: Mapping[str, pa.Table]) -> pa.Table:
        """The rows of one SELECT."""
        return sql.answer(self._connection, query, tables)
