"""The step of linking that finds who repeats whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khabar.link.linked import Tables
from khabar.link.origins import Account, Outlets, accounts, borrowings, loops, outlets
from khabar.records import Borrowing, Issue

ACCOUNT_COLUMNS = ["report_id", "outlet", "published", "title", "text", "status"]
SPEECH_COLUMNS = ["report_id", "source_start", "source_end", "content", "quotation"]


@dataclass(frozen=True, slots=True)
class Borrowed:
    """Accounts in order of time, the borrowings among them, the outlets they name, and rings of citations as issues."""

    accounts: tuple[Account, ...]
    rows: tuple[Borrowing, ...]
    outlets: Outlets
    issues: tuple[Issue, ...]


def borrowed(tables: Tables) -> Borrowed:
    """Who repeats whom among the reports of a casebook."""
    reports = tables["reports"].select(ACCOUNT_COLUMNS).to_pylist()
    known = outlets(report["outlet"] for report in reports)
    speech = tables["attributions"].select(SPEECH_COLUMNS).to_pylist()
    told = accounts(reports, tables["segments"].to_pylist(), speech, known)
    rows = borrowings(told, speech, known)
    return Borrowed(told, rows, known, tuple(_rings(told, rows)))


def _rings(told: Sequence[Account], rows: Sequence[Borrowing]) -> Iterator[Issue]:
    voices = {account.report_id: account.voice for account in told}
    for here, there in loops(rows, voices):
        left, right = voices[here.from_report_id], voices[there.from_report_id]
        message = f"{left} and {right} cite each other: neither is a source for the other."
        yield Issue("link", "citation_loop", "warning", here.from_report_id, here.start, here.end, message)
