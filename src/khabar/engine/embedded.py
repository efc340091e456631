"""The engine of one machine: steps in this process, SQL in the embedded database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

import duckdb
import pyarrow as pa

from khabar.engine import sql
from khabar.engine.contract import Made, Share, Step, batches


class Embedded:
    """Runs linking here; fulfils :class:`khabar.engine.contract.Engine`."""

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        return sql.connect({})

    def row_hash(self, columns: Iterable[str]) -> str:
        """A number for some columns; null has one of its own."""
        return f"hash({', '.join(columns)})"

    def map_batches(self, step: Step, rows: pa.Table) -> pa.Table:
        """The rows that ``step`` gives for every batch, in order."""
        return pa.concat_tables([step(batch) for batch in batches(rows)])

    def map_shares(self, work: Callable[[Share], Made], shares: Iterable[Share]) -> Iterator[Made]:
        """What ``work`` makes of each share, in order."""
        return map(work, shares)

    def sql(self, query: str, tables: Mapping[str, pa.Table]) -> pa.Table:
        """The rows of one SELECT."""
        return sql.answer(self._connection, query, tables)
