"""Ingest: bytes of any supported format to a report with clean text, segments and the map to its source."""

from khabar.ingest import guard, recogniser
from khabar.ingest.limits import DEFAULT as DEFAULT_LIMITS
from khabar.ingest.limits import Limits
from khabar.ingest.limits import chosen as chosen_limits
from khabar.ingest.reading import read, way
from khabar.ingest.record import from_record
from khabar.ingest.sources import sources

__all__ = ["DEFAULT_LIMITS", "Limits", "chosen_limits", "from_record", "guard", "read", "recogniser", "sources", "way"]
