"""The issues of a report: what was repaired, what was lost, what is in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from khabar import issues
from khabar.ingest import markdown
from khabar.ingest.blocks import Page
from khabar.ingest.decode import Decoded
from khabar.ingest.metadata import Known
from khabar.ingest.repairs import CHARACTER_RULES, MAX_EDITS, Change
from khabar.records import Issue

STAGE = "ingest"
_TOLD: Mapping[str, str] = {rule.code: rule.told for rule in (*CHARACTER_RULES, *markdown.INLINE_RULES)}
_JOIN_TOLD = {
    "page_break": "two paragraphs were joined: the sentence runs on from one to the other",
    "line": "lines of one paragraph were joined by a space",
    "hyphen": "a hyphen at a line's end was taken out and the word made whole",
    "kept_hyphen": "two lines were joined at a hyphen that belongs to the word",
}
# Joins that are inferred and may be wrong are told one by one.
_ONE_BY_ONE = ("page_break",)
_SHOWN = 12


def gather(
    report_id: str, decoded: Decoded, page: Page, known: Known, joins: Iterable[tuple[str, int]]
) -> tuple[Issue, ...]:
    """Every issue of the report, in a fixed order."""
    doubts = [Issue(STAGE, code, "warning", report_id, None, None, message) for code, message in known.doubts]
    notes = [Issue(STAGE, code, severity, report_id, None, None, message) for code, severity, message in page.notes]
    repairs = _repairs(report_id, page.changes)
    return (*_decoding(report_id, decoded), *repairs, *_joins(report_id, sorted(joins)), *doubts, *notes)


def _decoding(report_id: str, decoded: Decoded) -> Iterator[Issue]:
    if decoded.guessed:
        yield issues.warning(
            STAGE, "encoding_guessed", report_id, None, None, f"read as {decoded.encoding}, which is a guess"
        )
    if decoded.replaced:
        message = f"{decoded.replaced} characters could not be read in {decoded.encoding} and show as \ufffd"
        yield issues.warning(STAGE, "characters_lost", report_id, None, None, message)


def _joins(report_id: str, joins: Sequence[tuple[str, int]]) -> Iterator[Issue]:
    """A note for each sentence that was made whole, and one for each other kind of join."""
    for code, group in groupby(joins, key=lambda join: join[0]):
        places = [at for _, at in group]
        if code in _ONE_BY_ONE:
            yield from (issues.note(STAGE, code, report_id, max(0, at - 1), at, _JOIN_TOLD[code]) for at in places)
        else:
            message = f"{_JOIN_TOLD[code]}, {len(places)} times; in the text at {_shown(map(str, places))}"
            yield issues.note(STAGE, code, report_id, None, None, message)


def _repairs(report_id: str, changes: Sequence[Change]) -> Iterator[Issue]:
    """One note for each kind of repair, with how often and where in the source text."""
    ordered = sorted(changes, key=lambda change: (change.code, change.start))
    for code, group in groupby(ordered, key=lambda change: change.code):
        yield _repair(report_id, code, list(group))


def _repair(report_id: str, code: str, changes: Sequence[Change]) -> Issue:
    if code.endswith("_skipped"):
        message = f"more than {MAX_EDITS:,} repairs of this kind would be needed; none was made"
        return issues.warning(STAGE, code, report_id, None, None, message)
    message = (
        f"{_TOLD[code]}, {len(changes)} times; in the source text at {_shown(f'{c.start}-{c.end}' for c in changes)}"
    )
    return issues.note(STAGE, code, report_id, None, None, message)


def _shown(places: Iterable[str]) -> str:
    """The first places of many."""
    listed = list(places)
    more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    return ", ".join(listed[:_SHOWN]) + more
