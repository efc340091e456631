"""The names in the two sentences, what the sentences mean, and what the two reports are about."""

from __future__ import annotations

import numpy as np

from khabar.link.columns import Columns
from khabar.link.compare.comparison import Codes, Comparison, Row, choose, given, shared
from khabar.link.meanings import cosines

NAMES = ("unknown", "none", "one", "several")

# Cosines from which a sentence or a report counts as near; four steps for sentences, two for reports.
SENTENCES = (0.25, 0.4, 0.55, 0.7)
REPORTS = (0.65, 0.75)
STORIES = ("unlike", "some", "near")
STEPS = ("unlike", "faint", "some", "near", "alike")


def names(left: Columns, right: Columns) -> Codes:
    """How many names the sentences share."""
    count = shared(left.around, right.around)
    both = given(left.around) & given(right.around)
    return choose(len(left), (3, count > 1), (2, count == 1), (1, both))


def say_names(value: str, left: Row, right: Row) -> str:
    """How many names the sentences share, in words."""
    return {
        "none": "The two sentences share no name.",
        "one": "The two sentences share a name.",
        "several": "The two sentences share several names.",
    }.get(value, "Not both sentences hold a name.")


def meaning(left: Columns, right: Columns) -> Codes:
    """How near the two sentences are in meaning."""
    return np.searchsorted(SENTENCES, cosines(left.meaning, right.meaning)).astype(np.int8)


def say_meaning(value: str, left: Row, right: Row) -> str:
    """How near the two sentences are in meaning, in words."""
    return f"The two sentences are {value.replace('_', ' ')} in meaning."


def story(left: Columns, right: Columns) -> Codes:
    """How near two reports are in what they are about; of one report that says nothing."""
    near = np.searchsorted(REPORTS, cosines(left.context, right.context)).astype(np.int8)
    return np.where(left.report == right.report, 0, near).astype(np.int8)


def say_story(value: str, left: Row, right: Row) -> str:
    """How near the two reports are, in words."""
    return f"The two reports are {value.replace('_', ' ')} in what they tell."


AROUND = Comparison("names", NAMES, ("around",), names, say_names)
MEANING = Comparison("meaning", STEPS, ("meaning",), meaning, say_meaning)
STORY = Comparison("story", STORIES, ("report", "context"), story, say_story)
