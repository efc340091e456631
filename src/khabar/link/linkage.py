"""The links of claims: the strongest pairs with their evidence, put into words once and remembered."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from khabar.frozen import record
from khabar.link.columns import Numbers
from khabar.link.compare import Pairs
from khabar.link.evidence import strongest
from khabar.link.former import GONE, Former
from khabar.link.rows import to_numpy


@record(frozen=True, slots=True)
class Linkage:
    """The pairs that become links, and for each the row of the former links that has its evidence, or ``GONE``."""

    pairs: Pairs
    known: Numbers

    @property
    def new(self) -> Pairs:
        """The pairs whose evidence is not yet in words."""
        return self.pairs.where(self.known == GONE)

    def evidence(self, former: pa.Table, new: pa.ChunkedArray[Any]) -> pa.ChunkedArray[Any]:
        """The evidence of all pairs in order; ``new`` is that of the new ones."""
        if former.num_rows == 0:
            return new
        at = self.known.copy()
        at[at == GONE] = former.num_rows + np.arange(len(new))
        every = pa.chunked_array([*former["evidence"].chunks, *new.chunks])
        return every.take(at)


def linkage(pairs: Pairs, size: int, former: Former, links: pa.Table) -> Linkage:
    """The strongest pairs of ``size`` claims; ``links`` are those that the former linking remembers."""
    chosen = strongest(pairs, size)
    left, right = (former.now[to_numpy(links[side])] for side in ("left", "right"))
    stands = np.flatnonzero((left != GONE) & (right != GONE))
    number = left[stands] * size + right[stands]
    order = np.argsort(number)
    number, stands = number[order], stands[order]
    wanted = chosen.left * size + chosen.right
    if not len(number):
        return Linkage(chosen, np.full(len(wanted), GONE))
    at = np.minimum(np.searchsorted(number, wanted), len(number) - 1)
    return Linkage(chosen, np.where(number[at] == wanted, stands[at], GONE))
