"""Word lists as data: tab-separated files with a header, one entry a line, each with its origin.

The first column is the entry. A file in which an entry stands twice (with the same value in every other key column), is
not trimmed, or lacks a cell is refused, so that a mistyped line cannot be lost in silence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from khabar.errors import SetupError

Row = Mapping[str, str]


@cache
def load(name: str) -> tuple[Row, ...]:
    """The entries of ``<name>.tsv`` in file order, by column name. Raises SetupError for a file that breaks the rules."""
    return parse(name, _bytes(name).decode("utf-8"))


def parse(name: str, text: str) -> tuple[Row, ...]:
    """The entries of a word list's text; lines that begin with ``#`` are remarks."""
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line and not line.startswith("#")]
    if not lines:
        raise SetupError(f"{name}.tsv is empty")
    header = tuple(lines[0][1].split("\t"))
    if len(set(header)) != len(header) or "origin" not in header:
        raise SetupError(f"{name}.tsv: the header needs distinct columns, one of them 'origin'")
    rows = tuple(_row(name, header, n, line) for n, line in lines[1:])
    _refuse_repeats(name, rows)
    return rows


def version() -> str:
    """A hash over all word lists, part of the key under which readings are kept."""
    digest = hashlib.sha256()
    for path in sorted(files(__package__).iterdir(), key=lambda p: p.name):
        if path.name.endswith(".tsv"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _bytes(name: str) -> bytes:
    try:
        return (files(__package__) / f"{name}.tsv").read_bytes()
    except FileNotFoundError as missing:
        raise SetupError(f"the word list {name}.tsv is missing from this installation; install khabar again") from missing


def _row(name: str, header: tuple[str, ...], number: int, line: str) -> Row:
    cells = line.split("\t")
    if len(cells) != len(header):
        raise SetupError(f"{name}.tsv, line {number}: {len(cells)} cells where the header has {len(header)}")
    if any(cell != cell.strip() for cell in cells) or not cells[0]:
        raise SetupError(f"{name}.tsv, line {number}: an empty entry, or blanks around a cell")
    return dict(zip(header, cells, strict=True))


def _refuse_repeats(name: str, rows: tuple[Row, ...]) -> None:
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        key = tuple(value for column, value in row.items() if column != "origin")
        if key in seen:
            raise SetupError(f"{name}.tsv: the entry {key[0]!r} stands twice")
        seen.add(key)
