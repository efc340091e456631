"""Word lists: a TSV file each, one entry per line, with a header and an ``origin`` column. Bad lists are refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from types import MappingProxyType

from khabar.errors import SetupError

Row = Mapping[str, str]

COLUMN = re.compile(r"[a-z][a-z0-9_]*")
LOWER_CASE = ("lemma",)
# White space at the edge of a cell, or other than one plain space within it.
IRREGULAR_SPACE = re.compile(r"(?<=[ \t\n]) | (?=[\t\n])|[^\S \t\n]")


def load(name: str) -> tuple[Row, ...]:
    """The rows of the list ``name`` in file order, as read-only mappings by column.

    A list keyed by ``lemma`` holds each lemma once, or once for each ``pos`` where it has that column; any other list
    holds no two rows that differ in their origin alone. Raises SetupError for a list that is missing or malformed.
    """
    try:
        return parse(name, content(name).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise SetupError(f"The word list {name}.tsv cannot be read ({error}). Install Khabar again.") from error


def content(name: str) -> bytes:
    """The bytes of the list ``name``. Raises SetupError where it is missing."""
    try:
        return (files(__name__) / f"{name}.tsv").read_bytes()
    except OSError as error:
        raise SetupError(f"The word list {name}.tsv cannot be read ({error}). Install Khabar again.") from error


def parse(name: str, text: str) -> tuple[Row, ...]:
    """The rows of a word list given as text; ``name`` serves its error messages."""
    lines = text.split("\n")
    columns = _header(name, lines[0])
    if lines.pop():
        raise SetupError(f"The last line of {name}.tsv is not ended.")
    regular = unicodedata.is_normalized("NFC", text) and not IRREGULAR_SPACE.search(text)
    rows = tuple(_rows(name, columns, lines[1:], regular))
    _refuse_duplicates(name, columns, rows)
    return rows


def _header(name: str, line: str) -> tuple[str, ...]:
    columns = tuple(line.split("\t"))
    if len(set(columns)) != len(columns) or not all(COLUMN.fullmatch(c) for c in columns) or columns[-1] != "origin":
        raise SetupError(f"{name}.tsv needs a header of distinct lower-case column names that ends in origin.")
    return columns


def _rows(name: str, columns: Sequence[str], lines: Sequence[str], regular: bool) -> Iterator[Row]:
    """The rows of the lines; where the list as a whole is regular, the spacing of single cells is not looked at."""
    for number, line in enumerate(lines, start=2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise SetupError(f"{name}.tsv, line {number}: {len(cells)} cells under {len(columns)} columns.")
        row = dict(zip(columns, cells, strict=True))
        if wrong := _wrong(row, columns[0]) or (None if regular else _irregular(row)):
            raise SetupError(f"{name}.tsv, line {number}: {wrong}.")
        yield MappingProxyType(row)


def _wrong(row: Row, key: str) -> str | None:
    """What is not as it should be in a row, or None."""
    for column in (key, "origin"):
        if not row[column]:
            return f"{column} is empty"
    for column in LOWER_CASE:
        if column in row and row[column] != row[column].lower():
            return f"{row[column]!r} in {column} is not lower case"
    return None


def _irregular(row: Row) -> str | None:
    """The first cell of a row whose spacing or composition is not normal, in words, or None."""
    for column, cell in row.items():
        if cell != " ".join(unicodedata.normalize("NFC", cell).split()):
            return f"spacing or composition of {cell!r} in {column} is not normal"
    return None


def _refuse_duplicates(name: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    key = [c for c in ("lemma", "pos") if c in columns] if "lemma" in columns else columns[:-1]
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        entry = tuple(row[c] for c in key)
        if entry in seen:
            raise SetupError(f"{name}.tsv holds {' '.join(entry)!r} twice.")
        seen.add(entry)
