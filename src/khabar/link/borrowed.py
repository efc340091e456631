"""The step of linking that finds who repeats whom."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

import pyarrow as pa

from khabar.frozen import record
from khabar.link.linked import Tables
from khabar.link.memory import SHAPES, Memory
from khabar.link.narrowed import among
from khabar.link.origins import (
    COPIED,
    Account,
    Credit,
    Credits,
    Outlets,
    accounts,
    borrowings,
    credits_of,
    loops,
    outlets,
    prints_of,
)
from khabar.records import Borrowing, Issue, Span

ACCOUNT_COLUMNS = ["report_id", "outlet", "published", "title", "text", "status"]
SPEECH_COLUMNS = ["report_id", "source_start", "source_end", "content", "quotation"]


@record(frozen=True, slots=True)
class Borrowed:
    """Accounts in order of time with their fingerprints and what they credit to others, the borrowings among them, the
    outlets they name, and rings of citations as issues.
    """

    accounts: tuple[Account, ...]
    prints: pa.Table
    credited: Credits
    rows: tuple[Borrowing, ...]
    outlets: Outlets
    issues: tuple[Issue, ...]


def borrowed(tables: Tables, memory: Memory, standing: pa.Array[pa.StringScalar]) -> Borrowed:
    """Who repeats whom among the reports of a casebook; of those that stand as they did fingerprints are remembered, and
    credits too, where the outlets are those that they were.
    """
    reports = tables["reports"].select(ACCOUNT_COLUMNS).to_pylist()
    known = outlets(report["outlet"] for report in reports)
    speech = tables["attributions"].select(SPEECH_COLUMNS).to_pylist()
    told = accounts(reports, tables["segments"].to_pylist(), speech, known)
    prints = among(memory["prints"], "report_id", standing)
    printed = set(map(str, prints["report_id"].to_pylist()))
    every = pa.concat_tables([prints, prints_of(account for account in told if account.report_id not in printed)])
    same = printed if outlet_table(known).equals(memory["outlets"]) else set()
    before = _credits(among(memory["credits"], "report_id", pa.array(sorted(same), pa.string())))
    new = credits_of((account for account in told if account.report_id not in same), speech, known)
    credited = {**{report: before.get(report, ()) for report in same}, **new}
    rows = borrowings(told, credited, every)
    return Borrowed(told, every, credited, rows, known, tuple(_rings(told, rows)))


def outlet_table(outlets: Outlets) -> pa.Table:
    """The names of outlets and the voices that they stand for."""
    names = sorted(outlets.names)
    return pa.table({"name": pa.array(names, pa.string()), "voice": pa.array(map(outlets.voice, names), pa.string())})


def credit_table(credited: Credits) -> pa.Table:
    """Credits as a memory has them, in order of report and place."""
    rows = [(report, one) for report in sorted(credited) for one in credited[report]]
    told = [(report, one.voice, one.span.start, one.span.end, one.whole) for report, one in rows]
    return pa.Table.from_pylist(
        [dict(zip(SHAPES["credits"].names, row, strict=True)) for row in told], SHAPES["credits"]
    )


def _credits(table: pa.Table) -> dict[str, tuple[Credit, ...]]:
    found: defaultdict[str, list[Credit]] = defaultdict(list)
    for row in table.to_pylist():
        found[row["report_id"]].append(Credit(row["voice"], Span(row["start"], row["end"]), whole=row["whole"]))
    return {report: tuple(told) for report, told in found.items()}


def lenders(carried: Borrowed) -> dict[str, str]:
    """For each report that is a copy the report that it was copied from in the end."""
    towards = {row.from_report_id: row.to_report_id for row in carried.rows if row.kind in COPIED and row.to_report_id}
    return {report: _last(report, towards) for report in towards}


def marks(carried: Borrowed, withdrawn: Collection[str]) -> dict[str, str]:
    """A number for each account that changes with its voice, that of the report which it was copied from in the end, the
    outlets that it credits, and whether it is withdrawn. Whom it borrows from here is told by :mod:`khabar.link.lending`.
    """
    credited: defaultdict[str, list[tuple[str | None, str]]] = defaultdict(list)
    for row in carried.rows:
        if not row.to_report_id:
            credited[row.from_report_id].append((row.origin, row.kind))
    voices = {account.report_id: account.voice for account in carried.accounts}
    roots = lenders(carried)
    told = {r: (voices[r], r in roots, voices.get(roots.get(r, r)), r in withdrawn, credited[r]) for r in voices}
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
