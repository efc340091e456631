"""The profiles of an export: who it is for, and so what is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from khabar import schema
from khabar.casebook import Casebook
from khabar.errors import InputError
from khabar.export.handling.hidden import hidden
from khabar.export.handling.levels import SEALED, levels
from khabar.export.handling.public import AREA, AREAS, Public, columns
from khabar.frozen import record


@record(frozen=True, slots=True)
class View:
    """The tables that a profile gives, in their order, how to have one, and what it says of itself."""

    tables: tuple[str, ...]
    table: Callable[[str], pa.Table]
    about: Mapping[str, Any]


def view(book: Casebook, profile: str, until: date) -> View:
    """A casebook as a profile shows it; ``until`` is the last day that may be published.

    Raises InputError for a profile that is none.
    """
    if profile not in PROFILES:
        raise InputError(f"There is no profile {profile!r}. The profiles are: {', '.join(PROFILES)}.")
    return PROFILES[profile](book, until)


def _all(book: Casebook, _: date) -> View:
    return View(book.tables, book.table, {"profile": "all"})


def _working(book: Casebook, _: date) -> View:
    given = levels(book)
    if not given.by_id:
        return View(book.tables, book.table, {"profile": "working", "sealed": 0})
    seen = hidden(book, given, (SEALED,))

    def table(name: str) -> pa.Table:
        return pa.Table.from_pylist(list(seen.rows(name, book.table(name).to_pylist())), schema.TABLES[name].schema)

    sealed = sum(level == SEALED for level in given.by_id.values())
    return View(book.tables, table, {"profile": "working", "sealed": sealed})


def _public(book: Casebook, until: date) -> View:
    given = Public(book, levels(book), until)

    def table(name: str) -> pa.Table:
        return pa.Table.from_pylist(list(given.rows(name)), _schema(name))

    return View(tuple(name for name in book.tables if name in columns()), table, given.about)


def _schema(name: str) -> pa.Schema:
    kept = [field.with_nullable(True) for field in schema.TABLES[name].schema if field.name in columns()[name]]
    area: Iterable[pa.Field[Any]] = [pa.field(column, pa.string()) for column in AREA] if name in AREAS else []
    return pa.schema([*kept, *area])


PROFILES: Mapping[str, Callable[[Casebook, date], View]] = {"working": _working, "public": _public, "all": _all}
