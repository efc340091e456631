"""The guard: formats are parsed in a child process of their own, with limits and without a network.

A report that breaks a limit costs itself and its child, never the run. One child serves one process of ours and is
started before the first report is there; it is replaced after a breach, and now and then without one.
"""

from __future__ import annotations

import atexit
from functools import cache

from khabar.ingest.guard.warden import Warden
from khabar.records import Ingested, Source

__all__ = ["prepare", "read"]


def read(source: Source) -> Ingested:
    """The report in a source, parsed in the child process.

    Raises ReportError as :func:`khabar.ingest.read` does, or with ``too_slow``, ``out_of_memory`` or ``parser_died``.
    """
    return _warden().read(source)


def prepare() -> None:
    """Start the child process, so that it is ready when the first report comes."""
    _warden().prepare()


@cache
def _warden() -> Warden:
    """The warden of this process, which ends its child with itself."""
    warden = Warden()
    atexit.register(warden.close)
    return warden
