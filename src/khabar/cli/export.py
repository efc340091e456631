# ruff: noqa: PLC0415 (each command imports what it needs, so that the others stay quick)
"""``khabar export``: a casebook's tables as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from khabar.cli import options, screen


def export(
    case: options.Case,
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write to.", show_default=False)],
    format: Annotated[str, typer.Option(help="csv, jsonl or parquet.")] = "csv",
) -> None:
    """Write the tables of a casebook as files, with a note of what they are and where they come from."""
    from khabar.casebook import NOTICE, open_casebook
    from khabar.export.tables import export_tables

    rows = export_tables(open_casebook(case), format, output)
    screen.say(
        f"{output}: {len(rows)} tables, {sum(rows.values()):,} rows, and about.json, which says what they are.", NOTICE
    )
