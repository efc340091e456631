"""Words that were read against the words that were known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Score:
    """Known words, words read, and how many of them are the same in the same order."""

    known: int
    found: int
    same: int

    @property
    def precision(self) -> float:
        """The share of what was read that was known."""
        return self.same / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what was known that was read."""
        return self.same / self.known if self.known else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.same / (self.known + self.found) if self.known + self.found else 0.0


def score(known: str, found: str) -> Score:
    """The words of two texts, in order."""
    one, other = _WORD.findall(known), _WORD.findall(found)
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return Score(len(one), len(other), sum(block.size for block in blocks))


def mean_f1(scores: Sequence[Score]) -> float:
    """The mean over pages, so that a long one counts no more than a short one."""
    return sum(one.f1 for one in scores) / len(scores)
