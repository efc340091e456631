"""Ingest: bytes of any supported format to a report with clean text, segments and the map to its source."""

from khabar.ingest.reading import read
from khabar.ingest.record import from_record
from khabar.ingest.sources import sources

__all__ = ["from_record", "read", "sources"]
