"""The guard: files are opened and reports parsed in child processes, with limits and without a network.

A report that breaks a limit costs itself and its child, never the run. Children are started before they are needed, and
replaced after a breach, and now and then without one.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from khabar.errors import ReportError
from khabar.ingest.guard.pool import Pool
from khabar.ingest.guard.wire import Columns, Opening
from khabar.ingest.limits import DEFAULT, Limits
from khabar.records import Ingested, Issue, Source

__all__ = ["opened", "prepare", "read"]


def read(source: Source, limits: Limits = DEFAULT) -> Ingested:
    """The report in a source, parsed in a child process.

    Raises ReportError as :func:`khabar.ingest.read` does, or with ``too_slow``, ``out_of_memory`` or ``parser_died``.
    """
    with _pool(os.getpid(), limits).one() as warden:
        return warden.read(source)


def opened(name: str, file: Path, columns: Columns, limits: Limits = DEFAULT) -> Iterator[Source | Issue]:
    """The sources in a file, opened in a child process; ``name`` is what their paths begin with.

    Raises ReportError where the file itself is to be kept, once all that could be taken out of it is.
    """
    held: Source | Issue | None = None
    failure: ReportError | None = None
    with _pool(os.getpid(), limits).one() as warden:
        try:
            # The children stay in the folder that this process was in when they were started.
            for found in warden.open(Opening(name, file.absolute(), columns)):
                if held is not None:
                    yield held
                held = found
        except ReportError as error:
            failure = error
    # The child is free by now, so that a file of one report is opened and read by the same one.
    if held is not None:
        yield held
    if failure:
        raise failure


def prepare(limits: Limits = DEFAULT) -> None:
    """Start a child process, so that it is ready when the first report comes."""
    _pool(os.getpid(), limits).prepare()


@cache
def _pool(_process: int, limits: Limits) -> Pool:
    """The pool of a process, which ends its children with itself; one that was forked does not use its parent's."""
    pool = Pool(limits)
    atexit.register(pool.close)
    return pool
