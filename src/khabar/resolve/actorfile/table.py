"""The table of a user's actors: CSV with a header, one actor a line, or one for each office that a person held."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from khabar import vocab
from khabar.folding import fold_name
from khabar.resolve.actorfile.problems import Problem

COLUMNS = ("name", "kind", "country", "sector", "aliases", "start", "end", "office", "same_as", "origin")
REQUIRED = ("name", "kind")
KINDS = ("person", "organization", "group", "other")
SEPARATORS = (",", ";", "\t")
DAY = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")

Row = Mapping[str, str]


def parse_table(text: str) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The rows of a table that can be used, with every column, and the problems of the others.

    Cells are parted as the header's are: by commas, semicolons or tabs.
    """
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if wrong := tuple(_header_problems(header)):
            return (), wrong
        return _rows(header, reader)
    except csv.Error as error:
        return (), (Problem(reader.line_num, "", f"the line is no CSV ({error}); check its quotation marks"),)


def _header_problems(header: Sequence[str]) -> Iterator[Problem]:
    for name in header:
        if name not in COLUMNS:
            yield Problem(1, name, f"the column is unknown; known are {', '.join(COLUMNS)}")
    for name in REQUIRED:
        if name not in header:
            yield Problem(1, name, "the column is missing; name and kind must be there")
    if len(set(header)) != len(header):
        yield Problem(1, "", "a column stands twice in the header")


def _rows(header: Sequence[str], reader: Iterator[list[str]]) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    rows: list[Row] = []
    problems: list[Problem] = []
    earlier: dict[tuple[str, str], tuple[int, Row]] = {}
    bearers: dict[str, tuple[int, str]] = {}
    for cells in reader:
        number: int = reader.line_num  # type: ignore[attr-defined]
        if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
            continue
        if len(cells) != len(header):
            problems.append(Problem(number, "", f"{len(cells)} cells under {len(header)} columns"))
            continue
        row = dict.fromkeys(COLUMNS, "") | {c: " ".join(v.split()) for c, v in zip(header, cells, strict=True)}
        wrong = [*_wrong(number, row), *_clashes(number, row, earlier), *_shared(number, row, bearers)]
        problems += wrong
        if not wrong:
            rows.append(row)
    return tuple(rows), tuple(problems)


def _wrong(line: int, row: Row) -> Iterator[Problem]:
    """What is wrong in the cells of one row."""
    if not row["name"]:
        yield Problem(line, "name", "it is empty")
    if row["kind"] not in KINDS:
        yield Problem(line, "kind", f"{row['kind']!r} is none of {', '.join(KINDS)}")
    if row["country"] and row["country"] not in _codes("countries", "alpha3"):
        yield Problem(line, "country", f"{row['country']!r} is no code of three letters of ISO 3166-1, such as IRQ")
    if row["sector"] and row["sector"] not in _codes("sectors", "code"):
        known = ", ".join(sorted(_codes("sectors", "code")))
        yield Problem(line, "sector", f"{row['sector']!r} is no sector; known are {known}")
    for column in ("start", "end"):
        if row[column] and not DAY.fullmatch(row[column]):
            yield Problem(line, column, f"{row[column]!r} is no date; write 2014, 2014-08 or 2014-08-11")
    if row["start"] and row["end"] and row["end"] < row["start"][: len(row["end"])]:
        yield Problem(line, "end", f"{row['end']} is before the start, {row['start']}")


def _clashes(line: int, row: Row, earlier: dict[tuple[str, str], tuple[int, Row]]) -> Iterator[Problem]:
    """Where a further line of the same actor says something else of it."""
    first, known = earlier.setdefault((row["name"], row["kind"]), (line, row))
    for column in ("country", "sector"):
        if row[column] and known[column] and row[column] != known[column]:
            yield Problem(line, column, f"{row[column]!r}, but line {first} has {known[column]!r} for the same actor")


def _shared(line: int, row: Row, bearers: dict[str, tuple[int, str]]) -> Iterator[Problem]:
    """Names that another actor of the file has too."""
    for column in ("name", "aliases"):
        for name in row[column].split("|"):
            first, owner = bearers.setdefault(fold_name(name), (line, row["name"]))
            if name and owner != row["name"]:
                yield Problem(line, column, f"{name!r} is also a name of {owner}, line {first}; one name, one actor")


@cache
def _codes(name: str, column: str) -> frozenset[str]:
    return frozenset(row[column] for row in vocab.load(name))


def written(rows: Sequence[Row]) -> str:
    """A table in the form that :func:`parse_table` reads."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
