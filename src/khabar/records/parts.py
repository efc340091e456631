"""Parts of rows: spans, runs of unchanged text, candidates and evidence."""

from __future__ import annotations

from khabar.frozen import record


@record(frozen=True, slots=True)
class Span:
    """A stretch of a report's cleaned text."""

    start: int
    end: int


@record(frozen=True, slots=True)
class Run:
    """``length`` characters of the cleaned text from ``clean`` equal those of the source text from ``original``."""

    clean: int
    original: int
    length: int


@record(frozen=True, slots=True)
class Candidate:
    """One reading of an ambiguous name, with why it was considered. ``score`` is 0 to 1."""

    id: str
    name: str
    score: float
    reason: str


@record(frozen=True, slots=True)
class Evidence:
    """One comparison of two claims: the feature, its value, its weight and a sentence that explains it."""

    feature: str
    value: str
    weight: float
    sentence: str
