"""The wardens of one process: as many as are at work at once, each kept for the next request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from khabar.ingest.guard.warden import Warden
from khabar.ingest.limits import Limits


class Pool:
    """Wardens that hold reports to the same limits. Threads may share it; each takes a warden of its own."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._idle: list[Warden] = []
        self._lock = Lock()

    def prepare(self) -> None:
        """Start a child, so that it is ready when the first report comes."""
        with self.one() as warden:
            warden.prepare()

    @contextmanager
    def one(self) -> Iterator[Warden]:
        """A warden that nobody else has meanwhile."""
        with self._lock:
            warden = self._idle.pop() if self._idle else Warden(self._limits)
        try:
            yield warden
        finally:
            with self._lock:
                self._idle.append(warden)

    def close(self) -> None:
        """End the children of wardens that are idle."""
        for warden in self._idle:
            warden.close()
