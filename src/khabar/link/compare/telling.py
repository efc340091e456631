"""How the two are told: in one sentence, in one report, as done or as only planned."""

from __future__ import annotations

import numpy as np

from khabar.link.columns import Columns
from khabar.link.compare.comparison import Codes, Comparison, Row, choose

WHERE = ("two_reports", "one_sentence", "next_sentence", "one_report")
REALIS = ("both", "one_only")

# A report that tells of one deed in several sentences tells of it in neighbouring ones.
NEXT = 1


def where(left: Columns, right: Columns) -> Codes:
    """Whether one sentence, neighbouring sentences or one report tell both."""
    report = left.report == right.report
    apart = np.abs(left.sentence - right.sentence)
    return choose(len(left), (1, report & (apart == 0)), (2, report & (apart <= NEXT)), (3, report))


def say_where(value: str, left: Row, right: Row) -> str:
    """Whether one sentence or one report tells both, in words."""
    return {
        "one_sentence": "One sentence tells both, so that they are likely two things.",
        "next_sentence": "Neighbouring sentences of one report tell them.",
        "one_report": "One report tells both.",
    }.get(value, "Two reports tell them.")


def realis(left: Columns, right: Columns) -> Codes:
    """Whether one is told as done and the other as planned, promised, feared or supposed."""
    return choose(len(left), (1, left.actual != right.actual))


def say_realis(value: str, left: Row, right: Row) -> str:
    """Whether both are told as done, in words."""
    return (
        "Both are told alike."
        if value == "both"
        else f"One is told as {left['realis']}, the other as {right['realis']}."
    )


TOLD = Comparison("told_in", WHERE, ("report", "sentence"), where, say_where)
DONE = Comparison("told_as_done", REALIS, ("actual",), realis, say_realis)
