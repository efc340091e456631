"""Sparing the collector of garbage what a process loads once and keeps: there is much of it to look through."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

# A start makes some hundred thousand things that stay.
MANY = 50_000
# So often, looking for garbage takes a thousandth of the time that the reports do.
REPORTS = 128

_reports = count(1)


@contextmanager
def kept() -> Iterator[None]:
    """Collect nothing meanwhile, and take for old what was made meanwhile, so that it is not looked through at once."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def collect_rarely() -> None:
    """Look for garbage a few times in a start, not some hundred: little of what Khabar makes is garbage."""
    gc.set_threshold(MANY)


def report_begun() -> None:
    """Look for garbage each so many reports: Python holds the room of old tuples for new ones, and only then lets go of it."""
    if next(_reports) % REPORTS == 0 and gc.isenabled():
        gc.collect()
