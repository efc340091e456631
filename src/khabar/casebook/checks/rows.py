"""SQL over one generation for the checks: one connection, rows as tuples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb

from khabar import schema


class Rows:
    """The tables of a generation, asked by SQL."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def ask(self, sql: str, parameters: list[Any] | None = None) -> Iterator[tuple[Any, ...]]:
        """The rows that a query gives."""
        cursor = self._connection.execute(sql, parameters)
        while rows := cursor.fetchmany(10_000):
            yield from rows


def key_of(table: str, alias: str = "t") -> str:
    """An SQL expression for the key of a row, in words."""
    columns = ", ".join(f'{alias}."{column}"' for column in schema.TABLES[table].key)
    return f"concat_ws(' ', {columns})"
