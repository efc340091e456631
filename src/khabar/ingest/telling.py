"""The issues of a report: what was repaired, what was lost, what is in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from khabar import issues
from khabar.ingest import language, markdown
from khabar.ingest.blocks import Page
from khabar.ingest.decode import Decoded
from khabar.ingest.metadata import Known
from khabar.ingest.repairs import CHARACTER_RULES, MAX_EDITS, Change
from khabar.records import Issue

STAGE = "ingest"
_TOLD: Mapping[str, str] = {rule.code: rule.told for rule in (*CHARACTER_RULES, *markdown.INLINE_RULES)}
_JOIN_TOLD = {"page_break": "two paragraphs were joined: the sentence runs on from one to the other"}
_SHOWN = 12


def gather(
    report_id: str, decoded: Decoded, page: Page, known: Known, spoken: str | None, joins: Iterable[tuple[str, int]]
) -> tuple[Issue, ...]:
    """Every issue of the report, in a fixed order."""
    found: list[Issue] = [*_decoding(report_id, decoded), *_repairs(report_id, page.changes)]
    found += [issues.note(STAGE, code, report_id, max(0, at - 1), at, _JOIN_TOLD[code]) for code, at in joins]
    found += [issues.warning(STAGE, code, report_id, None, None, message) for code, message in known.doubts]
    found += [
        issues.Issue(STAGE, code, severity, report_id, None, None, message) for code, severity, message in page.notes
    ]
    if spoken and spoken not in language.READ:
        found.append(
            issues.warning(
                STAGE,
                "language_not_read",
                report_id,
                None,
                None,
                f"the text is in {spoken!r}, which is kept but not read",
            )
        )
    return tuple(found)


def _decoding(report_id: str, decoded: Decoded) -> Iterator[Issue]:
    if decoded.guessed:
        yield issues.warning(
            STAGE, "encoding_guessed", report_id, None, None, f"read as {decoded.encoding}, which is a guess"
        )
    if decoded.replaced:
        message = f"{decoded.replaced} characters could not be read in {decoded.encoding} and show as \ufffd"
        yield issues.warning(STAGE, "characters_lost", report_id, None, None, message)


def _repairs(report_id: str, changes: Sequence[Change]) -> Iterator[Issue]:
    """One note for each kind of repair, with how often and where in the source text."""
    by_code: dict[str, list[Change]] = {}
    for change in sorted(changes, key=lambda change: change.start):
        by_code.setdefault(change.code, []).append(change)
    for code in sorted(by_code):
        yield _repair(report_id, code, by_code[code])


def _repair(report_id: str, code: str, changes: Sequence[Change]) -> Issue:
    if code.endswith("_skipped"):
        message = f"more than {MAX_EDITS:,} repairs of this kind would be needed; none was made"
        return issues.warning(STAGE, code, report_id, None, None, message)
    places = ", ".join(f"{change.start}-{change.end}" for change in changes[:_SHOWN])
    more = f" and {len(changes) - _SHOWN} more" if len(changes) > _SHOWN else ""
    return issues.note(
        STAGE, code, report_id, None, None, f"{_TOLD[code]}, {len(changes)} times; in the source text at {places}{more}"
    )
