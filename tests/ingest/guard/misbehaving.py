"""A child whose parser does what the words of a report tell it: for tests of what becomes of such children."""

from __future__ import annotations

import ctypes
import socket
import sys
import time
from pathlib import Path

from khabar.ingest import reading
from khabar.ingest.blocks import Page
from khabar.ingest.decode import Decoded
from khabar.ingest.guard import child
from khabar.ingest.limits import Limits


def misbehave(data: bytes, limits: Limits) -> tuple[Decoded, Page]:
    """Do as told."""
    deed, _, detail = data.decode().partition(" ")
    if deed == "hang":
        time.sleep(3600)
    elif deed == "spin":
        while True:
            pass
    elif deed == "crash":
        ctypes.string_at(0)
    elif deed == "fill":
        held = [b"x" * 100_000_000 for _ in range(100)]
        assert held
    elif deed == "write":
        Path(detail).write_text("words", encoding="utf-8")
    elif deed == "connect":
        host, _, port = detail.partition(":")
        socket.create_connection((host, int(port)))
    elif deed == "chatter":
        print("This is no answer.", flush=True)
        sys.stdout.flush()
    return reading.FORMATS["plain"](b"It was told what to do: " + data + b".", limits)


if __name__ == "__main__":
    reading.FORMATS["told"] = misbehave  # type: ignore[index]
    child.main(Limits(*map(int, sys.argv[1:])))
