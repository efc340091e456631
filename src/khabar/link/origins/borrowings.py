"""The borrowings of a casebook: one report repeating, citing, revising or correcting another, or a named origin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa

from khabar.link.origins.accounts import Account
from khabar.link.origins.copying import Copy, copies
from khabar.link.origins.credits import Credits
from khabar.link.origins.notices import bare_title, notice
from khabar.records import Borrowing

# Of the shorter text's fingerprints: half in common makes two reports one text, a sixth makes a copied passage likely.
ONE_TEXT, PASSAGE = 0.5, 0.15


def borrowings(accounts: Sequence[Account], credited: Credits, prints: pa.Table) -> tuple[Borrowing, ...]:
    """All borrowings among accounts that stand in order of time. Every row has the words of the borrower that justify it.

    ``credited`` has what each account credits to others, ``prints`` the fingerprints of each.
    """
    copied = tuple(copies(accounts, prints))
    found = (*_copied(copied, credited), *_credited(accounts, credited), *_announced(accounts, copied))
    return tuple(sorted(found, key=lambda b: (b.from_report_id, b.to_report_id or "", b.origin or "", b.kind)))


def _copied(copied: Iterable[Copy], credited: Credits) -> Iterator[Borrowing]:
    for copy in copied:
        kind = _kind(copy, credited)
        if kind:
            yield Borrowing(
                copy.later.report_id,
                copy.earlier.report_id,
                kind=kind,
                start=copy.stretch.start,
                end=copy.stretch.end,
                score=copy.share,
            )


def _kind(copy: Copy, credited: Credits) -> str | None:
    if copy.later.voice == copy.earlier.voice:
        return "revision" if copy.share >= ONE_TEXT else None
    lender = {copy.earlier.voice, *(c.voice for c in credited[copy.earlier.report_id] if c.whole)}
    if copy.share >= PASSAGE and any(c.voice in lender for c in credited[copy.later.report_id] if c.whole):
        return "republication"
    return "near_duplicate" if copy.share >= ONE_TEXT else "suspected"


def _credited(accounts: Iterable[Account], credited: Credits) -> Iterator[Borrowing]:
    for account in accounts:
        for credit in credited[account.report_id]:
            kind = "republication" if credit.whole else "citation"
            start, end = credit.span.start, credit.span.end
            yield Borrowing(account.report_id, None, credit.voice, kind, start, end, 1.0)


def _announced(accounts: Sequence[Account], copied: Iterable[Copy]) -> Iterator[Borrowing]:
    """Notices of change, each towards the report it changes, or towards the outlet's own earlier text that is not here."""
    same_text = {(c.later.report_id, c.earlier.report_id) for c in copied if c.share >= ONE_TEXT}
    earlier: defaultdict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        if told := notice(account):
            changed = [a for a in earlier[account.voice] if _changes(account, a, same_text)]
            target = changed[-1].report_id if changed else None
            origin = None if target else account.voice
            yield Borrowing(account.report_id, target, origin, told.kind, told.span.start, told.span.end, 1.0)
        earlier[account.voice].append(account)


def _changes(account: Account, other: Account, same_text: set[tuple[str, str]]) -> bool:
    title = bare_title(account.title)
    return (account.report_id, other.report_id) in same_text or (title != "" and title == bare_title(other.title))
