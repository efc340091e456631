"""Resolving: which actor, place and day the words of a report mean, with reasons, or undecided."""

from __future__ import annotations

from khabar.resolve.dates import find as find_dates
from khabar.resolve.expansion import packed_hash as gazetteer_version
from khabar.resolve.journey import Resolution, resolve
from khabar.resolve.knowledge import Knowledge, load_knowledge

__all__ = ["Knowledge", "Resolution", "find_dates", "gazetteer_version", "load_knowledge", "resolve"]
