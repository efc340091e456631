"""The bytes of reports as they were received, kept under their SHA-256 and never altered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from khabar.casebook.canonical import digest
from khabar.casebook.layout import UNFINISHED, Layout, replace_file
from khabar.errors import CasebookError


def original_path(folder: Path, sha256: str, suffix: str) -> Path:
    """Where the bytes with a hash stand."""
    return Layout(folder).originals / sha256[:2] / f"{sha256}{suffix}"


def store_original(folder: Path, data: bytes, suffix: str) -> str:
    """Keep the bytes of a report; returns their SHA-256. Bytes that are there already are left alone."""
    sha256 = digest(data)
    path = original_path(folder, sha256, suffix)
    if not (path.is_file() and path.stat().st_size == len(data)):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, data)
    return sha256


def load_original(folder: Path, sha256: str, suffix: str) -> bytes:
    """The bytes with a hash. Raises CasebookError where they are missing or altered."""
    path = original_path(folder, sha256, suffix)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CasebookError(f"The original {path} cannot be read: {error.strerror}.") from error
    if digest(data) != sha256:
        raise CasebookError(f"The original {path} was altered: its bytes no longer have the hash in its name.")
    return data


def original_files(folder: Path) -> Iterator[Path]:
    """Every original, in order of name."""
    yield from sorted(path for path in Layout(folder).originals.glob("*/*") if path.suffix != UNFINISHED)


def prune_originals(folder: Path, keep: set[str]) -> None:
    """Delete the originals whose hash no kept generation names, and what a crash left half written."""
    for path in sorted(Layout(folder).originals.glob("*/*")):
        if path.name.partition(".")[0] not in keep or path.suffix == UNFINISHED:
            path.unlink()
