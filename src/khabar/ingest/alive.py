"""Saying that long work goes on: the recognition of a page may take as long as the reading of a whole report.

Whoever waits for a report registers to hear of each part that is done; where nobody does, nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable

_heard: list[Callable[[], None]] = []


def listen(to: Callable[[], None]) -> None:
    """Call this at each part that is done, from now on."""
    _heard.append(to)


def still() -> None:
    """A part is done, and the next one may take as long."""
    for each in _heard:
        each()
