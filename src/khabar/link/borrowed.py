"""The step of linking that finds who repeats whom."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from khabar.link.linked import Tables
from khabar.link.origins import COPIED, Account, Outlets, accounts, borrowings, loops, outlets, prints_of
from khabar.records import Borrowing, Issue

ACCOUNT_COLUMNS = ["report_id", "outlet", "published", "title", "text", "status"]
SPEECH_COLUMNS = ["report_id", "source_start", "source_end", "content", "quotation"]


@dataclass(frozen=True, slots=True)
class Borrowed:
    """Accounts in order of time with their fingerprints, the borrowings among them, the outlets they name, and rings of
    citations as issues.
    """

    accounts: tuple[Account, ...]
    prints: pa.Table
    rows: tuple[Borrowing, ...]
    outlets: Outlets
    issues: tuple[Issue, ...]


def borrowed(tables: Tables, prints: pa.Table) -> Borrowed:
    """Who repeats whom among the reports of a casebook; ``prints`` are fingerprints that need not be made again."""
    reports = tables["reports"].select(ACCOUNT_COLUMNS).to_pylist()
    known = outlets(report["outlet"] for report in reports)
    speech = tables["attributions"].select(SPEECH_COLUMNS).to_pylist()
    told = accounts(reports, tables["segments"].to_pylist(), speech, known)
    printed = set(prints["report_id"].to_pylist())
    new = prints_of(account for account in told if account.report_id not in printed)
    every = pa.concat_tables([prints, new])
    rows = borrowings(told, speech, known, every)
    return Borrowed(told, every, rows, known, tuple(_rings(told, rows)))


def lenders(carried: Borrowed) -> dict[str, str]:
    """For each report that is a copy the report that it was copied from in the end."""
    towards = {row.from_report_id: row.to_report_id for row in carried.rows if row.kind in COPIED and row.to_report_id}
    return {report: _last(report, towards) for report in towards}


def marks(carried: Borrowed, withdrawn: Collection[str]) -> dict[str, str]:
    """A number for each account that changes with whatever it lends, borrows or withdraws."""
    lent: defaultdict[str, list[Borrowing]] = defaultdict(list)
    for row in carried.rows:
        lent[row.from_report_id].append(row)
    voices = {account.report_id: account.voice for account in carried.accounts}
    roots = lenders(carried)
    told = {r: (voices[r], voices.get(roots.get(r, r)), r in withdrawn, lent[r]) for r in voices}
    return {report: hashlib.blake2b(repr(one).encode(), digest_size=12).hexdigest() for report, one in told.items()}


def _last(report: str, towards: dict[str, str]) -> str:
    seen = {report}
    while (lender := towards.get(report)) and lender not in seen:
        report = lender
        seen.add(report)
    return report


def _rings(told: Sequence[Account], rows: Sequence[Borrowing]) -> Iterator[Issue]:
    voices = {account.report_id: account.voice for account in told}
    for here, there in loops(rows, voices):
        left, right = voices[here.from_report_id], voices[there.from_report_id]
        message = f"{left} and {right} cite each other: neither is a source for the other."
        yield Issue("link", "citation_loop", "warning", here.from_report_id, here.start, here.end, message)
