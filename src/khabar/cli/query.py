# ruff: noqa: PLC0415 (each command imports what it needs, so that the others stay quick)
"""``khabar query``: SQL over a casebook, read only."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from khabar.cli import options, screen


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"


def query(
    case: options.Case,
    sql: Annotated[str, typer.Argument(help="One SELECT statement over the casebook's tables.", show_default=False)],
    format: Annotated[Format, typer.Option(help="How to print the rows; json is one object a line.")] = Format.table,
    limit: Annotated[int | None, typer.Option(min=1, help="How many rows at most.", show_default=False)] = None,
) -> None:
    """Ask a casebook in SQL. Nothing can be changed, and nothing outside the casebook can be read.

    What was reported, by whom; not what happened.
    """
    from khabar.casebook import NOTICE, open_casebook
    from khabar.export.cells import write_csv
    from khabar.export.reading import json_line

    book = open_casebook(case)
    rows = book.sql(sql, limit)
    if format is Format.table:
        screen.table(
            rows.column_names, [list(values) for values in zip(*(c.to_pylist() for c in rows.columns), strict=True)]
        )
        screen.say(NOTICE, book.not_complete)
        return
    screen.complain(f"{NOTICE} {book.not_complete}", style="dim")
    if format is Format.csv:
        write_csv(sys.stdout, rows.column_names, rows.to_batches())
    else:
        sys.stdout.writelines(json_line(row) + "\n" for row in rows.to_pylist())
    sys.stdout.flush()
