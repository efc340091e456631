"""One child process and its pipes: what is sent to it, and what comes from it in time."""

from __future__ import annotations

import fcntl
import os
import selectors
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress

# How much a pipe holds where the system lets it be chosen, so that a page goes through it in one piece.
_PIPE = 1_000_000
_AT_ONCE = 1_000_000


class Child:
    """A process that is asked on its standard input and answers on its standard output."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in, self._out = self._process.stdin, self._process.stdout
        self._held = bytearray()
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._out, selectors.EVENT_READ)
        for pipe in (self._in, self._out):
            # Linux alone has it, and a user may have used up what all pipes may hold.
            with suppress(AttributeError, OSError):
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)

    def send(self, data: bytes) -> None:
        """Send it some bytes. Raises BrokenPipeError where it has ended."""
        self._in.write(data)
        self._in.flush()

    def received(self, size: int, until: float) -> bytes:
        """So many bytes from it. Raises TimeoutError, or EOFError where it ends before."""
        while len(self._held) < size:
            if not self._selector.select(max(0.0, until - time.monotonic())):
                raise TimeoutError
            chunk = os.read(self._out.fileno(), _AT_ONCE)
            if not chunk:
                raise EOFError
            self._held += chunk
        data = bytes(self._held[:size])
        del self._held[:size]
        return data

    def code(self) -> int:
        """Its exit status, once it has ended; negative for a signal."""
        return self._process.wait()

    def end(self) -> None:
        """End it, whatever it is at."""
        self._process.kill()
        self._process.wait()
        self._selector.close()
        for pipe in (self._in, self._out):
            with suppress(BrokenPipeError):
                pipe.close()
