"""Making issues: doubts with a span, so that nothing is dropped silently."""

from __future__ import annotations

from khabar.records import Issue

SEVERITIES = ("note", "warning", "error")


def note(stage: str, code: str, report_id: str, start: int | None, end: int | None, message: str) -> Issue:
    """Something a reader may want to know; no value is in doubt."""
    return Issue(stage, code, "note", report_id, start, end, message)


def warning(stage: str, code: str, report_id: str, start: int | None, end: int | None, message: str) -> Issue:
    """A value that is missing or in doubt."""
    return Issue(stage, code, "warning", report_id, start, end, message)


def error(stage: str, code: str, report_id: str | None, start: int | None, end: int | None, message: str) -> Issue:
    """A part of a report, or a whole one, that could not be read."""
    return Issue(stage, code, "error", report_id, start, end, message)
