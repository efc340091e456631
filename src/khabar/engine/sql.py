"""Embedded SQL over named tables: in memory, one statement, nothing on disk within reach."""

from __future__ import annotations

import re
from collections.abc import Mapping

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from khabar.errors import InputError

_READS = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
_RESERVED = 'Words that SQL reserves need double quotes when they name a column, such as "end".'


def query(sql: str, tables: Mapping[str, pa.Table | ds.Dataset], limit: int | None = None) -> pa.Table:
    """The rows that one SELECT gives, at most ``limit`` of them. Raises InputError for a statement that is not one."""
    with connect(tables) as connection:
        _check(connection, sql)
        try:
            relation = connection.sql(sql)
            rows: pa.Table = (relation if limit is None else relation.limit(limit)).to_arrow_table()
        except duckdb.Error as error:
            raise InputError(f"The query cannot be run. {_explained(error)}") from error
        return rows


def connect(tables: Mapping[str, pa.Table | ds.Dataset]) -> duckdb.DuckDBPyConnection:
    """A connection that sees the tables it is given, and neither files, network, extensions nor Python variables."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": "",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "python_enable_replacements": "false",
    }
    connection = duckdb.connect(":memory:", config=config)
    for name, table in tables.items():
        connection.register(name, table)
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def answer(connection: duckdb.DuckDBPyConnection, sql: str, tables: Mapping[str, pa.Table]) -> pa.Table:
    """The rows that a query of our own gives over the tables that it names, which the connection sees for its sake alone."""
    named = named_in(sql, tables)
    for name, table in named.items():
        connection.register(name, table)
    try:
        rows: pa.Table = connection.sql(sql).to_arrow_table()
        return rows
    finally:
        for name in named:
            connection.unregister(name)


def named_in(sql: str, tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """Those of some tables whose names stand in a query, in order of name."""
    return {name: tables[name] for name in sorted(set(re.findall(r"\w+", sql)) & set(tables))}


def _check(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise InputError(f"The query cannot be read. {_explained(error)}") from error
    if len(statements) != 1:
        raise InputError(f"Give one SELECT statement; this has {len(statements)}.")
    if statements[0].type not in _READS:
        raise InputError("A casebook is only read: give a SELECT statement. Nothing was changed.")


def _explained(error: duckdb.Error) -> str:
    message = str(error).strip()
    return f"{message}\n{_RESERVED}" if "syntax error" in message else message
