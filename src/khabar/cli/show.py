# ruff: noqa: PLC0415 (each command imports what it needs, so that the others stay quick)
"""``khabar show``: a casebook in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from khabar.cli import options, screen

if TYPE_CHECKING:
    from khabar.casebook import Casebook
    from khabar.export.words import Telling

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

Table = Annotated[
    str | None,
    typer.Argument(
        metavar="WHAT",
        help="incidents, disagreements, origins, registers; a register such as casualties; claims; an incident's identifier; "
        "or any table.",
        show_default=False,
    ),
]


def show(
    case: options.Case,
    table: Table = None,
    limit: Annotated[int, typer.Option(min=1, help="How many rows to show.")] = 50,
) -> None:
    """Show a casebook: what is in it, its incidents, where accounts disagree, its claims with their chains, or a table."""
    from khabar.casebook import NOTICE, open_casebook
    from khabar.export.views import VIEWS

    book = open_casebook(case)
    if table is None:
        _overview(book)
    elif table == "claims":
        show_claims(book, limit)
    elif table == "registers":
        _registers(book)
    elif table in VIEWS:
        _view(book, table, limit)
    elif table.startswith("i_"):
        show_incident(book, table)
    else:
        _rows(book, table, limit)
    screen.say(NOTICE, book.not_complete)


def show_claims(book: Casebook, limit: int | None = None) -> None:
    """Print claims in words, each with its chain."""
    from khabar.export.words import tellings

    _print_claims(tellings(book, limit))
    _more(book, "claims", limit)


def _print_claims(tellings: Iterable[Telling]) -> None:
    """Claims, each in four lines at most, under a heading for every report."""
    from rich.text import Text

    console, report = screen.output(), None
    for one in tellings:
        if report != one.report_id:
            report = one.report_id
            heading = " · ".join(filter(None, [one.outlet, one.published, one.report_id]))
            console.print(Text(f"\n{screen.safe(heading)}", style="bold"))
        console.print(
            Text(f"  {screen.safe(one.kind)}", style="cyan").append(f"  {screen.safe(one.deed)}", style="default")
        )
        if one.circumstances:
            console.print(Text(f"    {screen.safe(one.circumstances)}"))
        console.print(Text(f"    says: {screen.safe(one.chain)}", style="green"))


def show_incident(book: Casebook, incident_id: str) -> None:
    """Print an incident as a dossier: what it rests on, its tolls, where accounts part, every account, who repeats whom."""
    from khabar.export.dossier import dossier

    found = dossier(book, incident_id)
    about = found.incident
    days = " to ".join(dict.fromkeys(filter(None, (about["date_earliest"], about["date_latest"]))))
    untold = [words for words in (about["place"], days) if words and words not in about["label"]]
    screen.say(" · ".join([about["label"], *untold, about["incident_id"]]))
    screen.say(
        f"{about['n_claims']} claims in {about['n_reports']} reports; independent origins: at least {about['origins_low']}, "
        f"likely {about['origins']}, at most {about['origins_high']}; {about['standing']}."
    )
    for toll in found.tolls:
        screen.say(_toll(toll))
    for row in found.relations:
        screen.say(f"{row['kind']}, {row['field']}: {row['why']}")
    _print_claims(found.accounts)
    for row in found.borrowings:
        screen.say(f"{row['kind']}: {row['borrower']} from {row['lender']} (“{screen.safe(row['words'])[:120]}”)")


def _toll(toll: Mapping[str, Any]) -> str:
    whom = f" ({toll['population']})" if toll["population"] else ""
    bounds = " to ".join(dict.fromkeys("open" if v is None else f"{v:,.0f}" for v in (toll["lowest"], toll["highest"])))
    return f"{toll['measure']}{whom}: {bounds} reported, by {toll['n_origins']} independent origins"


def _overview(book: Casebook) -> None:
    screen.table(("table", "rows"), [(name, f"{rows:,}") for name, rows in book.manifest["counts"].items() if rows])
    events = book.sql(
        "SELECT coalesce(event, 'none') AS event, count(*) AS n FROM claims GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    screen.table(("event", "claims"), [tuple(row.values()) for row in events.to_pylist()])


def _registers(book: Casebook) -> None:
    from khabar.export.views import REGISTERS, about, view

    screen.table(
        ("register", "rows", "what it shows"), [(n, f"{view(book, n).num_rows:,}", about(n)) for n in REGISTERS]
    )


def _view(book: Casebook, name: str, limit: int) -> None:
    from khabar.export.views import about, brief, view

    rows = view(book, name).select(list(brief(name)))
    screen.say(about(name))
    screen.table(rows.column_names, [tuple(row.values()) for row in rows.slice(0, limit).to_pylist()])
    if rows.num_rows > limit:
        screen.say(f"{limit:,} of {rows.num_rows:,} rows; --limit {rows.num_rows} shows all.")


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
