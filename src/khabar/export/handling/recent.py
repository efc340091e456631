"""What is too new to be published: where people and forces are these days is nobody's to find in what is published."""

from __future__ import annotations

from datetime import date

from khabar.casebook import Casebook
from khabar.export.handling.levels import SEALED

# How many days old a report must be before the public profile tells of it, unless it is asked for another number.
DELAY = 14

# A month or a year may last until its last day.
_REPORTS = """
    SELECT report_id FROM reports
    WHERE published IS NOT NULL AND left(published || right('-12-31', greatest(0, 10 - length(published))), 10) > '{day}'
"""
_CLAIMS = f"SELECT claim_id, incident_id FROM claims WHERE date_latest > '{{day}}' OR report_id IN ({_REPORTS})"


def recent(book: Casebook, until: date) -> dict[str, str]:
    """Reports that came out after a day, claims dated after it, and the incidents of both, each with the level that hides."""
    reports = book.sql(_REPORTS.format(day=until.isoformat()))["report_id"].to_pylist()
    claims = book.sql(_CLAIMS.format(day=until.isoformat()))
    found = (*reports, *claims["claim_id"].to_pylist(), *claims["incident_id"].to_pylist())
    return {name: SEALED for name in found if name}
