"""The guard: formats are parsed in a child process of their own, with limits and without a network.

A report that breaks a limit costs itself and its child, never the run. One child serves one process of ours and is
started before the first report is there; it is replaced after a breach, and now and then without one.
"""

from __future__ import annotations

import atexit
import os
from functools import cache
from threading import Lock

from khabar.ingest.guard.warden import Warden
from khabar.records import Ingested, Source

__all__ = ["prepare", "read"]

_ONE_AT_A_TIME = Lock()


def read(source: Source) -> Ingested:
    """The report in a source, parsed in the child process.

    Raises ReportError as :func:`khabar.ingest.read` does, or with ``too_slow``, ``out_of_memory`` or ``parser_died``.
    """
    with _ONE_AT_A_TIME:
        return _warden(os.getpid()).read(source)


def prepare() -> None:
    """Start the child process, so that it is ready when the first report comes."""
    with _ONE_AT_A_TIME:
        _warden(os.getpid()).prepare()


@cache
def _warden(_process: int) -> Warden:
    """The warden of a process, which ends its child with itself; one that was forked does not use its parent's."""
    warden = Warden()
    atexit.register(warden.close)
    return warden
