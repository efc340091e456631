"""Dumps: files that hold many reports, one in each line or row. They are read as a stream, whatever their size."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from khabar import issues
from khabar.errors import ReportError
from khabar.ingest import decode, webpage
from khabar.ingest.columns import Columns, guess
from khabar.ingest.limits import DEFAULT
from khabar.ingest.record import from_record
from khabar.records import Issue, Refusal, Source

STAGE = "ingest"
_SAMPLE = 1_000_000
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Row:
    """One line or row of a dump by its number, from 1.

    ``fields`` is None where it could not be read, for ``why``; ``data`` is then the row as it stood in the file.
    """

    number: int
    fields: Mapping[str, object] | None
    why: str = ""
    data: bytes = b""


def reports(
    name: str, form: str, stream: IO[bytes], columns: Columns | None, longest: int = DEFAULT.file
) -> Iterator[Source | Issue]:
    """The sources in a dump, with a note on which columns were taken for what; rows that hold none are refused.

    Raises ReportError (``too_large``, ``malformed``) for a row of more than ``longest`` bytes, and for what is no dump.
    """
    told = columns is not None
    for row in READERS[form](stream, longest):
        if row.fields is None:
            refusal = Refusal("row_unread", f"row {row.number}: {row.why}")
            yield Source(f"{name}#{row.number}", row.data, "bytes", refusal=refusal)
            continue
        chosen = columns if columns is not None else guess(tuple(row.fields))
        if not told:
            yield _guessed(name, chosen, row.fields)
            told = True
        yield _source(name, row.number, row.fields, chosen)


def _source(name: str, number: int, fields: Mapping[str, object], chosen: Columns) -> Source:
    try:
        source = from_record({field: fields.get(column) for field, column in chosen.items()})
    except ReportError as error:
        refusal = Refusal(error.code, f"row {number}: {error}")
        return Source(f"{name}#{number}", _written(fields), "bytes", refusal=refusal)
    form = "html" if webpage.looks_like(str(fields[chosen["text"]])) else "record"
    return Source(f"{name}#{number}", source.data, form, source.metadata)


def _written(value: object) -> bytes:
    """What was read of a row, as JSON: for rows whose own bytes are not at hand."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")


# ------------------------------------------------------------------ columns


def _guessed(name: str, chosen: Columns, fields: Mapping[str, object]) -> Issue:
    if "text" not in chosen:
        message = f"{name}: none of the columns {', '.join(map(str, fields))[:300]} is known to hold the text; name it"
        return issues.error(STAGE, "no_text_column", None, None, None, message)
    pairs = ", ".join(f"{field} from {column!r}" for field, column in sorted(chosen.items()))
    left = sorted(set(map(str, fields)) - set(chosen.values()))
    rest = f"; not used: {', '.join(left)[:300]}" if left else ""
    return Issue(STAGE, "columns_guessed", "note", message=f"{name}: {pairs}{rest}")


# ------------------------------------------------------------------ JSON


def json_lines(stream: IO[bytes], longest: int) -> Iterator[Row]:
    """The objects in JSON Lines. Lines end in line feeds alone: other line breaks may stand within a string."""
    number = 0
    while line := stream.readline(longest):
        number += 1
        if len(line) >= longest and not line.endswith(b"\n"):
            raise ReportError("too_large", f"its line {number} is longer than {longest:,} bytes, the limit called file")
        if line.strip():
            yield _json_row(number, line.removeprefix(b"\xef\xbb\xbf"))


def json_array(stream: IO[bytes], longest: int) -> Iterator[Row]:
    """The objects in one JSON array, or one object by itself; JSON Lines under the wrong name are read as such."""
    data = stream.read(longest + 1)
    if len(data) > longest:
        raise ReportError(
            "too_large", f"it is longer than {longest:,} bytes, the limit called file; make it JSON Lines"
        )
    value, why = parse_json(data.removeprefix(b"\xef\xbb\xbf"))
    if why and data.count(b"\n") > 1:
        yield from json_lines(io.BytesIO(data), longest)
    elif why:
        raise ReportError("malformed", why)
    else:
        items = value if isinstance(value, list) else [value]
        yield from (
            _object_row(number, item, b"" if isinstance(item, dict) else _written(item))
            for number, item in enumerate(items, start=1)
        )


def _json_row(number: int, line: bytes) -> Row:
    value, why = parse_json(line)
    return Row(number, None, why, line) if why else _object_row(number, value, line)


def _object_row(number: int, value: object, line: bytes) -> Row:
    return Row(number, value) if isinstance(value, dict) else Row(number, None, "it is not a JSON object", line)


def parse_json(data: bytes) -> tuple[object, str]:
    """The value of a JSON text, and why it has none. Numbers too long for a machine stay as they are written."""
    try:
        return json.loads(_json_text(data), parse_int=_whole), ""
    except (ValueError, RecursionError, ReportError) as error:
        return None, f"it is not JSON: {error}"


def _json_text(data: bytes) -> str:
    """JSON is UTF-8 by its standard; what is not is read as well as it can be."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return decode.decode(data).text


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) < 1000 else digits


# ------------------------------------------------------------------ tables


def separated(stream: IO[bytes], longest: int) -> Iterator[Row]:
    """The rows of a table with commas, semicolons, tabs or bars between its cells; its first row names the columns."""
    sample = stream.read(_SAMPLE)
    name = _encoding(sample)
    stream.seek(0)
    # Python refuses cells over 131,072 characters unless told otherwise, and can only be told for the whole process.
    csv.field_size_limit(longest)
    errors = "surrogateescape" if name == "utf-8" else "replace"
    with io.TextIOWrapper(stream, encoding=name, errors=errors, newline="") as lines:
        yield from _table(csv.reader(_unmarked(lines), delimiter=_delimiter(sample.decode(name, "replace"))))


def _encoding(sample: bytes) -> str:
    head = sample if len(sample) < _SAMPLE else sample[: sample.rfind(b"\n") + 1] or sample
    name = decode.decode(head).encoding
    return "utf-8" if name.startswith("utf-8") else name


def _unmarked(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield line if number else line.removeprefix("\ufeff")


def _delimiter(sample: str) -> str:
    header = sample.split("\n", 1)[0]
    return max(_DELIMITERS, key=lambda mark: (header.count(mark), -_DELIMITERS.index(mark)))


def _table(rows: Iterator[list[str]]) -> Iterator[Row]:
    header: list[str] | None = None
    number = 0
    while True:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise ReportError("malformed", f"its row {number} is no row of a table: {error}") from error
        if header is None:
            header = cells
        elif cells:
            yield _table_row(number, header, cells)


def _table_row(number: int, header: list[str], cells: list[str]) -> Row:
    if len(cells) > len(header) and any(cells[len(header) :]):
        return Row(number, None, f"it has {len(cells)} cells under {len(header)} columns", _written(cells))
    return Row(number, dict(zip(header, map(_stray_bytes, cells), strict=False)))


def _stray_bytes(cell: str) -> str:
    """A cell with its bytes that were not UTF-8 read as best they can be."""
    if cell.isascii():
        return cell
    data = cell.encode("utf-8", "surrogateescape")
    return decode.decode(data).text


READERS: Mapping[str, Callable[[IO[bytes], int], Iterator[Row]]] = {
    "jsonl": json_lines,
    "json": json_array,
    "csv": separated,
}
