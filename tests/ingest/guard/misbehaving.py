"""A child whose parser does what the words of a report tell it: for tests of what becomes of such children."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from khabar.ingest import alive, reading
from khabar.ingest.blocks import Page
from khabar.ingest.decode import Decoded
from khabar.ingest.guard import child
from khabar.ingest.limits import Limits


def spin(_: str) -> None:
    while True:
        pass


def fill(_: str) -> None:
    held = [b"x" * 100_000_000 for _ in range(100)]
    assert held


def write(path: str) -> None:
    Path(path).write_text("words", encoding="utf-8")


def connect(address: str) -> None:
    host, _, port = address.partition(":")
    socket.create_connection((host, int(port)))


def connect_below(address: str) -> None:
    """Call the system itself, as a library in another language does."""
    host, _, port = address.partition(":")
    system = ctypes.CDLL(None, use_errno=True)
    number = system.socket(socket.AF_INET, socket.SOCK_STREAM, 0)
    place = socket.AF_INET.to_bytes(2, sys.byteorder) + int(port).to_bytes(2, "big") + socket.inet_aton(host) + bytes(8)
    if system.connect(number, place, len(place)):
        raise OSError(ctypes.get_errno(), "no connection")


def chatter(_: str) -> None:
    print("This is no answer.", flush=True)


def take_time(seconds: str) -> None:
    for _ in range(int(seconds)):
        time.sleep(1)
        alive.still()


def run(program: str) -> None:
    os.execv(program, [program])


DEEDS: Mapping[str, Callable[[str], object]] = {
    "nothing": lambda _: None,
    "hang": lambda _: time.sleep(3600),
    "crash": lambda _: ctypes.string_at(0),
    "spin": spin,
    "fill": fill,
    "write": write,
    "remove": os.remove,
    "connect": connect,
    "connect_below": connect_below,
    "run": run,
    "chatter": chatter,
    "take_time": take_time,
}


def misbehave(data: bytes, limits: Limits) -> tuple[Decoded, Page]:
    """Do as told."""
    deed, _, detail = data.decode().partition(" ")
    DEEDS[deed](detail)
    return reading.FORMATS["plain"](b"It was told what to do: " + data + b".", limits)


if __name__ == "__main__":
    reading.FORMATS["told"] = misbehave  # type: ignore[index]
    child.main(sys.argv[1:])
