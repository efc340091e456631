"""The whole journey: from the bytes of a report to its reading, and from readings to a casebook."""

from __future__ import annotations

from khabar.pipeline.building import BuildSummary, Unread, add, build, remove
from khabar.pipeline.reading import READER, Tools, load_tools, read

__all__ = ["READER", "BuildSummary", "Tools", "Unread", "add", "build", "load_tools", "read", "remove"]
