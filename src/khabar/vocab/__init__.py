"""Word lists: a TSV file each, one entry per line, with a header and an ``origin`` column. Bad lists are refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from khabar.errors import SetupError

Row = Mapping[str, str]

COLUMN = re.compile(r"[a-z][a-z0-9_]*")
LOWER_CASE = ("lemma",)
# White space at the edge of a cell, or other than one plain space within it.
IRREGULAR_SPACE = (
    *("  ", "\t ", "\n ", " \t", " \n"),
    *"\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a",
    *"\u2028\u2029\u202f\u205f\u3000",
)


def load(name: str) -> tuple[Row, ...]:
    """The rows of the list ``name`` in file order, as read-only mappings by column.

    A list keyed by ``lemma`` holds each lemma once, or once for each ``pos`` where it has that column; any other list
    holds no two rows that differ in their origin alone. Raises SetupError for a list that is missing or malformed.
    """
    return parse(name, _text(name))


# The same, kept in memory: for a list of which now one part and now another is asked for.
kept = cache(load)


@cache
def words(name: str, column: str) -> frozenset[str]:
    """What stands in one column of a list."""
    columns, cells = _cells(name, _text(name))
    at = columns.index(column)
    return frozenset([row[at] for row in cells])


def content(name: str) -> bytes:
    """The bytes of the list ``name``. Raises SetupError where it is missing."""
    try:
        return (files(__name__) / f"{name}.tsv").read_bytes()
    except OSError as error:
        raise SetupError(f"The word list {name}.tsv cannot be read ({error}). Install Khabar again.") from error


def _text(name: str) -> str:
    try:
        return content(name).decode("utf-8")
    except UnicodeDecodeError as error:
        raise SetupError(f"The word list {name}.tsv cannot be read ({error}). Install Khabar again.") from error


def parse(name: str, text: str) -> tuple[Row, ...]:
    """The rows of a word list given as text; ``name`` serves its error messages."""
    columns, cells = _cells(name, text)
    return tuple([MappingProxyType(dict(zip(columns, row, strict=True))) for row in cells])


def _cells(name: str, text: str) -> tuple[tuple[str, ...], list[list[str]]]:
    """The columns of a word list, and the cells of each of its rows."""
    lines = text.split("\n")
    columns = _header(name, lines[0])
    if lines.pop():
        raise SetupError(f"The last line of {name}.tsv is not ended.")
    cells = [line.split("\t") for line in lines[1:]]
    regular = unicodedata.is_normalized("NFC", text) and not any(space in text for space in IRREGULAR_SPACE)
    if not regular or not _sound(columns, cells):
        _refuse(name, columns, cells, regular)
    return columns, cells


def _sound(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> bool:
    """Whether nothing but spacing can be wrong in a list: one look at all of it, since lists are read at every start."""
    if set(map(len, cells)) - {len(columns)} or not all(row[0] and row[-1] for row in cells):
        return False
    lower = "\n".join(row[at] for at, column in enumerate(columns) if column in LOWER_CASE for row in cells)
    return lower == lower.lower() and len(set(_keys(columns, cells))) == len(cells)


def _keys(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """What no two rows of a list may share: all but the origin, or the lemma with its part of speech."""
    if "lemma" not in columns:
        return (tuple(row[:-1]) for row in cells)
    lemma, pos = columns.index("lemma"), columns.index("pos") if "pos" in columns else None
    return ((row[lemma],) if pos is None else (row[lemma], row[pos]) for row in cells)


def _refuse(name: str, columns: Sequence[str], cells: Sequence[Sequence[str]], regular: bool) -> None:
    """Raise SetupError for the first row with a fault; where the list as a whole is regular, spacing is not looked at."""
    for number, row in enumerate(cells, start=2):
        if len(row) != len(columns):
            raise SetupError(f"{name}.tsv, line {number}: {len(row)} cells under {len(columns)} columns.")
        filled = dict(zip(columns, row, strict=True))
        if wrong := _wrong(filled, columns[0]) or (None if regular else _irregular(filled)):
            raise SetupError(f"{name}.tsv, line {number}: {wrong}.")
    seen: set[tuple[str, ...]] = set()
    for entry in _keys(columns, cells):
        if entry in seen:
            raise SetupError(f"{name}.tsv holds {' '.join(entry)!r} twice.")
        seen.add(entry)


def _header(name: str, line: str) -> tuple[str, ...]:
    columns = tuple(line.split("\t"))
    if len(set(columns)) != len(columns) or not all(COLUMN.fullmatch(c) for c in columns) or columns[-1] != "origin":
        raise SetupError(f"{name}.tsv needs a header of distinct lower-case column names that ends in origin.")
    return columns


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
