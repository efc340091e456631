"""The former linking as seen from this one: which of its claims still stand as they were, and at which row now."""

from __future__ import annotations

from dataclasses import field

import numpy as np
from numpy.typing import NDArray

from khabar.frozen import record
from khabar.link.blocking import Keys
from khabar.link.columns import Numbers
from khabar.link.compare import COMPARISONS, Pairs

GONE = -1


def _none() -> Numbers:
    return np.zeros(0, np.int64)


def _no_pairs() -> Pairs:
    return Pairs(_none(), _none(), np.zeros((0, len(COMPARISONS)), np.int8), np.zeros(0))


@record(frozen=True, slots=True)
class Former:
    """What the former linking found, by rows of that linking.

    ``now``: for each of its claims the row it has now, ``GONE`` where it is no more or its report has changed; ``before``:
    for each of its claims how many claims now stand before it in order of identifier. ``first``: the first day of each;
    ``group``: the row of the first member of its group; ``judged``: rows of today on which people
    have since judged otherwise.
    """

    now: Numbers = field(default_factory=_none)
    before: Numbers = field(default_factory=_none)
    first: Numbers = field(default_factory=_none)
    group: Numbers = field(default_factory=_none)
    judged: Numbers = field(default_factory=_none)
    keys: Keys = field(default_factory=lambda: Keys(_none(), _none()))
    pairs: Pairs = field(default_factory=_no_pairs)

    def standing(self, size: int) -> NDArray[np.bool_]:
        """Which of the ``size`` claims of today stand as they were."""
        stands = np.zeros(size, bool)
        stands[self.now[self.now != GONE]] = True
        return stands
