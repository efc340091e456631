"""The whole journey: from the bytes of a report to its reading, and from readings to a casebook."""

from __future__ import annotations

from khabar.pipeline.building import BuildSummary, Unread, add, build, remove
from khabar.pipeline.reading import Tools, load_tools, read, reader_version, tool_versions

__all__ = [
    "BuildSummary",
    "Tools",
    "Unread",
    "add",
    "build",
    "load_tools",
    "read",
    "reader_version",
    "remove",
    "tool_versions",
]
