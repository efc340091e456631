"""The deed: its words, event type and mode."""

from __future__ import annotations

from khabar.link.columns import Columns
from khabar.link.compare.comparison import Codes, Comparison, Row, choose, shared

VALUES = ("unknown", "same_word_and_type", "same_word", "deed_and_harm", "same_mode", "same_event", "other_event")


def judge(left: Columns, right: Columns) -> Codes:
    """Same word; an attack and the harm it did, or two harms; same mode or same event."""
    word = shared(left.stems, right.stems) > 0
    typed = (left.event != 0) & (right.event != 0)
    event = typed & (left.event == right.event)
    mode = event & (left.mode == right.mode) & (left.mode != 0)
    harm = event & (left.harm | right.harm)
    return choose(len(left), (1, word & event), (2, word), (3, harm), (4, mode), (5, event), (6, typed))


def say(value: str, left: Row, right: Row) -> str:
    """What the two claims call the deed."""
    words = f"“{left['trigger']}” and “{right['trigger']}”"
    return {
        "same_word_and_type": f"Both use one word for it, {words}, for {left['event']}.",
        "same_word": f"Both use one word for it: {words}.",
        "deed_and_harm": f"{words} can be an attack and what it did, or two things that it did.",
        "same_mode": f"{words} are the same kind of {left['event']}.",
        "same_event": f"{words} are both {left['event']}.",
        "other_event": f"{words} are of different kinds: {left['event']} and {right['event']}.",
    }.get(value, f"{words} cannot be compared.")


COMPARISON = Comparison("deed", VALUES, ("stems", "event", "mode", "harm"), judge, say)
