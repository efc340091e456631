# ruff: noqa: PLC0415 (each command imports what it needs, so that the others stay quick)
"""``khabar read``: readings as a stream of JSON, without a casebook."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from khabar.cli import options
from khabar.cli.build import SOME_UNREAD
from khabar.cli.screen import complain
from khabar.errors import InputError, ReportError
from khabar.keeping import kept

if TYPE_CHECKING:
    from khabar.engine.outcome import Failure
    from khabar.ingest import Limits
    from khabar.pipeline import Tools
    from khabar.records import Issue, Metadata, Reading, Source

    Item = tuple[str, Source | Reading]


def read(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[SRC]...", help="Files, folders or globs of reports, or dumps.")
    ] = None,
    jsonl: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="JSON Lines with text and, where known, id, date, outlet, title, byline, url; - means standard input.",
            show_default=False,
        ),
    ] = None,
    *,
    workers: Annotated[int, typer.Option(min=0, help="Processes that read; 0 means one a core.")] = 1,
    outlet: options.Outlet = None,
    date: options.Date = None,
    columns: options.Columns = None,
    actors: options.Actors = None,
    codebook: options.Codebook = None,
    limit: options.Limit = None,
) -> None:
    """Print one JSON object per report, in the order of the input, without making a casebook.

    What was reported, by whom; not what happened.
    """
    from khabar import ingest
    from khabar.codebook import load_codebook
    from khabar.engine.pool import map_readings

    if not files and not jsonl:
        raise InputError("Name reports to read: khabar read FILE..., or khabar read --jsonl - for JSON Lines.")
    limits = ingest.chosen_limits(options.limits(limit))
    processes = options.worker_count(workers)
    if files:
        ingest.guard.prepare(limits)
    if processes > 1:
        load_codebook(codebook)
    passed_over: list[Issue] = []
    known, named = options.metadata(outlet, date), options.columns(columns)
    items = _items(files or [], jsonl, known, named, limits, passed_over)
    complete = True
    start = partial(tools_of_a_process, actors, codebook, limits)
    read_one = partial(_line, start)
    for outcome in map_readings(items, read_one, workers=processes, initializer=start):
        line, was_read = outcome.result or _failed(outcome.item, outcome.failure)
        sys.stdout.buffer.write(line.encode() + b"\n")
        sys.stdout.buffer.flush()
        complete = complete and was_read
    if passed_over or not complete:
        raise typer.Exit(SOME_UNREAD)


# ------------------------------------------------------------------ what is to be read


def _items(
    files: list[Path],
    jsonl: str | None,
    known: Metadata,
    columns: Mapping[str, str] | None,
    limits: Limits,
    passed_over: list[Issue],
) -> Iterator[Item]:
    """Each report, with the name that its reading will carry. Files that hold none are told, and noted as passed over."""
    from khabar import ingest
    from khabar.records import Source

    for found in ingest.sources(files, known, columns, limits) if files else ():
        if isinstance(found, Source) and found.refusal:
            yield found.path, _rejection(found, found.refusal.code, found.refusal.message)
        elif isinstance(found, Source):
            yield found.metadata.id or found.path, found
        else:
            lost = found.severity == "error"
            complain(f"{found.code}: {found.message}", style="bold red" if lost else "dim")
            passed_over.extend([found] if lost else [])
    if jsonl == "-":
        yield from _records(sys.stdin.buffer, known)
    elif jsonl:
        with _opened(Path(jsonl)) as stream:
            yield from _records(stream, known)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise InputError(f"{path} cannot be opened: {error.strerror}.") from error


def _records(lines: Iterable[bytes], known: Metadata) -> Iterator[Item]:
    """The report of each line; a line that holds none gives a rejected reading in its place."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _record(str(number), line, known)


def _record(number: str, line: bytes, known: Metadata) -> Item:
    from khabar import ingest
    from khabar.records import Source

    try:
        source = ingest.from_record(_fields(line))
    except ReportError as error:
        return number, _rejection(Source(number, line, "jsonl", known), error.code, str(error))
    own = {name: value for name, value in asdict(source.metadata).items() if value is not None}
    name = own.get("id", number)
    return name, replace(source, path=source.path or number, metadata=replace(known, **own))


def _fields(line: bytes) -> dict[str, object]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReportError("bad_line", f"the line is not JSON: {error}") from error
    if not isinstance(fields, dict):
        raise ReportError("bad_line", "the line is no JSON object")
    return fields


# ------------------------------------------------------------------ reading


@cache
def tools_of_a_process(actors: Path | None, codebook: Path | None, limits: Limits) -> Tools:
    """The tools, loaded once in each process that reads."""
    with kept():
        from khabar import pipeline

        return pipeline.load_tools(actors, codebook, limits)


def _line(tools: Callable[[], Tools], item: Item) -> tuple[str, bool]:
    """The line that is printed for a report, and whether the report was read."""
    from khabar import pipeline
    from khabar.records import Reading

    name, found = item
    if isinstance(found, Reading):
        return _printed(name, found), False
    try:
        reading = pipeline.read(found, tools())
    except ReportError as error:
        return _printed(name, _rejection(found, error.code, str(error))), False
    return _printed(name, reading), True


def _failed(item: Item, failure: Failure | None) -> tuple[str, bool]:
    """The line for a report whose reading ended the process or met a fault of ours."""
    from khabar.records import Source

    name, found = item
    assert isinstance(found, Source)
    assert failure is not None
    code = "worker_died" if failure.kind == "died" else "internal_error"
    return _printed(name, _rejection(found, code, failure.message)), False


def _rejection(source: Source, code: str, message: str) -> Reading:
    """The reading of what cannot be read."""
    from khabar import pipeline

    return pipeline.rejection(source, code, message)


def _printed(name: str, reading: Reading) -> str:
    from khabar.export.reading import json_line, reading_json

    return json_line(reading_json(reading, name))
