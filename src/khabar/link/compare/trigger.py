"""The deed: its words, event type and mode."""

from __future__ import annotations

from khabar.link.columns import Columns
from khabar.link.compare.comparison import Codes, Comparison, Row, choose, shared

VALUES = ("unknown", "same_word_and_type", "same_word", "same_mode", "same_event", "other_event")


def judge(left: Columns, right: Columns) -> Codes:
    """Same word, same mode or same event, from the narrowest."""
    word = shared(left.stems, right.stems) > 0
    typed = (left.event != 0) & (right.event != 0)
    event = typed & (left.event == right.event)
    mode = event & (left.mode == right.mode) & (left.mode != 0)
    return choose(len(left), (1, word & event), (2, word), (3, mode), (4, event), (5, typed))


def say(value: str, left: Row, right: Row) -> str:
    """What the two claims call the deed."""
    words = f"“{left['trigger']}” and “{right['trigger']}”"
    return {
        "same_word_and_type": f"Both use one word for it, {words}, for {left['event']}.",
        "same_word": f"Both use one word for it: {words}.",
        "same_mode": f"{words} are the same kind of {left['event']}.",
        "same_event": f"{words} are both {left['event']}.",
        "other_event": f"{words} are of different kinds: {left['event']} and {right['event']}.",
    }.get(value, f"{words} cannot be compared.")


COMPARISON = Comparison("deed", VALUES, judge, say)
