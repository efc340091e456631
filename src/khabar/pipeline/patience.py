"""How long the reading of one report may take: what is found out of it must end, whatever a text does to a rule."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# Where a first signal falls on code that drops what it raises, another follows.
_AGAIN_SECONDS = 1.0


class OverdueError(Exception):
    """The time is over."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise OverdueError in the block when it has taken so many seconds of processor time.

    Signals reach a process's first thread alone; in another thread, and on systems without timers of processor time, the
    block has no limit.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGPROF, _overdue)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _overdue(_signal: int, _frame: FrameType | None) -> None:
    raise OverdueError
