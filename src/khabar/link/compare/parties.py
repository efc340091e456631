"""Who did it, to whom, and with what."""

from __future__ import annotations

from functools import partial

from khabar.link.columns import Columns
from khabar.link.compare.comparison import Codes, Comparison, Row, choose, given, shared

VALUES = ("unknown", "same", "other")
OTHER = VALUES.index("other")
STATES: dict[str, tuple[str, ...]] = {"actors": ("acting",), "recipients": ("receiving",), "means": ()}
STANDING: dict[str, tuple[str, ...]] = {"actors": (), "recipients": ("standing",), "means": ()}
NAMES = {"actors": "actor", "recipients": "recipient", "means": "instrument"}


def judge(column: str, left: Columns, right: Columns) -> Codes:
    """Whether the keys of one role meet; unknown where one claim does not state it, both name bodies of one state, or both
    name a side of the war, whom deeds are done to all the time.
    """
    one, other = getattr(left, column), getattr(right, column)
    meet = shared(one, other)
    apart = given(one) & given(other)
    for state in STATES[column]:
        apart &= shared(getattr(left, state), getattr(right, state)) == 0
    same = meet > 0
    for side in STANDING[column]:
        same &= meet > shared(getattr(left, side), getattr(right, side))
    return choose(len(left), (1, same), (OTHER, apart & (meet == 0)))


def say(column: str, value: str, left: Row, right: Row) -> str:
    """Whom or what the two claims name."""
    words = f"“{left[column]}” and “{right[column]}”"
    role = NAMES[column]
    return {
        "same": f"The {role} may be the same: {words}.",
        "other": f"The {role} differs: {words}.",
    }.get(value, f"Not both name the {role}.")


ACTOR, RECIPIENT, INSTRUMENT = (
    Comparison(name, VALUES, (column, *STATES[column], *STANDING[column]), partial(judge, column), partial(say, column))
    for column, name in NAMES.items()
)
