"""MBOX: a file of mails, each after a line that begins with "From " (RFC 4155)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from khabar.ingest.budget import Budget
from khabar.ingest.containers.member import Member, Refused

_SEPARATOR = b"From "
_LONGEST_LINE = 1_000_000


def members(stream: IO[bytes], budget: Budget) -> Iterator[Member | Refused]:
    """The mails in order, numbered from 1. Raises ReportError (``too_large``) where they are more than may be read."""
    most = budget.limits.member
    for number, (lines, size) in enumerate(_mails(stream, most), start=1):
        budget.spend(size)
        if number > budget.limits.members:
            yield Refused(
                "", "too_many_members", f"only its first {number - 1:,} mails were taken, the limit called members"
            )
            return
        if size > most:
            yield Refused(f"{number}.eml", "too_large", f"it has more than {most:,} bytes, the limit called member")
        else:
            yield Member(f"{number}.eml", b"".join(lines))


def _mails(stream: IO[bytes], most: int) -> Iterator[tuple[list[bytes], int]]:
    """The lines of each mail, up to so many bytes, and its size."""
    lines: list[bytes] = []
    size = 0
    blank = True
    while line := stream.readline(_LONGEST_LINE):
        if blank and line.startswith(_SEPARATOR):
            if size:
                yield lines, size
            lines, size = [], 0
        else:
            size += len(line)
            if size <= most:
                lines.append(line)
        blank = not line.strip()
    if size:
        yield lines, size
