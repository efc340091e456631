"""ZIP archives."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO

from khabar.errors import ReportError
from khabar.ingest.budget import Budget
from khabar.ingest.containers.member import Member, Refused
from khabar.ingest.strangers import refusing

_ENCRYPTED = 0x1


def members(stream: IO[bytes], budget: Budget) -> Iterator[Member | Refused]:
    """The files in an archive, in the order of its directory. Raises ReportError (``damaged``, ``too_large``)."""
    with refusing("damaged", "this archive"):
        archive = zipfile.ZipFile(stream)
    with archive:
        listed = [info for info in archive.infolist() if not info.is_dir()]
        most = budget.limits.members
        for info in listed[:most]:
            yield _member(archive, info, budget)
    if len(listed) > most:
        yield Refused(
            "",
            "too_many_members",
            f"only the first {most:,} of its {len(listed):,} files were taken, the limit called members",
        )


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Member | Refused:
    if info.flag_bits & _ENCRYPTED:
        return Refused(info.filename, "encrypted", "it is locked with a password; unlock it and add it again")
    try:
        with refusing("damaged", "this file"), archive.open(info) as stream:
            return Member(info.filename, budget.drawn(stream))
    except ReportError as error:
        return Refused(info.filename, error.code, str(error))
