"""A check of the log's file beside it, so that a byte that flips anywhere in the file is found, in its unused parts too.

``review.check`` holds the number of the last judgement, the size of the file and the SHA-256 of its bytes. It is written after
each judgement; a run that is killed between the two leaves an older check, and then the chain alone is proof until the
next judgement is added. Bytes are taken through the database and never by opening its file, which would end its locks.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from khabar.casebook.canonical import canonical, digest
from khabar.casebook.layout import Layout, replace_file
from khabar.errors import CasebookError
from khabar.frozen import record


@record(frozen=True, slots=True)
class LogCheck:
    """What the log's file was when its last judgement was added."""

    last: int
    bytes: int
    sha256: str


def checked(last: int, data: bytes) -> LogCheck:
    """The check of a log whose last judgement and bytes are given."""
    return LogCheck(last, len(data), digest(data))


def write_check(folder: Path, check: LogCheck) -> None:
    """Put a check beside the log."""
    replace_file(Layout(folder).review_check, _serialise(check))


def read_check(folder: Path) -> LogCheck | None:
    """The check beside the log, or None where there is none. Raises CasebookError for one that was altered."""
    path = Layout(folder).review_check
    if not path.exists():
        return None
    data = path.read_bytes()
    try:
        row = json.loads(data)
        check = LogCheck(row["last"], row["bytes"], row["sha256"])
    except (ValueError, TypeError, KeyError) as error:
        raise CasebookError(f"{path} is damaged: {error!r}.") from error
    if _serialise(check) != data:
        raise CasebookError(f"{path} was altered: its bytes are not those that were written.")
    return check


def fault(check: LogCheck | None, now: LogCheck) -> str | None:
    """What is wrong with a log by its check; None where nothing is, or where the check cannot tell."""
    if check is None or check == now or check.last < now.last:
        return None
    if check.last > now.last:
        return f"it ends at judgement {now.last}, and had {check.last}: it was cut short or replaced"
    return "its bytes are not those that were written: something in it was altered"


def _serialise(check: LogCheck) -> bytes:
    row = asdict(check)
    return canonical({**row, "check": digest(canonical(row))}) + b"\n"
