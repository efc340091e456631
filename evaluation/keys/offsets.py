"""Rows of a key without the words of the reports, and with them again.

A key of reports that are not ours to hand on holds offsets and labels alone; the words are read from the reports.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

WORDS = frozenset({"text", "span", "sentence"})


def without_words(value: Any) -> Any:
    """A row, or anything in it, without what the offsets beside it give back."""
    if isinstance(value, list):
        return [without_words(v) for v in value]
    if isinstance(value, dict):
        return {k: without_words(v) for k, v in value.items() if k not in WORDS}
    return value


def with_words(value: Any, texts: Mapping[str, str], doc: str = "") -> Any:
    """The same with its words from the texts (by report); null where the offsets are null."""
    if isinstance(value, list):
        return [with_words(v, texts, doc) for v in value]
    if not isinstance(value, dict):
        return value
    doc = value.get("doc", doc)
    row = {k: with_words(v, texts, doc) for k, v in value.items()}
    if "start" in row:
        row["text"] = None if row["start"] is None else texts[doc][row["start"] : row["end"]]
    if "mentions" in row:
        row["text"] = row["mentions"][0]["text"]
    if "plover" in row:
        row["span"] = row["text"]
    if "sentence_start" in row:
        row["sentence"] = texts[doc][row["sentence_start"] : row["sentence_end"]]
    return row
