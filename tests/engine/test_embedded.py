from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from khabar.engine.contract import ROWS_AT_ONCE
from khabar.engine.embedded import Embedded


def test_every_row_passes_through_a_step_once_and_in_order() -> None:
    rows = pa.table({"n": range(2 * ROWS_AT_ONCE + 1)})
    doubled = Embedded().map_batches(lambda batch: pa.table({"n": pc.multiply(batch["n"], 2)}), rows)
    assert doubled["n"].to_pylist() == [2 * n for n in range(rows.num_rows)]


def test_a_step_sees_an_empty_table_so_that_its_columns_are_known() -> None:
    rows = pa.table({"n": pa.array([], pa.int64())})
    assert Embedded().map_batches(lambda batch: batch.rename_columns(["m"]), rows).column_names == ["m"]


def test_sql_sees_the_tables_it_is_given() -> None:
    found = Embedded().sql(
        "SELECT l.n FROM l JOIN r ON l.n = r.n", {"l": pa.table({"n": [1, 2]}), "r": pa.table({"n": [2]})}
    )
    assert found["n"].to_pylist() == [2]
