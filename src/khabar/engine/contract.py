"""What every engine does: read items, run a step of linking over batches of rows or shares of a task, and run SQL over tables.

The SQL that stages hand over keeps to what the embedded engine and Spark both know: joins, grouping, windows, and
``UNION ALL``, without functions of one dialect. Rows come back in no particular order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol, TypeVar, runtime_checkable

import pyarrow as pa

from khabar.engine.outcome import Item, Outcome, Result

Share = TypeVar("Share")
Made = TypeVar("Made")
Step = Callable[[pa.Table], pa.Table]

ROWS_AT_ONCE = 8192


def batches(rows: pa.Table) -> Iterator[pa.Table]:
    """The rows as a step sees them, in order; an empty table is one batch, so that the columns of what it gives are known."""
    for start in range(0, max(rows.num_rows, 1), ROWS_AT_ONCE):
        yield rows.slice(start, ROWS_AT_ONCE)


class Engine(Protocol):
    """Where reading and the steps of linking run; ``workers`` is how many items it reads at a time."""

    workers: int

    def row_hash(self, columns: Iterable[str]) -> str:
        """The SQL of this engine for a number of 64 bits that changes with any of some columns, and with whether it is null.

        The numbers of two engines differ.
        """

    def map_readings(
        self,
        items: Iterable[Item],
        function: Callable[[Item], Result],
        *,
        initializer: Callable[[], object] | None = None,
    ) -> Iterator[Outcome[Item, Result]]:
        """The outcome of a function for each item, in no particular order; items are drawn as they are needed.

        ``function`` and ``initializer``, which is called before it in every process and remembers what it has loaded,
        must be importable by name, or partial objects of such.
        """

    def map_batches(self, step: Step, rows: pa.Table) -> pa.Table:
        """The rows that ``step`` gives for every batch of ``rows``; a step looks at one row at a time."""

    def map_shares(self, work: Callable[[Share], Made], shares: Iterable[Share]) -> Iterator[Made]:
        """What ``work`` makes of each share of a task, in order; shares are drawn as they are needed.

        ``work`` must be importable by name, or a partial object of such.
        """

    def sql(self, query: str, tables: Mapping[str, pa.Table]) -> pa.Table:
        """The rows of one SELECT over the tables."""


@runtime_checkable
class Fetching(Protocol):
    """An engine that reads files where this machine cannot."""

    def fetch(self, address: str, folder: Path) -> Path:
        """The file or folder at an address, copied below ``folder``. Raises InputError where there is none."""
