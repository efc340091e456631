"""What files gave when they were opened, in the cache: the same file, asked for in the same way, is not opened again.

One file of lines, safe to delete at any time: the SHA-256 of all that follows, and then a key and what was found a line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from khabar.casebook.canonical import canonical, digest
from khabar.casebook.layout import Layout, replace_file
from khabar.casebook.originals import original_path
from khabar.casebook.received import Received, received_of
from khabar.frozen import record
from khabar.records import Issue


@record(frozen=True, slots=True)
class Opened:
    """What one file gave: each report with the size of its bytes, and the issues of what was left out."""

    received: tuple[tuple[Received, int], ...]
    issues: tuple[Issue, ...]

    def stands(self, folder: Path) -> bool:
        """Whether all bytes that were taken out of the file are still among the originals of a casebook."""
        return all(_size(original_path(folder, one.sha256, one.suffix)) == size for one, size in self.received)


def opened_before(folder: Path) -> dict[str, Opened]:
    """What was kept, by key; nothing where it is not whole."""
    try:
        told, _, lines = _path(folder).read_bytes().partition(b"\n")
        return dict(map(_entry, lines.splitlines())) if told == digest(lines).encode() else {}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def keep_opened(folder: Path, found: Mapping[str, Opened]) -> None:
    """Keep what files gave in place of what was kept before."""
    lines = b"".join(canonical([key, _row(opened)]) + b"\n" for key, opened in sorted(found.items()))
    _path(folder).parent.mkdir(parents=True, exist_ok=True)
    replace_file(_path(folder), digest(lines).encode() + b"\n" + lines, durable=False)


def forget_opened(folder: Path) -> None:
    """Delete what was kept, with whatever words it holds."""
    _path(folder).unlink(missing_ok=True)


def _row(opened: Opened) -> list[Any]:
    return [[[asdict(one), size] for one, size in opened.received], [asdict(issue) for issue in opened.issues]]


def _entry(line: bytes) -> tuple[str, Opened]:
    key, (received, issues) = json.loads(line)
    taken = tuple((received_of(row), size) for row, size in received)
    return key, Opened(taken, tuple(Issue(**row) for row in issues))


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _path(folder: Path) -> Path:
    return Layout(folder).cache / "opened"
