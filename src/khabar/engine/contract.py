"""What every engine does for linking: run a step over batches of rows, and run SQL over named tables.

The SQL that stages hand over keeps to what the embedded engine and Spark both know: joins, grouping, windows, and
``UNION ALL``, without functions of one dialect. Rows come back in no particular order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

import pyarrow as pa

Step = Callable[[pa.Table], pa.Table]


class Engine(Protocol):
    """Where the steps of linking run."""

    def map_batches(self, step: Step, rows: pa.Table) -> pa.Table:
        """The rows that ``step`` gives for every batch of ``rows``; a step looks at one row at a time."""

    def sql(self, query: str, tables: Mapping[str, pa.Table]) -> pa.Table:
        """The rows of one SELECT over the tables."""
