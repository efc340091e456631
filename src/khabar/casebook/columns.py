"""What one reading adds to the tables of a casebook, as columns: made once, and laid end to end by every build."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from khabar import schema
from khabar.frozen import record
from khabar.records import Issue, Reading

NAMES = ("reports", *schema.READING_TABLES)
# One row for each reading, with the rows that it adds to each table in that table's column.
SHAPE = pa.schema([pa.field(name, pa.list_(pa.struct(list(schema.TABLES[name].schema)))) for name in NAMES])


@record(frozen=True, slots=True)
class Rows:
    """The rows that a reading adds to each table, in the order of the table's key."""

    batch: pa.RecordBatch

    def table(self, name: str) -> pa.Table:
        """The rows of one table."""
        return together([self], name)

    @property
    def status(self) -> str:
        """How much of the report was read: ok, partial or rejected."""
        return str(self.table("reports")["status"][0].as_py())

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What was doubted while it was read."""
        return tuple(Issue(**row) for row in self.table("issues").to_pylist())


def rows_of(reading: Reading) -> Rows:
    """A reading as rows."""
    found = {"reports": (reading.report,), **{name: getattr(reading, name) for name in schema.READING_TABLES}}
    return Rows(pa.record_batch([_held(schema.TABLES[name].rows(found[name])) for name in NAMES], schema=SHAPE))


def together(readings: Sequence[Rows], name: str) -> pa.Table:
    """The rows that some readings add to one table, one reading after the other."""
    kind = SHAPE.field(name).type
    column = pa.chunked_array([one.batch[name] for one in readings], kind)
    rows: Any = pc.list_flatten(column)
    return pa.Table.from_struct_array(rows).cast(schema.TABLES[name].schema).combine_chunks()


def _held(table: pa.Table) -> pa.Array[Any]:
    """A table as one list of rows."""
    columns = [column.combine_chunks() for column in table.columns]
    rows = pa.StructArray.from_arrays(columns, fields=list(table.schema))
    return pa.ListArray.from_arrays(pa.array([0, table.num_rows], pa.int32()), rows)


@cache
def shape() -> str:
    """The names and types of all columns, as text."""
    return str(SHAPE.to_string(truncate_metadata=False))
