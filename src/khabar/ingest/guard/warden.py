"""The warden: hands requests to a child process, waits so long and no longer, and replaces a child that fails."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Generator, Iterator
from dataclasses import astuple
from signal import SIGXCPU

from khabar.errors import ReportError, SetupError
from khabar.ingest.guard import wire
from khabar.ingest.guard.children import Child
from khabar.ingest.guard.wire import Answer, Opening
from khabar.ingest.limits import DEFAULT, Limits
from khabar.records import Ingested, Issue, Refusal, Source

_CHILD = "khabar.ingest.guard.child"
# One thread each: the libraries for numbers reserve memory for every core of the machine.
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
# How long a child may take to start on a busy machine.
_START_SECONDS = 120
# So many reports before a child's last one, or after the first breach, the child that will follow it is started.
_AHEAD = 20


class Warden:
    """One child at work, and the one that will follow it. ``child`` is the module that they run. For one thread at a time."""

    def __init__(self, limits: Limits = DEFAULT, child: str = _CHILD) -> None:
        self._limits = limits
        self._command = [sys.executable, "-P", "-m", child, *map(str, astuple(limits))]
        self._child: Child | None = None
        self._next: Child | None = None
        self._had = 0
        self._breaches = 0

    def prepare(self) -> None:
        """Start a child where there is none."""
        if self._child is None:
            self._child, self._next, self._had = self._next or self._started(), None, 0
        if self._next is None and (self._breaches or self._had >= self._limits.reports_a_child - _AHEAD > 0):
            self._next = self._started()

    def read(self, source: Source) -> Ingested:
        """The report in a source. Raises ReportError where it cannot be read, or its reading breaks a limit."""
        try:
            found = list(self._asked(source))
        except ReportError as error:
            if error.code != wire.MODEL_NEEDED or wire.LANGUAGES in self._command:
                raise
            self._load_languages()
            found = list(self._asked(source))
        if len(found) != 1 or not isinstance(found[0], Ingested):
            raise _unsound()
        return found[0]

    def open(self, request: Opening) -> Iterator[Source | Issue]:
        """The sources in a file. Raises ReportError where not all of it can be taken, or opening it breaks a limit."""
        for found in self._asked(request):
            if isinstance(found, Ingested):
                raise _unsound()
            yield found

    def close(self) -> None:
        """End the children, whatever they are at."""
        for child in (self._child, self._next):
            if child:
                child.end()
        self._child = self._next = None

    def _asked(self, request: Source | Opening) -> Iterator[Ingested | Source | Issue]:
        """What a child answers to a request."""
        child = self._serving()
        try:
            child.send(wire.asked(request))
            refusal = yield from self._answers(child)
        except (BrokenPipeError, EOFError, TimeoutError) as error:
            raise self._breach(isinstance(error, TimeoutError)) from error
        except BaseException:
            # After half an exchange, what the child says next would be taken for an answer to another request.
            self._drop()
            raise
        if refusal:
            raise ReportError(refusal.code, refusal.message)

    def _serving(self) -> Child:
        """A child that is ready."""
        if self._had >= self._limits.reports_a_child:
            self._drop()
        self.prepare()
        assert self._child is not None
        if not self._had:
            _await(self._child)
        self._had += 1
        return self._child

    def _answers(self, child: Child) -> Generator[Ingested | Source | Issue, None, Refusal | None]:
        """The answers to one request as they come, each within the time that a report has; returns the last one's refusal."""
        while True:
            found = self._answer(child)
            if found is None or isinstance(found, Refusal):
                return found
            yield found
            if isinstance(found, Ingested):
                return None
            self._had += 1

    def _answer(self, child: Child) -> Answer:
        told = data = b""
        while not told:
            # An empty message says that part of a report is done and the next one begins.
            until = time.monotonic() + self._limits.wall
            told = self._frame(child, until, self._limits.answer)
            data = self._frame(child, until, max(self._limits.file, self._limits.member))
        try:
            return wire.answer(told, data)
        except ValueError as error:
            raise _unsound() from error

    def _frame(self, child: Child, until: float, most: int) -> bytes:
        size = int.from_bytes(child.received(wire.SIZE, until), "big")
        if size > most:
            raise ReportError("too_large", f"what was read of it has {size:,} bytes, more than the limit called answer")
        return child.received(size, until)

    def _load_languages(self) -> None:
        """Have this child's place taken by one that has loaded the model of languages; most reports need none."""
        self.close()
        self._command.append(wire.LANGUAGES)

    def _drop(self) -> None:
        """End the child at work."""
        if self._child:
            self._child.end()
        self._child = None

    def _breach(self, waited: bool) -> ReportError:
        """Why a report cost its child, as the reader of an issue is told it."""
        child, self._child = self._child, None
        assert child is not None
        self._breaches += 1
        if waited:
            child.end()
            return ReportError(
                "too_slow", f"reading it took more than {self._limits.wall} seconds, the limit called wall"
            )
        code = child.code()
        child.end()
        if -code == SIGXCPU:
            return ReportError(
                "too_slow",
                f"reading it took more than {self._limits.cpu} seconds of processor time, the limit called cpu",
            )
        return ReportError("parser_died", f"the process that read it ended ({_told(code)})")

    def _started(self) -> Child:
        environment = {**os.environ, **_ENVIRONMENT, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        return Child(self._command, environment)


def _unsound() -> ReportError:
    return ReportError("parser_died", "the process that read it gave no sound answer")


def _await(child: Child) -> None:
    """Wait until a child says that it is ready. Raises SetupError where it never is."""
    try:
        child.received(wire.SIZE, time.monotonic() + _START_SECONDS)
    except TimeoutError:
        raise SetupError(f"The process that parses reports was not ready within {_START_SECONDS} seconds.") from None
    except EOFError:
        raise SetupError(
            f"The process that parses reports cannot be started ({_told(child.code())}). The folder for temporary files may "
            "be full, or what the system allows of memory or of the size of files too low: see `ulimit -a`."
        ) from None


def _told(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit status {code}"
