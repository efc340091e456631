"""Holding a process to its limits, and off the network, the disk and other programs."""

from __future__ import annotations

import ctypes
import os
import resource
import sys
from pathlib import Path

from khabar.ingest import recogniser
from khabar.ingest.limits import Limits

# Linux: a network of one's own, in which there is nothing; and rights of one's own, without which it may be refused.
_NEW_NETWORK = 0x40000000
_NEW_USER = 0x10000000


def hold(limits: Limits) -> None:
    """Hold this process to its memory, keep it from writing files, and cut it off from the network; for good."""
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if taken := _address_space():
        most = _within(resource.RLIMIT_AS, taken + limits.memory)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    leave_network()
    sys.addaudithook(_refuse)


def hold_one(limits: Limits) -> None:
    """Give this process its processor time for one more report."""
    spent = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (_within(resource.RLIMIT_CPU, int(spent) + 1 + limits.cpu), hard))


def _within(kind: int, wanted: int) -> int:
    """A limit that we want, or what the machine's owner allows at most, where that is less: nobody may raise it."""
    _, hard = resource.getrlimit(kind)
    return wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)


def leave_network() -> bool:
    """Have no network at all, which holds for libraries in other languages too; false where the system does not let it."""
    try:
        system = ctypes.CDLL(None)
        return not system.unshare(_NEW_NETWORK) or not system.unshare(_NEW_USER | _NEW_NETWORK)
    except (OSError, AttributeError):
        return False


def _address_space() -> int | None:
    """The bytes of memory that this process has laid claim to, where the system tells."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return None
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


# What a parser has no business with: sockets, other programs, and changes to files.
_REFUSED = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.kill",
    "shutil.",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _refuse(event: str, told: tuple[object, ...]) -> None:
    if event == "subprocess.Popen" and told[0] == recogniser.program():
        return
    # A number is a file that is open already, such as a pipe.
    named = event == "open" and not isinstance(told[0], int) and told[0] != os.devnull
    writes = named and isinstance(told[2], int) and told[2] & _WRITING
    if writes or event.startswith(_REFUSED):
        raise PermissionError(f"{event} is refused while a report is parsed")
