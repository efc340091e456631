"""One file to its sources: which format it is in, and what stands against reading it."""

from __future__ import annotations

import gzip
import io
import stat
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from khabar import issues
from khabar.errors import ReportError
from khabar.ingest import decode, dumps, webpage
from khabar.ingest.packed import Packed
from khabar.ingest.reading import LARGEST_FILE
from khabar.records import Issue, Source

STAGE = "ingest"
_SUFFIXES = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), "html"),
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    **dict.fromkeys((".csv", ".tsv", ".tab"), "csv"),
    ".json": "json",
}
_NOT_READ = frozenset((".xml", ".rss", ".atom", ".eml", ".mbox", ".warc", ".css", ".js"))


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
    except (EOFError, zlib.error) as error:
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
    packed = place.file.suffix.casefold() == ".gz"
    inner = Path(place.file.stem) if packed else place.file
    form = _SUFFIXES.get(inner.suffix.casefold())
    with closing(_open(place.file, packed)) as stream:
        if form is not None and form in dumps.READERS:
            yield from dumps.reports(place.name, form, stream, columns)
        else:
            yield _single(place.name, inner.suffix.casefold(), form, stream)


def _open(file: Path, packed: bool) -> IO[bytes]:
    return io.BufferedReader(Packed(gzip.open(file), file.stat().st_size)) if packed else file.open("rb")


def _single(name: str, suffix: str, form: str | None, stream: IO[bytes]) -> Source:
    """The one report in a file. Raises ReportError for a file that is too large, or of no format that is read."""
    data = stream.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise ReportError("too_large", f"it has more than {LARGEST_FILE:,} bytes")
    decode.refuse_binary(data)
    if suffix in _NOT_READ:
        raise ReportError("unsupported_format", f"files in {suffix} are not read; convert it to text or HTML")
    if form is None:
        form = "html" if suffix != ".md" and webpage.looks_like(data[:20_000].decode("latin-1")) else "plain"
    return Source(name, data, form)
