"""Values as cells of comma-separated text: nothing in them runs in a spreadsheet, and everything can be had back.

A text that begins with a character that spreadsheets take for a formula, or with an apostrophe, is written with an
apostrophe before it: to have the value back, take away one leading apostrophe. Lists and records are written as JSON,
null as nothing. The characters are those of OWASP's page on CSV injection and their full-width forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

import pyarrow as pa

from khabar.export.reading import json_line

CONVENTION = (
    "UTF-8. A text that begins with one of = + - @ ' (or a full-width form), TAB, CR, LF or NUL is written with an apostrophe "
    "before it: take away one leading apostrophe to have the value back. Lists and records are JSON; null is nothing, and an "
    "empty text two quotation marks."
)

_QUOTE = '"'
_NEEDS_QUOTES = re.compile(r'[,"\r\n]|^\s|\s$')
_RISKY = tuple("=+-@'\t\r\n\0＝＋－＠")


def write_csv(stream: TextIO, columns: Sequence[str], batches: Iterable[pa.RecordBatch]) -> None:
    """Write rows as comma-separated text with a header line."""
    stream.write(line(columns))
    for batch in batches:
        values = [column.to_pylist() for column in batch.columns]
        stream.writelines(line(row) for row in zip(*values, strict=True))


def cell(value: Any) -> str:
    """One value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_RISKY) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    return json_line(value) if isinstance(value, (list, dict)) else str(value)


def line(values: Iterable[Any]) -> str:
    """Values as one line of comma-separated text."""
    return ",".join(_quoted(value) for value in values) + "\n"


def _quoted(value: Any) -> str:
    """A cell in quotes where it needs them. Unlike the csv module, a lone CR does, and an empty text is not a null."""
    text = cell(value)
    return f'"{text.replace(_QUOTE, _QUOTE * 2)}"' if _NEEDS_QUOTES.search(text) or value == "" else text


def value_of(text: str) -> str:
    """The text that a cell was made of."""
    return text[1:] if text.startswith("'") else text
