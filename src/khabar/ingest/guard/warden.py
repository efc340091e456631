"""The warden: hands reports to a child process, waits so long and no longer, and replaces a child that fails."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import astuple
from signal import SIGXCPU
from typing import IO

from khabar.errors import ReportError, SetupError
from khabar.ingest.guard import wire
from khabar.ingest.guard.limits import Limits
from khabar.records import Ingested, Source

_CHILD = "khabar.ingest.guard.child"
# One thread each: the libraries for numbers reserve memory for every core of the machine.
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


_LIMITS = Limits()
# How long a child may take to start on a busy machine.
_START_SECONDS = 120


class Warden:
    """One child, and how many reports it has had. ``child`` is the module that it runs. Not to be shared by threads."""

    def __init__(self, limits: Limits = _LIMITS, child: str = _CHILD) -> None:
        self._limits = limits
        self._command = (sys.executable, "-P", "-m", child, *map(str, astuple(limits)))
        self._child: subprocess.Popen[bytes] | None = None
        self._had = 0

    def prepare(self) -> None:
        """Start a child where there is none."""
        if self._child is None:
            environment = {**os.environ, **_ENVIRONMENT, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
            self._child = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
            )
            self._had = 0

    def read(self, source: Source) -> Ingested:
        """The report in a source. Raises ReportError where it cannot be read, or its reading breaks a limit."""
        if self._had >= self._limits.reports_a_child:
            self.close()
        self.prepare()
        assert self._child is not None
        if not self._had:
            _await(self._child)
        self._had += 1
        try:
            frame = self._exchange(self._child, wire.asked(source))
        except (BrokenPipeError, EOFError, TimeoutError) as error:
            raise self._breach(isinstance(error, TimeoutError)) from error
        except BaseException:
            # After half an exchange, what the child says next would be taken for another report.
            self.close()
            raise
        return wire.found(frame)

    def close(self) -> None:
        """End the child, whatever it is at."""
        if self._child is None:
            return
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe:
                with suppress(BrokenPipeError):
                    pipe.close()
        self._child = None

    def _exchange(self, child: subprocess.Popen[bytes], asked: bytes) -> bytes:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(asked)
        child.stdin.flush()
        until = time.monotonic() + self._limits.wall_seconds
        size = int.from_bytes(_received(child.stdout, wire.SIZE, until), "big")
        if size > wire.LARGEST:
            raise EOFError
        return _received(child.stdout, size, until)

    def _breach(self, waited: bool) -> ReportError:
        """Why a report cost its child, as the reader of an issue is told it."""
        assert self._child is not None
        if waited:
            self.close()
            return ReportError("too_slow", f"reading it took more than {self._limits.wall_seconds} seconds")
        code = self._child.wait()
        self.close()
        if -code == SIGXCPU:
            return ReportError(
                "too_slow", f"reading it took more than {self._limits.cpu_seconds} seconds of processor time"
            )
        return ReportError("parser_died", f"the process that read it ended ({_told(code)})")


def _await(child: subprocess.Popen[bytes]) -> None:
    """Wait until a child says that it is ready. Raises SetupError where it never is."""
    assert child.stdout is not None
    try:
        _received(child.stdout, wire.SIZE, time.monotonic() + _START_SECONDS)
    except (EOFError, TimeoutError):
        raise SetupError("The process that parses reports cannot be started.") from None


def _told(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit status {code}"


def _received(pipe: IO[bytes], size: int, until: float) -> bytes:
    """So many bytes from a pipe. Raises TimeoutError, or EOFError where the pipe ends before."""
    held = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while len(held) < size:
            if not selector.select(max(0.0, until - time.monotonic())):
                raise TimeoutError
            chunk = os.read(pipe.fileno(), min(1_000_000, size - len(held)))
            if not chunk:
                raise EOFError
            held += chunk
    return bytes(held)
