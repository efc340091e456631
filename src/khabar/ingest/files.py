"""One file to its sources: which format it is in, what it holds, and what stands against reading it."""

from __future__ import annotations

import hashlib
import mmap
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from khabar import issues
from khabar.errors import ReportError
from khabar.frozen import record
from khabar.ingest import guard
from khabar.ingest.limits import Limits
from khabar.ingest.taking import STAGE, refused
from khabar.records import Issue, Source


@record(frozen=True, slots=True)
class Place:
    """A file and the folder that its path is told relative to."""

    root: Path
    file: Path

    @property
    def name(self) -> str:
        """The file's path as it stands in tables."""
        return name_of(self.root, self.file)


def name_of(root: Path, file: Path) -> str:
    """A path relative to its root with forward slashes; bytes that are not UTF-8 are written out."""
    text = file.relative_to(root).as_posix()
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def unread(root: Path, file: Path, code: str, why: str) -> Issue:
    """The issue of a file whose bytes could not be had."""
    return issues.error(STAGE, code, None, None, None, f"{name_of(root, file)}: {why}")


def digest(place: Place) -> str | None:
    """The SHA-256 of a file's bytes; None where it is not to be opened, or cannot be."""
    try:
        if _objection(place):
            return None
        with place.file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def reports(place: Place, columns: Mapping[str, str] | None, limits: Limits) -> Iterator[Source | Issue]:
    """The sources in a file; where not all of it could be taken, the file itself with the reason is the last of them."""
    try:
        if why := _objection(place):
            yield unread(place.root, place.file, *why)
            return
        try:
            yield from guard.opened(place.name, place.file, columns, limits)
        except ReportError as error:
            yield refused(place.name, _bytes(place.file, limits), error)
    except OSError as error:
        yield unread(place.root, place.file, "unreadable", error.strerror or str(error))


def _bytes(file: Path, limits: Limits) -> bytes:
    """The bytes of a file; those of one that is too large are not brought into memory at once."""
    if file.stat().st_size <= limits.file:
        return file.read_bytes()
    with file.open("rb") as stream:
        # It can be hashed and written, which is all that is done with bytes that are kept and not read.
        return cast(bytes, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))


def _objection(place: Place) -> tuple[str, str] | None:
    """Why a file is not to be opened, as a reason code and a sentence."""
    # Paths resolve without an error here although a link leads round in a circle; opening such a file tells of it.
    inside = Path(os.path.realpath(place.file)).is_relative_to(os.path.realpath(place.root))
    if place.file.is_symlink() and not inside:
        return "link_outside", "a link that leads out of the folder, so it was not followed"
    # A pipe or a device could be waited on for ever.
    if not stat.S_ISREG(place.file.stat().st_mode):
        return "unreadable", "not a regular file"
    return None
