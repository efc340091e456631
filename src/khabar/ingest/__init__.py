"""Ingest: bytes of any supported format to a report with clean text, segments and the map to its source."""

from typing import TYPE_CHECKING

from khabar.ingest import guard, recogniser
from khabar.ingest.files import Place, digest
from khabar.ingest.limits import DEFAULT as DEFAULT_LIMITS
from khabar.ingest.limits import Limits
from khabar.ingest.limits import chosen as chosen_limits
from khabar.ingest.recogniser import way
from khabar.ingest.record import from_record
from khabar.ingest.sources import opened, places, sources

if TYPE_CHECKING:
    from khabar.ingest.reading import read

__all__ = [
    "DEFAULT_LIMITS",
    "Limits",
    "Place",
    "chosen_limits",
    "digest",
    "from_record",
    "guard",
    "opened",
    "places",
    "read",
    "recogniser",
    "sources",
    "way",
]


def __getattr__(name: str) -> object:
    """Load what parses on first use: a process that reads has it done in the guard's child."""
    if name == "read":
        from khabar.ingest.reading import read  # noqa: PLC0415 (on first use only)

        return read
    raise AttributeError(f"module 'khabar.ingest' has no attribute {name!r}")
