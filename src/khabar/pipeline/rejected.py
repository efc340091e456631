"""Reports that could not be read: their bytes are kept, and the casebook says why there is nothing more."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from khabar import identity, issues
from khabar.records import Metadata, Reading, Report, Source

if TYPE_CHECKING:
    from khabar.casebook import Received

STAGE = "ingest"


def rejection(source: Source, code: str, message: str) -> Reading:
    """The reading of a source that could not be read: a rejected report and the issue that says why."""
    found = identity.report_identifier(source.data), hashlib.sha256(source.data).hexdigest()
    return _rejection(*found, source.metadata, code, message)


def rejection_of(received: Received, code: str, message: str) -> Reading:
    """The same, for a report that is among the originals; its bytes are not looked at."""
    return _rejection(received.report_id, received.sha256, received.metadata, code, message)


def _rejection(report_id: str, sha256: str, known: Metadata, code: str, message: str) -> Reading:
    report = Report(
        report_id=report_id,
        sha256=sha256,
        outlet=known.outlet,
        title=known.title,
        byline=known.byline,
        published=known.published,
        published_from="given" if known.published else "unknown",
        status="rejected",
    )
    return Reading(report, issues=(issues.error(STAGE, code, report.report_id, None, None, message),))
