"""What a seal keeps from every view: the rows of sealed reports, and of sealed claims with what hangs on them.

Sealed rows are not loaded at all, so that no list, count, search, download or register can show them by accident; what is
left says that something is sealed. To see it takes a step of its own, which is logged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from khabar.casebook import Casebook
from khabar.export.handling.levels import SEALED, levels

_BY_REPORT = (
    *("sightings", "locators", "segments", "sentences", "vectors", "mentions", "attributions", "dates", "places"),
    *("issues", "claims", "quantities"),
)
_ENDS = ("from_report_id", "to_report_id")
_BY_CLAIM = ("claims", "participants", "holders", "quantities")
_NOT_IN_SEALED = "(report_id IS NULL OR report_id NOT IN (SELECT id FROM sealed))"
_NOT_HIDDEN = "(claim_id IS NULL OR claim_id NOT IN (SELECT id FROM hidden))"

# What makes the tables of sealed things out of the files of the casebook's own.
TABLES = (
    "CREATE TABLE sealed (id VARCHAR)",
    "CREATE TABLE hidden AS SELECT claim_id AS id, incident_id FROM {claims} WHERE claim_id IN (SELECT id FROM sealed) "
    "OR report_id IN (SELECT id FROM sealed)",
    'CREATE TABLE hidden_sentences AS SELECT DISTINCT s.report_id, s.start, s."end" FROM {sentences} s JOIN {claims} c '
    "ON c.report_id = s.report_id AND c.sentence = s.sentence WHERE c.claim_id IN (SELECT id FROM hidden)",
    "CREATE TABLE hidden_members AS SELECT id FROM hidden UNION SELECT quantity_id FROM {quantities} "
    "WHERE claim_id IN (SELECT id FROM hidden) OR report_id IN (SELECT id FROM sealed)",
)


def sealed(book: Casebook) -> frozenset[str]:
    """What people have sealed and not released since; a claim by its identifier of today, or else the whole report."""
    return frozenset(target for target, level in levels(book).by_id.items() if level == SEALED)


def open_rows(name: str, source: str) -> str:
    """A SELECT of the rows of a table that no seal keeps back."""
    if name in _OWN:
        return _OWN[name](source)
    conditions = [_NOT_IN_SEALED] if name in _BY_REPORT else []
    conditions += [_NOT_HIDDEN] if name in _BY_CLAIM else []
    return f"SELECT * FROM {source} WHERE {' AND '.join(conditions) or 'true'}"


def _links(source: str) -> str:
    hidden = "(SELECT id FROM hidden)"
    return f"SELECT * FROM {source} WHERE left_claim_id NOT IN {hidden} AND right_claim_id NOT IN {hidden}"


def _relations(source: str) -> str:
    return (
        f"SELECT * FROM {source} WHERE NOT list_has_any(members, coalesce((SELECT list(id) FROM hidden_members), []))"
    )


def _borrowings(source: str) -> str:
    ends = " AND ".join(
        f"({end} IS NULL OR {end} NOT IN (SELECT id FROM sealed))" for end in ("from_report_id", "to_report_id")
    )
    return f"SELECT * FROM {source} WHERE {ends}"


def _reports(source: str) -> str:
    """Sealed reports keep their place in the list, and nothing that tells what they are."""
    told = ("outlet", "title", "byline", "published", "language", "sha256")
    kept = ", ".join(
        f"CASE WHEN report_id IN (SELECT id FROM sealed) THEN NULL ELSE {name} END AS {name}" for name in told
    )
    return f"SELECT * REPLACE ({kept}), report_id IN (SELECT id FROM sealed) AS sealed FROM {source}"


def _incidents(source: str) -> str:
    partly = "incident_id IN (SELECT incident_id FROM hidden WHERE incident_id IS NOT NULL)"
    return f"SELECT * REPLACE (CASE WHEN {partly} THEN 'partly sealed' ELSE label END AS label) FROM {source}"


_OWN: Mapping[str, Callable[[str], str]] = {
    "links": _links,
    "relations": _relations,
    "borrowings": _borrowings,
    "reports": _reports,
    "incidents": _incidents,
}
