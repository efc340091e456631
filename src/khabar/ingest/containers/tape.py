"""TAR archives, packed ones among them."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import IO

from khabar.errors import ReportError
from khabar.ingest.budget import Budget
from khabar.ingest.containers.member import Member, Refused


def members(stream: IO[bytes], budget: Budget) -> Iterator[Member | Refused]:
    """The files in an archive, in its order. Raises ReportError (``damaged``, ``too_large``)."""
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for number, info in enumerate(archive):
                if number == budget.limits.members:
                    yield Refused(
                        "",
                        "too_many_members",
                        f"only its first {number:,} entries were taken, the limit called members",
                    )
                    return
                if not info.isdir():
                    yield _member(archive, info, budget)
    except (tarfile.TarError, ValueError, OverflowError) as error:
        raise ReportError("damaged", f"it cannot be unpacked: {error}") from error


def _member(archive: tarfile.TarFile, info: tarfile.TarInfo, budget: Budget) -> Member | Refused:
    if not info.isreg():
        return Refused(info.name, "not_a_file", "a link or a device, so it was not followed", "note")
    stream = archive.extractfile(info)
    assert stream is not None, "a regular file has contents"
    try:
        return Member(info.name, budget.drawn(stream))
    except ReportError as error:
        return Refused(info.name, error.code, str(error))
