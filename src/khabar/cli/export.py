# ruff: noqa: PLC0415 (each command imports what it needs, so that the others stay quick)
"""``khabar export``: a casebook's tables as files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from khabar.cli import options, screen


def export(
    case: options.Case,
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write to.", show_default=False)],
    format: Annotated[str, typer.Option(help="csv, jsonl or parquet.")] = "csv",
    profile: Annotated[
        str, typer.Option(help="working: all but what is sealed; public: what may be published; all.")
    ] = "working",
    delay: Annotated[
        int, typer.Option(min=0, metavar="DAYS", help="How old a report must be for the public profile to tell of it.")
    ] = 14,
) -> None:
    """Write the tables of a casebook as files, with a note of what they are and where they come from.

    The public profile holds codes, figures and kinds of sources: no words of reports, names of persons, contacts or exact
    places, no cell of fewer than five persons harmed, and nothing of the last two weeks. about.json says what was left out.
    """
    from khabar.casebook import NOTICE, open_casebook
    from khabar.export.tables import export_tables

    book = open_casebook(case)
    until = datetime.now(UTC).date() - timedelta(days=delay)
    rows = export_tables(book, format, output, profile, until)
    screen.say(
        f"{output}: {len(rows)} tables, {sum(rows.values()):,} rows, and about.json, which says what they are.",
        f"{NOTICE} {book.not_complete}",
    )
