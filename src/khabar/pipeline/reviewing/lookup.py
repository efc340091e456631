"""Rows of a casebook by their identifiers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from khabar.casebook import Casebook


def rows_with(book: Casebook, table: str, column: str, values: Iterable[str]) -> list[dict[str, Any]]:
    """The rows of a table whose column holds one of some values."""
    listed = ", ".join(quoted(value) for value in sorted(set(values)))
    return book.sql(f"SELECT * FROM {table} WHERE {column} IN ({listed})").to_pylist() if listed else []


def texts_of(book: Casebook, reports: Iterable[str]) -> dict[str, str]:
    """The texts of reports by identifier; those that are not there are left out."""
    return {row["report_id"]: row["text"] for row in rows_with(book, "reports", "report_id", reports)}


def quoted(value: str) -> str:
    """A value as an SQL literal."""
    return "'" + value.replace("'", "''") + "'"
