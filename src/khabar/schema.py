"""The casebook's tables as Arrow schemas, derived from the records.

``TABLES`` maps each table's name to its record, its sort key and its schema. The version rises with any change that an
older program could misread.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from khabar import records
from khabar.frozen import record

VERSION = 1


@record(frozen=True, slots=True)
class Table:
    """One table of the casebook: its record, the columns that order and identify its rows, and its Arrow schema."""

    name: str
    record: type
    key: tuple[str, ...]
    schema: pa.Schema

    def rows(self, items: Iterable[Any]) -> pa.Table:
        """An Arrow table of records, sorted by key and then by every other column, without repeated rows."""
        by_key: dict[tuple[tuple[bool, Any], ...], list[dict[str, Any]]] = {}
        for row in map(row_of, items):
            by_key.setdefault(tuple([_sortable(row[name]) for name in self.key]), []).append(row)
        ordered = [row for key in sorted(by_key) for row in _apart(by_key[key])]
        return pa.Table.from_pylist(ordered, schema=self.schema)

    def in_order(self, batches: Iterable[pa.Table]) -> pa.Table:
        """One table of many, sorted by key with null first; rows of equal keys keep their order."""
        rows = pa.concat_tables([self.schema.empty_table(), *batches])
        keys: dict[str, Any] = {}
        for column in self.key:
            keys[f"{column} given"] = pc.is_valid(rows[column])
            keys[column] = rows[column]
        return rows.take(pc.sort_indices(pa.table(keys), sort_keys=[(name, "ascending") for name in keys]))


def row_of(record: Any) -> dict[str, Any]:
    """A record as a row: as :func:`dataclasses.asdict` has it, without copying what holds no record."""
    return {
        name: _inner(getattr(record, name)) if nested else getattr(record, name)
        for name, nested in _columns(record.__class__)
    }


def _inner(value: Any) -> Any:
    return tuple(map(row_of, value)) if isinstance(value, tuple) else value if value is None else row_of(value)


@cache
def _columns(record: type) -> tuple[tuple[str, bool], ...]:
    """The fields of a record, and which of them hold records."""
    return tuple((field.name, _holds_structs(field.type)) for field in arrow_schema(record))


def _holds_structs(kind: pa.DataType) -> bool:
    return pa.types.is_struct(kind.value_type if pa.types.is_list(kind) else kind)


def _apart(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of one key in order, each once; nearly always it is a single one."""
    if len(rows) == 1:
        return rows
    unique = {repr(row): row for row in rows}
    return [unique[told] for told in sorted(unique)]


def _sortable(value: Any) -> tuple[bool, Any]:
    return (value is not None, value if value is not None else 0)


def arrow_type(annotation: Any) -> pa.DataType:
    """The Arrow type of a record field's annotation. Raises TypeError for one the casebook has no type for."""
    simple: dict[Any, pa.DataType] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    simple[records.Byte] = pa.int8()
    if annotation in simple:
        return simple[annotation]
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        (inner,) = [a for a in typing.get_args(annotation) if a is not types.NoneType]
        return arrow_type(inner)
    if typing.get_origin(annotation) is tuple:
        return pa.list_(arrow_type(typing.get_args(annotation)[0]))
    if is_dataclass(annotation) and isinstance(annotation, type):
        return pa.struct(list(arrow_schema(annotation)))
    raise TypeError(f"no Arrow type for {annotation!r}")


def arrow_schema(record: type) -> pa.Schema:
    """The Arrow schema of a record; a field is nullable where its annotation allows None."""
    hints = typing.get_type_hints(record)
    return pa.schema([_field(f.name, hints[f.name]) for f in fields(record)])


def _field(name: str, annotation: Any) -> pa.Field[Any]:
    nullable = types.NoneType in typing.get_args(annotation)
    return pa.field(name, arrow_type(annotation), nullable=nullable)


def _table(name: str, record: type, *key: str) -> Table:
    return Table(name, record, key, arrow_schema(record))


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        _table("reports", records.Report, "report_id"),
        _table("sightings", records.Sighting, "report_id", "path", "url"),
        _table("locators", records.Locator, "report_id", "start", "end", "kind"),
        _table("segments", records.Segment, "report_id", "segment"),
        _table("sentences", records.Sentence, "report_id", "sentence"),
        _table("vectors", records.Vector, "report_id", "sentence"),
        _table("mentions", records.Mention, "mention_id"),
        _table("entities", records.Entity, "entity_id"),
        _table("claims", records.Claim, "claim_id"),
        _table("participants", records.Participant, "claim_id", "role", "start", "end"),
        _table("holders", records.Holder, "claim_id", "depth"),
        _table("attributions", records.Attribution, "attribution_id"),
        _table("quantities", records.Quantity, "quantity_id"),
        _table("dates", records.DateMention, "report_id", "start", "end"),
        _table("places", records.PlaceMention, "report_id", "start", "end"),
        _table("gazetteer", records.GazetteerPlace, "place_id"),
        _table("incidents", records.Incident, "incident_id"),
        _table("tolls", records.Toll, "incident_id", "measure", "population"),
        _table("links", records.Link, "left_claim_id", "right_claim_id"),
        _table("relations", records.Relation, "relation_id"),
        _table("borrowings", records.Borrowing, "from_report_id", "to_report_id", "origin", "kind"),
        _table("judgements", records.Judgement, "seq"),
        _table("renames", records.Rename, "old"),
        _table("issues", records.Issue, "report_id", "start", "end", "stage", "code"),
    )
}

READING_TABLES = (
    "segments",
    "locators",
    "sentences",
    "vectors",
    "mentions",
    "entities",
    "claims",
    "participants",
    "holders",
    "attributions",
    "quantities",
    "dates",
    "places",
    "gazetteer",
    "issues",
)


def empty(name: str) -> pa.Table:
    """An empty table of the casebook."""
    return TABLES[name].schema.empty_table()
