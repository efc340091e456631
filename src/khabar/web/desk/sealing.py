"""What a seal keeps from every view: by the rule of the working export, put into the making of the tables.

Sealed rows are not loaded at all, and words that are sealed are loaded in black, so that no list, count, search, download or
register can show them by accident; what is left says that something is sealed. To see it takes a step of its own, which is
logged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

import duckdb
import pyarrow as pa
from duckdb.func import FunctionNullHandling, PythonUDFType

from khabar import schema
from khabar.casebook import Casebook
from khabar.export.handling.hidden import LISTED, NAMED, OWNERS, hidden
from khabar.export.handling.levels import SEALED, levels
from khabar.export.handling.masks import Masks
from khabar.frozen import record

_GONE = "(SELECT id FROM gone)"
_EVERY = "(SELECT list(id) AS every_gone FROM gone)"
# Of a report that is sealed, its place in the list stays, and nothing that tells what it is.
_TOLD = ("outlet", "title", "byline", "published", "language", "sha256", "text", "source_text", "original_map")


@record(frozen=True, slots=True)
class Seals:
    """What people sealed, by name; the identifiers of all that goes with it; and its words, to be blacked out."""

    named: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    masks: Masks = field(default_factory=lambda: Masks(()))


def sealed(book: Casebook) -> Seals:
    """What people have sealed and not released since, and what that keeps back, as working exports do."""
    given = levels(book)
    named = frozenset(target for target, level in given.by_id.items() if level == SEALED)
    if not named:
        return Seals()
    kept_back = hidden(book, given, (SEALED,))
    return Seals(named, kept_back.gone, kept_back.masks)


def prepare(connection: duckdb.DuckDBPyConnection, seals: Seals, files_of: Mapping[str, str]) -> None:
    """Tell a database what is sealed: the table of what is gone, and the function that blacks out words."""
    connection.execute("CREATE TABLE gone (id VARCHAR)")
    connection.execute("CREATE TABLE blacked (report_id VARCHAR)")
    if seals.gone:
        connection.create_function(
            "masked",
            lambda values: pa.array([seals.masks(value) for value in values.to_pylist()], pa.string()),
            ["VARCHAR"],
            "VARCHAR",
            type=PythonUDFType.ARROW,
            null_handling=FunctionNullHandling.SPECIAL,
        )
        connection.execute("INSERT INTO gone SELECT unnest(?)", [sorted(seals.gone)])
        connection.execute(_BLACKED.format(**files_of))


# The reports that hold words which are blacked out, in their text, their head or their name.
_BLACKED = """
    INSERT INTO blacked SELECT DISTINCT report_id FROM (
        SELECT report_id, concat_ws(chr(10), outlet, title, byline, text, source_text) AS words FROM {reports}
        UNION ALL SELECT report_id, concat_ws(chr(10), path, url) FROM {sightings}
    ) WHERE masked(words) <> words
"""


def open_rows(name: str, source: str, seals: Seals) -> str:
    """A SELECT of the rows of a table that no seal keeps back, their words as they may be seen."""
    if not seals.gone:
        return f"SELECT *{', false AS sealed' if name == 'reports' else ''} FROM {source}"
    told = ", ".join(f"{sql} AS {column}" for column, sql in _columns(name))
    if name == "reports":
        return _reports(source)
    shown = f"SELECT * EXCLUDE (every_gone){f' REPLACE ({told})' if told else ''} FROM {source}, {_EVERY}"
    return f"{shown} WHERE {' AND '.join(_conditions(name)) or 'true'}"


def _conditions(name: str) -> Iterator[str]:
    """What rows must hold to be shown: each of what they belong to, or list as theirs, is there."""
    columns = schema.TABLES[name].schema.names
    owners = ("claim_id",) if name == "claims" else (*OWNERS, *(("entity_id",) if name == "entities" else ()))
    for column in columns:
        if column in owners:
            yield f'("{column}" IS NULL OR "{column}" NOT IN {_GONE})'
        elif column == "members":
            yield f"NOT list_has_any({column}, every_gone)"
        elif column == "quantity_ids":
            yield f"(len({column}) = 0 OR len({_left(column)}) > 0)"


def _columns(name: str) -> Iterator[tuple[str, str]]:
    """The columns that are shown otherwise than they stand, with SQL for how."""
    table = schema.TABLES[name].schema
    for column in table.names:
        if name == "incidents" and column == "label":
            yield column, f"CASE WHEN {_PARTLY} THEN 'partly sealed' ELSE {_black(column, pa.string())} END"
        elif column in LISTED:
            yield column, _left(column)
        elif column in NAMED and not (name == "entities" and column == "entity_id"):
            yield f'"{column}"', f'CASE WHEN "{column}" IN {_GONE} THEN NULL ELSE "{column}" END'
        elif not column.endswith("_id"):
            sql = _black(f'"{column}"', table.field(column).type)
            if sql != f'"{column}"':
                yield f'"{column}"', sql


_PARTLY = "incident_id IN (SELECT incident_id FROM read_claims WHERE claim_id IN (SELECT id FROM gone))"


def _left(column: str) -> str:
    return f"list_filter({column}, lambda one: NOT list_contains(every_gone, one))"


def _black(sql: str, kind: pa.DataType) -> str:
    """SQL for a value with its words blacked out; lists and records are gone through."""
    if pa.types.is_string(kind):
        return f"masked({sql})"
    if pa.types.is_list(kind) and (inner := _black("one", kind.value_type)) != "one":
        return f"list_transform({sql}, lambda one: {inner})"
    if pa.types.is_struct(kind):
        parts = ", ".join(f"'{part.name}': " + _black(f'{sql}."{part.name}"', part.type) for part in kind)
        return f"{{{parts}}}"
    return sql


def _reports(source: str) -> str:
    """Sealed reports with their place in the list alone; of those that hold sealed words, these in black."""
    columns = {one.name: one.type for one in schema.TABLES["reports"].schema}
    black = {name: _black(name, kind) for name, kind in columns.items() if not name.endswith("_id")}
    words = ", ".join(
        f"CASE WHEN report_id IN {_GONE} AND {name in _TOLD} THEN NULL "
        f"WHEN report_id IN (SELECT report_id FROM blacked) THEN {sql} ELSE {name} END AS {name}"
        for name, sql in black.items()
        if name in _TOLD or sql != name
    )
    return f"SELECT * REPLACE ({words}), report_id IN {_GONE} AS sealed FROM {source}"
