# ruff: noqa: PLC0415 (each command imports what it needs, so that the others stay quick)
"""``khabar show``: a casebook in the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli import options, screen

if TYPE_CHECKING:
    from khabar.casebook import Casebook

# Which columns of a table are shown, and in which order its rows; other tables are shown whole.
COLUMNS: Mapping[str, tuple[str, str]] = {
    "reports": (
        "report_id, published, outlet, title, genre, status, length(text) AS characters",
        "published, report_id",
    ),
    "issues": ('severity, stage, code, report_id, start, "end", message', "severity, stage, code, report_id, start"),
    "quantities": (
        "report_id, text, measure, comparator, low, best, high, unit, population, scope, claim_id",
        "report_id, start",
    ),
    "entities": ("name, kind, country, sector, code, aliases, entity_id", "name, entity_id"),
    "mentions": ("report_id, text, kind, entity_id, reason", "report_id, start"),
    "places": ("report_id, text, place_id, precision", "report_id, start"),
    "dates": ("report_id, text, kind, earliest, latest, precision, edtf", "report_id, start"),
    "sightings": ("report_id, path, url, outlet, retrieved", "path, report_id"),
}

Table = Annotated[str | None, typer.Argument(help="A table, such as reports, claims, issues, quantities or entities.")]


def show(
    case: options.Case,
    table: Table = None,
    limit: Annotated[int, typer.Option(min=1, help="How many rows to show.")] = 50,
) -> None:
    """Show a casebook: what is in it, one of its tables, or its claims with the chain of those who make them."""
    from khabar.casebook import NOTICE, open_casebook

    book = open_casebook(case)
    if table is None:
        _overview(book)
    elif table == "claims":
        show_claims(book, limit)
    else:
        _rows(book, table, limit)
    screen.say(NOTICE)


def show_claims(book: Casebook, limit: int | None = None) -> None:
    """Print claims in words, each with its chain."""
    from rich.text import Text

    from khabar.export.words import tellings

    console, report = screen.output(), None
    for one in tellings(book, limit):
        if report != one.report_id:
            report = one.report_id
            heading = " · ".join(filter(None, [one.outlet, one.published, one.report_id]))
            console.print(Text(f"\n{screen.safe(heading)}", style="bold"))
        console.print(Text(f"  {screen.safe(one.deed)}").append(f"  {screen.safe(one.kind)}", style="cyan"))
        if one.circumstances:
            console.print(Text(f"    {screen.safe(one.circumstances)}"))
        console.print(Text(f"    says: {screen.safe(one.chain)}", style="green"))
    _more(book, "claims", limit)


def _overview(book: Casebook) -> None:
    screen.table(("table", "rows"), [(name, f"{rows:,}") for name, rows in book.manifest["counts"].items() if rows])
    events = book.sql(
        "SELECT coalesce(event, 'none') AS event, count(*) AS n FROM claims GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    screen.table(("event", "claims"), [tuple(row.values()) for row in events.to_pylist()])


def _rows(book: Casebook, table: str, limit: int) -> None:
    columns, order = COLUMNS.get(table, ("*", ""))
    if table not in book.tables:
        book.table(table)
    rows = book.sql(f"SELECT {columns} FROM {table} {f'ORDER BY {order}' if order else ''}", limit)
    screen.table(rows.column_names, [tuple(row.values()) for row in rows.to_pylist()])
    _more(book, table, limit)


def _more(book: Casebook, table: str, limit: int | None) -> None:
    total = book.manifest["counts"].get(table, 0)
    if limit is not None and total > limit:
        screen.say(f"{limit:,} of {total:,} rows; --limit {total} shows all.")
