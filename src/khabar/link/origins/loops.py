"""Outlets that cite each other in a ring, so that an account seems to have a source and has none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from khabar.records import Borrowing

CITING = ("citation", "republication")


def loops(borrowings: Iterable[Borrowing], voices: Mapping[str, str]) -> Iterator[tuple[Borrowing, ...]]:
    """Pairs of citations that point at each other: A cites B, and B cites A. ``voices`` gives each report's voice.

    A ring of more than two outlets is reported as the pairs in it that cite each other; no longer ring is searched for.
    """
    towards: defaultdict[tuple[str, str], list[Borrowing]] = defaultdict(list)
    for row in borrowings:
        lender = row.origin or voices.get(row.to_report_id or "")
        if row.kind in CITING and lender and lender != voices[row.from_report_id]:
            towards[voices[row.from_report_id], lender].append(row)
    for borrower, lender in sorted(towards):
        if borrower < lender and (lender, borrower) in towards:
            yield (towards[borrower, lender][0], towards[lender, borrower][0])
