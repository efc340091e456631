"""What people judged of pairs, by row: more than any machine can say, and read before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

import numpy as np
from numpy.typing import NDArray

from khabar.frozen import record

# What a judgement weighs. Undecided pairs neither join two claims nor keep them apart.
WEIGHTS = {"same": 1e6, "different": -np.inf, "undecided": 0.0}


@record(frozen=True, slots=True)
class Pinned:
    """Decisions (same, different, undecided) by row of the left claim and then of the right."""

    rows: Mapping[int, Mapping[int, str]] = field(default_factory=dict)

    def pairs(self, decision: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The rows of the pairs with a decision."""
        found = [(one, other) for one, row in self.rows.items() for other, kind in row.items() if kind == decision]
        both = np.array(sorted(found), np.int64).reshape(-1, 2)
        return both[:, 0], both[:, 1]

    def within(self, members: NDArray[np.int64]) -> Iterator[tuple[int, int, float]]:
        """The places among some rows of each judged pair, with what the judgement weighs."""
        if not self.rows:
            return
        place = {row: at for at, row in enumerate(members.tolist())}
        for row in sorted(place.keys() & self.rows.keys()):
            for other, decision in self.rows[row].items():
                if other in place:
                    yield place[row], place[other], WEIGHTS[decision]


def pinned(decisions: Mapping[tuple[str, str], str], claim_ids: Sequence[str]) -> Pinned:
    """Decisions on pairs of claims by their rows; those on claims that are not there are passed over."""
    rows: dict[int, dict[int, str]] = {}
    number = {claim: row for row, claim in enumerate(claim_ids)} if decisions else {}
    for pair, decision in decisions.items():
        if pair[0] in number and pair[1] in number:
            left, right = sorted(number[one] for one in pair)
            rows.setdefault(left, {})[right] = decision
    return Pinned(rows)
