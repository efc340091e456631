"""Reports that could not be read: their bytes are kept, and the casebook says why there is nothing more."""

from __future__ import annotations

from khabar import identity, issues
from khabar.casebook.canonical import digest
from khabar.records import Reading, Report, Source

STAGE = "ingest"


def rejection(source: Source, code: str, message: str) -> Reading:
    """The reading of a source that could not be read: a rejected report and the issue that says why."""
    known = source.metadata
    report = Report(
        report_id=identity.report_identifier(source.data),
        sha256=digest(source.data),
        outlet=known.outlet,
        title=known.title,
        byline=known.byline,
        published=known.published,
        published_from="given" if known.published else "unknown",
        status="rejected",
    )
    return Reading(report, issues=(issues.error(STAGE, code, report.report_id, None, None, message),))
