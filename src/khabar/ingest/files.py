"""One file to its sources: which format it is in, what it holds, and what stands against reading it."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from khabar import issues
from khabar.errors import ReportError
from khabar.ingest import opening
from khabar.ingest.budget import Budget
from khabar.ingest.opening import STAGE
from khabar.ingest.packed import DAMAGED
from khabar.records import Issue, Source


@dataclass(frozen=True, slots=True)
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
    """The issue of a file that was not read."""
    return issues.error(STAGE, code, None, None, None, f"{name_of(root, file)}: {why}")


def reports(place: Place, columns: Mapping[str, str] | None) -> Iterator[Source | Issue]:
    """The sources in a file, or the issue that says why there is none."""
    try:
        if why := _objection(place):
            yield unread(place.root, place.file, *why)
        else:
            yield from _opened(place, columns)
    except OSError as error:
        yield unread(place.root, place.file, "unreadable", error.strerror or str(error))
    except DAMAGED as error:
        yield unread(place.root, place.file, "damaged", f"it cannot be unpacked: {error}")
    except ReportError as error:
        yield unread(place.root, place.file, error.code, str(error))


def _objection(place: Place) -> tuple[str, str] | None:
    """Why a file is not to be opened, as a reason code and a sentence."""
    if place.file.is_symlink() and not place.file.resolve().is_relative_to(place.root.resolve()):
        return "link_outside", "a link that leads out of the folder, so it was not followed"
    # A pipe or a device could be waited on for ever.
    if not stat.S_ISREG(place.file.stat().st_mode):
        return "unreadable", "not a regular file"
    return None


def _opened(place: Place, columns: Mapping[str, str] | None) -> Iterator[Source | Issue]:
    budget = Budget(place.file.stat().st_size)
    with place.file.open("rb") as stream:
        yield from opening.reports(place.name, place.file.suffix.casefold(), stream, budget, columns)
