"""Words that were read against the words that were known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from evaluation.scorers.counts import Counts

_WORD = re.compile(r"\w+")


def score(known: str, found: str) -> Counts:
    """The words of two texts: how many are the same in the same order, were read, and were known."""
    one, other = _WORD.findall(known), _WORD.findall(found)
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return Counts(sum(block.size for block in blocks), len(other), len(one))


def mean_f1(scores: Sequence[Counts]) -> float:
    """The mean over pages, so that a long one counts no more than a short one."""
    return sum(one.f1 for one in scores) / len(scores)
