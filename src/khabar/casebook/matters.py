"""Which judgements decide one matter, so that who judges without having seen the last of them is told first."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.records import Judgement

# Notes and added claims decide nothing that another note or claim could contradict.
MATTERS: Mapping[str, str] = {
    "same": "pair",
    "different": "pair",
    "undecided": "pair",
    "confirm": "claim",
    "reject": "claim",
    "correct": "claim",
    "rate_source": "rating",
    "seal": "seal",
    "retract": "retraction",
}


def deciding(judgement: Judgement, log: Mapping[int, Judgement]) -> Judgement:
    """The judgement itself, or the one that it takes back or restores; ``log`` is by number."""
    while judgement.kind == "undo" and judgement.undoes is not None and judgement.undoes in log:
        judgement = log[judgement.undoes]
    return judgement


def one_matter(one: Judgement, other: Judgement) -> bool:
    """Whether two judgements decide the same: the same pair of claims, the same claim, the same source."""
    matter = MATTERS.get(one.kind)
    if matter is None or matter != MATTERS.get(other.kind):
        return False
    return len(set(one.target) & set(other.target)) >= (2 if matter == "pair" else 1)
