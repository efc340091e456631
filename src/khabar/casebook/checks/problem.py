"""What a check finds."""

from __future__ import annotations

from khabar.frozen import record


@record(frozen=True, slots=True)
class Problem:
    """Something in a casebook that is not as it must be: the table or file, the row's key, and what is wrong."""

    table: str
    key: str
    what: str
