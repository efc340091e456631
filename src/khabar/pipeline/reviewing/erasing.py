"""Erasing what a casebook holds of reports, for good: bytes, readings, rows of every generation, index, words of judgements."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from khabar import casebook
from khabar.errors import InputError
from khabar.frozen import record
from khabar.pipeline.building import without
from khabar.pipeline.reviewing.resting import resting_on


@record(frozen=True, slots=True)
class Erased:
    """What was erased: reports, the records that rested on them, the words of judgements; and the judgement that says so."""

    reports: int
    records: int
    judgements: int
    number: int


def erase(folder: Path, targets: Sequence[str], *, by: str, reason: str | None = None) -> Erased:
    """Erase reports, named by identifier, and the words of judgements, named by number.

    A report that is no longer in the casebook, or whose erasing was cut short, can be named again: what is left of it goes.
    Raises InputError for what is neither a report of this casebook, today or once, nor the number of a judgement.
    """
    numbers = [int(target) for target in targets if target.isdecimal()]
    reports = [target for target in targets if not target.isdecimal()]
    records = sum(len(rows) for report in _here(folder, reports) for rows in resting_on(folder, report).values())
    with casebook.lock(folder):
        before = casebook.vouched_for(casebook.judgements(folder))
        made = casebook.erase_words(folder, reports, numbers, by=by, reason=reason)
        after = casebook.vouched_for(casebook.judgements(folder))
        casebook.drop_index(folder)
        casebook.forget(folder)
        without(folder, reports)
    return Erased(len(reports), records, len(after) - len(before), made.seq)


def _here(folder: Path, reports: Sequence[str]) -> list[str]:
    """Those of some reports that are in the casebook now."""
    here = set(casebook.open_casebook(folder).table("reports")["report_id"].to_pylist())
    erased = casebook.erased_reports(folder)
    for report in reports:
        if report not in here and report not in erased:
            raise InputError(f"No report is called {report!r}. `khabar show {folder} reports` lists them.")
    return [report for report in reports if report in here]
