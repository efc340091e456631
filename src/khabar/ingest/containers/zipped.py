"""ZIP archives."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO

from khabar.errors import ReportError
from khabar.ingest.budget import LARGEST_MEMBER, MOST_MEMBERS, Budget
from khabar.ingest.containers.member import Member, Refused
from khabar.ingest.strangers import refusing

_ENCRYPTED = 0x1


def members(stream: IO[bytes], budget: Budget) -> Iterator[Member | Refused]:
    """The files in an archive, in the order of its directory. Raises ReportError (``damaged``, ``too_large``)."""
    with refusing("damaged", "this archive"):
        archive = zipfile.ZipFile(stream)
    with archive:
        listed = [info for info in archive.infolist() if not info.is_dir()]
        for info in listed[:MOST_MEMBERS]:
            yield _member(archive, info, budget)
    if len(listed) > MOST_MEMBERS:
        yield Refused(
            "", "too_many_members", f"only the first {MOST_MEMBERS:,} of its {len(listed):,} files were taken"
        )


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Member | Refused:
    if info.flag_bits & _ENCRYPTED:
        return Refused(info.filename, "encrypted", "it is locked with a password")
    try:
        with refusing("damaged", "this file"), archive.open(info) as stream:
            return Member(info.filename, budget.drawn(stream, LARGEST_MEMBER))
    except ReportError as error:
        return Refused(info.filename, error.code, str(error))
