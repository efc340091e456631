"""One change of a casebook at a time; reading needs no lock.

The lock is the operating system's, so it ends with the process that holds it, however that process ends.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from khabar.casebook.layout import Layout
from khabar.errors import CasebookError, InputError

_OF_THE_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS)


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Hold a casebook, or the folder of one to come, for changes.

    Raises CasebookError, naming who and since when, where another holds it, and InputError for a folder of other things.
    """
    _refuse_other_folders(Layout(folder))
    folder.mkdir(parents=True, exist_ok=True)
    with _naming(folder), Layout(folder).lock.open("a+", encoding="ascii") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            stream.seek(0)
            raise CasebookError(_refusal(folder, stream.read())) from error
        stream.truncate(0)
        json.dump({"process": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}, stream)
        stream.flush()
        yield
        stream.truncate(0)


@contextmanager
def _naming(folder: Path) -> Iterator[None]:
    """Have a disk's failure name the folder where the system does not say which file it concerns, as when one is written."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno in _OF_THE_DISK:
            error.filename = str(folder)
        raise


def _refuse_other_folders(layout: Layout) -> None:
    """A casebook deletes what it no longer needs, so it never moves in with files that are not its own."""
    if layout.folder.exists() and not layout.folder.is_dir():
        raise InputError(f"{layout.folder} is a file. Name a folder for the casebook.")
    if layout.folder.is_dir() and not layout.manifest.exists() and not layout.holds_only_own():
        raise InputError(f"{layout.folder} holds other files and is no casebook. Name a new or empty folder.")


def _refusal(folder: Path, note: str) -> str:
    try:
        holder = json.loads(note)
        who = f"process {holder['process']}, since {holder['since']}"
    except (ValueError, KeyError, TypeError):
        who = "another process"
    return f"{folder} is being changed by {who}. Wait until it ends, or end it, and try again."
