"""Parquet files whose bytes depend on their rows alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from khabar import schema
from khabar.casebook.layout import part, sync

ROWS = 16_384
BUFFER = 1_000_000


@contextmanager
def table_writer(generation: Path, name: str) -> Iterator[pq.ParquetWriter]:
    """A writer of one table of a generation; the file is on disk when the block ends."""
    path = part(generation, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    table = schema.TABLES[name]
    # Columns are written in small pieces; they reach the disk together.
    with (
        pa.output_stream(str(path), buffer_size=BUFFER) as stream,
        pq.ParquetWriter(stream, table.schema, version="2.6", compression="zstd", compression_level=3) as writer,
    ):
        yield writer
    sync(path)
    sync(path.parent)


def write_table(generation: Path, name: str, rows: pa.Table) -> None:
    """Write a whole table, whose rows are sorted already; how it lies in memory leaves no trace in the file."""
    with table_writer(generation, name) as writer:
        for start in range(0, max(rows.num_rows, 1), ROWS):
            writer.write_table(rows.slice(start, ROWS).combine_chunks(), row_group_size=ROWS)


def read_table(generation: Path, name: str, left_out: Collection[str] = ()) -> pa.Table:
    """A table of a generation, whole but for the columns left out."""
    table = schema.TABLES[name].schema
    return pq.read_table(part(generation, name), schema=table, columns=[n for n in table.names if n not in left_out])
