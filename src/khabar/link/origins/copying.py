"""Which reports hold stretches of an earlier one, word for word.

Each fingerprint leads from the reports that hold it to the earliest that does, so the cost grows with the number of
fingerprints, not of pairs: a thousand copies of one story all point to the first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from khabar.link.origins.accounts import Account
from khabar.link.origins.fingerprints import Fingerprint, fingerprints
from khabar.records import Span

# Below two fingerprints a shared run may be a set phrase or the name of a body.
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Copy:
    """A later report that holds words of an earlier one: which share of the shorter text, and the longest stretch."""

    later: Account
    earlier: Account
    share: float
    stretch: Span


def copies(accounts: Sequence[Account]) -> Iterator[Copy]:
    """The copies among accounts that stand in order of time, by later report and then by earlier."""
    prints = {account.report_id: fingerprints(account.text, account.own) for account in accounts}
    first = _earliest(accounts, prints)
    known = {account.report_id: account for account in accounts}
    for account in accounts:
        own = prints[account.report_id]
        lenders = Counter(first[f.value] for f in own)
        for lender in sorted(lenders):
            if lender != account.report_id and lenders[lender] >= FEWEST:
                shorter = min(len(own), len(prints[lender]))
                stretch = _longest([f for f in own if first[f.value] == lender], own)
                yield Copy(account, known[lender], round(min(1.0, lenders[lender] / shorter), 4), stretch)


def _earliest(accounts: Sequence[Account], prints: Mapping[str, Sequence[Fingerprint]]) -> Mapping[int, str]:
    first: dict[int, str] = {}
    for account in accounts:
        for one in prints[account.report_id]:
            first.setdefault(one.value, account.report_id)
    return first


def _longest(shared: Sequence[Fingerprint], own: Sequence[Fingerprint]) -> Span:
    """The longest stretch that shared fingerprints cover without a fingerprint of the report's own between them."""
    place = {f: n for n, f in enumerate(own)}
    runs: defaultdict[int, list[Fingerprint]] = defaultdict(list)
    for n, one in enumerate(shared):
        runs[place[one] - n].append(one)
    spans = [Span(run[0].start, run[-1].end) for run in runs.values()]
    return max(spans, key=lambda s: (s.end - s.start, -s.start))
