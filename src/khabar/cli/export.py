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
    profile: Annotated[
        str, typer.Option(help="working: all but what is sealed; public: what may be published; all.")
    ] = "working",
) -> None:
    """Write the tables of a casebook as files, with a note of what they are and where they come from.

    The public profile holds codes, figures and kinds of sources: no words of reports, names of persons, contacts or exact
    places, and no cell of fewer than five persons harmed. about.json says what was left out.
    """
    from khabar.casebook import NOTICE, open_casebook
    from khabar.export.tables import export_tables

    rows = export_tables(open_casebook(case), format, output, profile)
    screen.say(
        f"{output}: {len(rows)} tables, {sum(rows.values()):,} rows, and about.json, which says what they are.", NOTICE
    )
