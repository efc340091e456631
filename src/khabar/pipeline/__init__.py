"""The whole journey: from the bytes of a report to its reading, and from readings to a casebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.pipeline.reading import Tools, load_tools, read, reader_version, tool_versions, version_of
from khabar.pipeline.rejected import rejection

if TYPE_CHECKING:
    from khabar.pipeline.building import BuildSummary, Unread, add, build, remove

__all__ = [
    "BuildSummary",
    "Tools",
    "Unread",
    "add",
    "build",
    "load_tools",
    "read",
    "reader_version",
    "rejection",
    "remove",
    "tool_versions",
    "version_of",
]


def __getattr__(name: str) -> object:
    """Load what builds casebooks on first use: reading alone needs neither tables nor a database."""
    if name in __all__:
        from khabar.pipeline import building  # noqa: PLC0415 (on first use only)

        return getattr(building, name)
    raise AttributeError(f"module 'khabar.pipeline' has no attribute {name!r}")
