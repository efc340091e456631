"""Resolving: which actor, place and day the words of a report mean, with reasons, or undecided."""

from __future__ import annotations

from khabar.resolve.actorfile import Imported, Problem, import_entities, load_actor_file, parse_table, written
from khabar.resolve.dates import find as find_dates
from khabar.resolve.expansion import packed_hash as gazetteer_version
from khabar.resolve.journey import Resolution, resolve
from khabar.resolve.knowledge import Knowledge, knowledge_version, load_knowledge

__all__ = [
    "Imported",
    "Knowledge",
    "Problem",
    "Resolution",
    "find_dates",
    "gazetteer_version",
    "import_entities",
    "knowledge_version",
    "load_actor_file",
    "load_knowledge",
    "parse_table",
    "resolve",
    "written",
]
