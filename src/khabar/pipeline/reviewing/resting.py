"""What rests on a report, and would fall with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from khabar import casebook
from khabar.casebook import Casebook
from khabar.errors import InputError
from khabar.pipeline.reviewing.lookup import quoted, texts_of


def resting_on(folder: Path, report_id: str) -> Mapping[str, tuple[str, ...]]:
    """The identifiers of every record that rests on a report, by table: what a retraction reaches.

    Raises InputError where the casebook has no such report.
    """
    book = casebook.open_casebook(folder)
    if not texts_of(book, [report_id]):
        raise InputError(f"No report is called {report_id!r}. `khabar show {folder} reports` lists them.")
    found = {name: _identifiers(book, sql.format(report=quoted(report_id))) for name, sql in RESTING.items()}
    return {name: rows for name, rows in found.items() if rows}


def resting_together(folder: Path, names: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """What rests on any of some reports, named by identifier or path, by table.

    Raises InputError where the casebook has no such report.
    """
    rows = casebook.open_casebook(folder).table("sightings").to_pylist()
    paths = {name: {row["report_id"] for row in rows if row["path"] == name} or {name} for name in names}
    found: dict[str, set[str]] = {}
    for report in sorted({report for reports in paths.values() for report in reports}):
        for table, identifiers in resting_on(folder, report).items():
            found.setdefault(table, set()).update(identifiers)
    return {table: tuple(sorted(identifiers)) for table, identifiers in found.items()}


_CLAIMS = "SELECT claim_id FROM claims WHERE report_id = {report}"
_FIGURES = "SELECT quantity_id FROM quantities WHERE report_id = {report}"
RESTING: Mapping[str, str] = {
    "claims": _CLAIMS,
    "quantities": _FIGURES,
    "incidents": f"SELECT DISTINCT incident_id FROM claims WHERE claim_id IN ({_CLAIMS}) AND incident_id IS NOT NULL",
    "tolls": "SELECT DISTINCT incident_id || ' ' || measure FROM (SELECT *, unnest(quantity_ids) AS member FROM tolls) "
    f"WHERE member IN ({_FIGURES})",
    "relations": "SELECT DISTINCT relation_id FROM (SELECT relation_id, unnest(members) AS member FROM relations) "
    f"WHERE member IN ({_CLAIMS} UNION {_FIGURES})",
    "borrowings": "SELECT DISTINCT from_report_id FROM borrowings WHERE to_report_id = {report}",
}


def _identifiers(book: Casebook, query: str) -> tuple[str, ...]:
    return tuple(sorted(str(value) for value in book.sql(query).columns[0].to_pylist()))
