"""What stands within what in a reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]


def sentence_of(reading: Row, claim: Row) -> Row:
    """The sentence of a claim."""
    found: Row = next(s for s in reading["sentences"] if s["start"] <= claim["start"] < s["end"])
    return found


def inside(reading: Row, span: Row, kinds: tuple[str, ...]) -> list[Row]:
    """Mentions of these kinds within a span."""
    return [
        m for m in reading["mentions"] if m["kind"] in kinds and span["start"] <= m["start"] and m["end"] <= span["end"]
    ]
