"""Taking what a file gives: a source with what is known of it from elsewhere, or with the reason why it is not read."""

from __future__ import annotations

from dataclasses import asdict, replace

from khabar.errors import ReportError
from khabar.records import Metadata, Refusal, Source

STAGE = "ingest"
# The format of a source that is kept and not read.
UNREAD = "bytes"


def refused(name: str, data: bytes, error: ReportError, metadata: Metadata | None = None) -> Source:
    """Bytes that are kept with the reason why they were not read."""
    return Source(name, data, UNREAD, metadata or Metadata(), Refusal(error.code, str(error)))


def completed(source: Source, metadata: Metadata) -> Source:
    """The source with what is known from elsewhere wherever it does not know better."""
    own = {field: value for field, value in asdict(source.metadata).items() if value is not None}
    return replace(source, metadata=replace(metadata, **own))
