"""How many independent origins stand behind an incident: at least, likely, and at most.

Independence cannot be proved from text (circular reporting), so there are three counts. ``high`` joins only what the
words themselves join: one named source, one outlet, a credited republication. ``likely`` also joins texts that are copies
without a credit. ``low`` also joins suspected copies, sources of one side, and all voices that name no source, since what
they tell may have one beginning that nobody names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from khabar.frozen import record
from khabar.link.features.nodes import voice_node
from khabar.link.origins.tellers import Teller
from khabar.records import Borrowing

EXPLICIT = ("republication", "revision", "correction", "retraction")
COPIED = (*EXPLICIT, "near_duplicate", "shared_origin")
SUSPECTED = (*COPIED, "suspected")


@record(frozen=True, slots=True)
class Origins:
    """Independent origins, from the fewest to the most that the words allow."""

    low: int
    likely: int
    high: int


class _Groups:
    """Sets that grow together (union-find); the least name stands for a set."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, name: str) -> str:
        while (parent := self._parent.get(name, name)) != name:
            self._parent[name] = self._parent.get(parent, parent)
            name = parent
        return name

    def join(self, names: Iterable[str]) -> None:
        roots = sorted({self.find(name) for name in names})
        for root in roots[1:]:
            self._parent[root] = roots[0]


def count(tellers: Sequence[Teller], borrowings: Mapping[str, Sequence[Borrowing]]) -> Origins:
    """The origins of an incident's claims. ``borrowings`` gives the rows of each borrowing report."""
    edges = _edges(tellers, borrowings)
    high, likely, low = (_joined(edges, kinds) for kinds in (EXPLICIT, COPIED, SUSPECTED))
    low.join(one.node for one in tellers if not one.sourced)
    for side in sorted({one.side for one in tellers if one.side}):
        low.join(one.node for one in tellers if one.side == side)
    return Origins(*(len({groups.find(one.node) for one in tellers}) for groups in (low, likely, high)))


def likely_origins(tellers: Sequence[Teller], borrowings: Mapping[str, Sequence[Borrowing]]) -> dict[str, str]:
    """The likely origin of each claim, by its identifier: the first by name of all sources and voices joined in it."""
    groups = _joined(_edges(tellers, borrowings), COPIED)
    return {one.claim_id: groups.find(one.node) for one in tellers}


def _edges(
    tellers: Sequence[Teller], borrowings: Mapping[str, Sequence[Borrowing]]
) -> list[tuple[Borrowing, set[str], set[str]]]:
    """Each borrowing with the voices of the report that borrows and of the one that lends."""
    nodes: defaultdict[str, set[str]] = defaultdict(set)
    for one in tellers:
        if not one.sourced:
            nodes[one.report_id].add(one.node)
    return [
        (row, nodes[row.from_report_id], _lender(row, nodes)) for r in sorted(nodes) for row in borrowings.get(r, ())
    ]


def _lender(row: Borrowing, nodes: Mapping[str, set[str]]) -> set[str]:
    if row.to_report_id:
        return nodes.get(row.to_report_id, set())
    return {voice_node(row.origin)} if row.origin else set()


def _joined(edges: Iterable[tuple[Borrowing, set[str], set[str]]], kinds: Sequence[str]) -> _Groups:
    groups = _Groups()
    for row, borrower, lender in edges:
        if row.kind in kinds and borrower and lender:
            groups.join((*borrower, *lender))
    return groups
