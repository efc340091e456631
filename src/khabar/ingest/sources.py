"""Paths to sources: files, folders, globs and dumps, in a fixed order, with an issue for each that is left out."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from khabar import issues
from khabar.errors import InputError
from khabar.ingest.reading import LARGEST_FILE
from khabar.records import Issue, Metadata, Source

STAGE = "ingest"
FORMATS_BY_SUFFIX = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "plain",
    ".markdown": "plain",
    "": "plain",
    ".log": "plain",
}


def sources(
    paths: Sequence[Path], metadata: Metadata = Metadata(), columns: Mapping[str, str] | None = None
) -> Iterator[Source | Issue]:
    """The sources under files, folders and globs, each with its path relative to the folder it was found in.

    ``metadata`` holds for every source that does not know better. ``columns`` names, for dumps, which column holds
    ``text``, ``id``, ``title``, ``outlet``, ``byline``, ``date``, ``url`` or ``retrieved``. Raises InputError for a path
    that does not exist.
    """
    for path in paths:
        for root, file in _files(path):
            yield from _read(root, file, metadata) if isinstance(file, Path) else (file,)


def _files(path: Path) -> Iterator[tuple[Path, Path | Issue]]:
    if path.is_dir():
        yield from ((path, found) for found in _walk(path, path))
    elif path.is_file():
        yield path.parent, path
    elif matches := sorted(glob.glob(str(path), recursive=True)):
        for match in matches:
            yield from _files(Path(match))
    else:
        raise InputError(f"there is no file, folder or match for {str(path)!r}")


def _walk(root: Path, folder: Path) -> Iterator[Path | Issue]:
    for entry in sorted(folder.iterdir(), key=lambda p: p.name):
        if entry.is_dir():
            yield from _walk(root, entry)
        else:
            yield entry


def _read(root: Path, file: Path, metadata: Metadata) -> Iterator[Source | Issue]:
    name = PurePosixPath(file.relative_to(root)).as_posix()
    yield Source(name, file.read_bytes(), "plain", metadata)
