"""What one report may cost, and how a process is held to it."""

from __future__ import annotations

import os
import resource
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of processor time and of waiting, bytes of memory beyond what the program itself takes, and reports a child."""

    cpu_seconds: int = 30
    wall_seconds: int = 120
    memory: int = 1_000_000_000
    reports_a_child: int = 300


def hold(limits: Limits) -> None:
    """Hold this process to its memory, keep it from writing files, and cut it off from the network; for good."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if taken := _address_space():
        resource.setrlimit(resource.RLIMIT_AS, (taken + limits.memory, taken + limits.memory))
    sys.addaudithook(_refuse)


def hold_one(limits: Limits) -> None:
    """Give this process its processor time for one more report."""
    spent = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(spent) + 1 + limits.cpu_seconds, hard))


def _address_space() -> int | None:
    """The bytes of memory that this process has laid claim to, where the system tells."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return None
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


# What a parser has no business with: sockets, other programs, and files to write.
_REFUSED = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.remove",
    "os.rename",
)


def _refuse(event: str, _: tuple[object, ...]) -> None:
    if event.startswith(_REFUSED):
        raise PermissionError(f"{event} is refused while a report is parsed")
