"""Dumps: files that hold many reports, one in each line or row. They are read as a stream, whatever their size."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import IO

from khabar.errors import ReportError
from khabar.frozen import record
from khabar.ingest import decode, layouts, webpage
from khabar.ingest.columns import Columns, guess
from khabar.ingest.layouts import Layout
from khabar.ingest.limits import DEFAULT
from khabar.ingest.record import from_record
from khabar.records import Issue, Refusal, Source

STAGE = "ingest"
_SAMPLE = 1_000_000
ROWS_AT_ONCE = 64
_DELIMITERS = ",;\t|"


@record(frozen=True, slots=True)
class Row:
    """One line or row of a dump by its number, from 1.

    ``fields`` is None where it could not be read, for ``why``; ``data`` is then the row as it stood in the file.
    ``layout`` names the kind of table, where it is known by its columns alone.
    """

    number: int
    fields: Mapping[str, object] | None
    why: str = ""
    data: bytes = b""
    layout: str = ""


def reports(
    name: str, form: str, stream: IO[bytes], columns: Columns | None, longest: int = DEFAULT.file
) -> Iterator[Source | Issue]:
    """The sources in a dump, with a note on which columns were taken for what; rows that hold none are refused.

    Raises ReportError (``too_large``, ``malformed``, ``no_words``, ``empty``) for a row of more than ``longest`` bytes, for
    what is no dump, for a table that holds no words, and for one that holds nothing below its first line.
    """
    told, met = columns is not None, False
    for row in READERS[form](stream, longest):
        met = True
        if row.fields is None:
            refusal = Refusal("row_unread", f"row {row.number}: {row.why}")
            yield Source(f"{name}#{row.number}", row.data, "bytes", refusal=refusal)
            continue
        chosen = columns if columns is not None else _headlines(guess(tuple(row.fields)))
        if not told:
            if "text" not in chosen and form == "csv":
                raise _wordless(row)
            yield _guessed(name, chosen, row.fields)
            told = True
        yield _source(name, row.number, row.fields, chosen)
    if not met:
        raise ReportError("empty", f"there is no row in it below its first line; it was read as {form}")


def _source(name: str, number: int, fields: Mapping[str, object], chosen: Columns) -> Source:
    try:
        source = _record(fields, chosen)
    except ReportError as error:
        refusal = Refusal(error.code, f"row {number}: {error}")
        return Source(f"{name}#{number}", _written(fields), "bytes", refusal=refusal)
    form = "html" if webpage.looks_like(str(fields[chosen["text"]])) else "record"
    return Source(f"{name}#{number}", source.data, form, source.metadata)


def _record(fields: Mapping[str, object], chosen: Columns) -> Source:
    source = from_record({field: fields.get(column) for field, column in chosen.items()})
    if not source.data.strip():
        raise ReportError("empty", f"its {chosen['text']!r} is empty")
    return source


def _written(value: object) -> bytes:
    """What was read of a row, as JSON: for rows whose own bytes are not at hand."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")


# ------------------------------------------------------------------ columns


def _headlines(chosen: Columns) -> Columns:
    """Where nothing else holds words, the headlines are what is told."""
    if "text" in chosen or "title" not in chosen:
        return chosen
    return {"text": chosen["title"], **{field: column for field, column in chosen.items() if field != "title"}}


def _wordless(row: Row) -> ReportError:
    named = ", ".join(map(str, row.fields or ()))[:300]
    if row.layout:
        return ReportError(
            "no_words", f"a table of {row.layout} holds codes and addresses and no words; add the pages that it names"
        )
    return ReportError(
        "no_text_column", f"none of the columns {named} is known to hold the text; name it: --columns text=COLUMN"
    )


def _guessed(name: str, chosen: Columns, fields: Mapping[str, object]) -> Issue:
    """A note on what was taken for what; a warning where that is headlines alone."""
    if "text" not in chosen:
        return Issue(STAGE, "no_text_column", "warning", message=f"{name}: its first row holds no text by a known name")
    pairs = ", ".join(f"{field} from {column!r}" for field, column in sorted(chosen.items()))
    left = sorted(set(map(str, fields)) - set(chosen.values()))
    rest = f"; not used: {', '.join(left)[:300]}" if left else ""
    if guess(tuple(fields)).get("title") == chosen["text"]:
        return Issue(STAGE, "headlines_only", "warning", message=f"{name} holds headlines and no texts: {pairs}{rest}")
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
    if why and not parse_json(data.strip().partition(b"\n")[0])[1]:
        yield from json_lines(io.BytesIO(data), longest)
    elif why:
        raise ReportError("malformed", why)
    else:
        items = value if isinstance(value, list) else _wrapped(value) or [value]
        yield from (
            _object_row(number, item, b"" if isinstance(item, dict) else _written(item))
            for number, item in enumerate(items, start=1)
        )


def _wrapped(value: object) -> list[object] | None:
    """The objects in the only list that an object without words of its own holds, as the answers of services do."""
    if not isinstance(value, dict) or guess(tuple(value)).keys() & {"text", "title"}:
        return None
    lists = [held for held in value.values() if isinstance(held, list) and held and isinstance(held[0], dict)]
    return lists[0] if len(lists) == 1 else None


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
    text = sample.decode(name, "replace")
    with io.TextIOWrapper(stream, encoding=name, errors=errors, newline="") as lines:
        if layout := layouts.find(_first(text)):
            yield from _laid_out(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), layout)
            return
        yield from _table(csv.reader(_unmarked(lines), delimiter=_delimiter(text)))


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


def _first(sample: str) -> list[str]:
    return sample.split("\n", 1)[0].rstrip("\r").split("\t")


def _laid_out(rows: Iterator[list[str]], layout: Layout) -> Iterator[Row]:
    """The rows of a table that names no columns."""
    for number, cells in enumerate(rows, start=1):
        if len(cells) != len(layout.columns):
            why = f"it has {len(cells)} cells; {layout.name} has {len(layout.columns)}"
            yield Row(number, None, why, _written(cells))
        else:
            yield Row(number, layout.fields([_stray_bytes(cell) for cell in cells]), layout=layout.name)


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


# ------------------------------------------------------------------ Parquet


def parquet(stream: IO[bytes], _longest: int) -> Iterator[Row]:
    """The rows of a Parquet file, a few at a time; days and times as ISO dates."""
    import pyarrow as pa  # noqa: PLC0415 (heavy, and needed for this format alone)
    import pyarrow.parquet as pq  # noqa: PLC0415

    number = 0
    try:
        for batch in pq.ParquetFile(stream).iter_batches(ROWS_AT_ONCE):
            for row in batch.to_pylist():
                number += 1
                yield Row(number, {name: _iso(value) for name, value in row.items()})
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise ReportError("malformed", f"it is no whole Parquet file: {error}") from error


def _iso(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


READERS: Mapping[str, Callable[[IO[bytes], int], Iterator[Row]]] = {
    "jsonl": json_lines,
    "json": json_array,
    "csv": separated,
    "parquet": parquet,
}
