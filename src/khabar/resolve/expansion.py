"""The gazetteer's arrays as files that processes can map: expanded once from the packed file, atomically, by its hash."""

from __future__ import annotations

import hashlib
import mmap
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from khabar.errors import SetupError
from khabar.resolve.packing import Array, unpack

PACKED = "gazetteer.xz"
DONE = "complete"


@cache
def packed_hash() -> str:
    """The hash of the packed gazetteer, part of the version of a reading."""
    with as_file(files("khabar.resolve") / "data" / PACKED) as path:
        try:
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise SetupError(f"The gazetteer {PACKED} is missing ({error}). Install Khabar again.") from error


def mapped_arrays() -> dict[str, Array]:
    """The arrays, mapped into memory from the first usable cache folder; expanded there where they are not yet."""
    failure: OSError | None = None
    for folder in _folders():
        try:
            return _mapped(_expanded(folder / f"gazetteer-{packed_hash()[:16]}"))
        except OSError as error:
            failure = error
    raise SetupError(f"No folder can hold the expanded gazetteer ({failure}). Set XDG_CACHE_HOME to a writable folder.")


def _folders() -> Iterator[Path]:
    """Where the gazetteer may be expanded: the user's cache, else a folder of the user's own among temporary files."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    if home and Path(home).is_absolute():
        yield Path(home) / "khabar"
    else:
        yield Path(os.path.expanduser("~")) / ".cache" / "khabar"  # noqa: PTH111 - Path.home() raises without a home
    private = Path(tempfile.gettempdir()) / f"khabar-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
    private.mkdir(mode=0o700, exist_ok=True)
    if not hasattr(os, "getuid") or private.stat().st_uid == os.getuid():
        yield private


def _expanded(folder: Path) -> Path:
    """The folder with all arrays. It appears by one rename, so that another process sees it whole or not at all."""
    if (folder / DONE).exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".expanding-", dir=folder.parent))
    try:
        _write(fresh)
        if folder.exists() and not (folder / DONE).exists():
            shutil.rmtree(folder, ignore_errors=True)
        try:
            fresh.rename(folder)
        except OSError:
            if not (folder / DONE).exists():
                raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return folder


def _write(folder: Path) -> None:
    data = (files("khabar.resolve") / "data" / PACKED).read_bytes()
    for name, array in unpack(data).items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)
    (folder / DONE).write_bytes(b"")


def _mapped(folder: Path) -> dict[str, Array]:
    # As plain arrays on the mapped memory: each look at one of numpy's own kind for files costs several times as much.
    return {
        path.stem: _touched(np.asarray(np.load(path, mmap_mode="r", allow_pickle=False)))
        for path in sorted(folder.glob("*.npy"))
    }


def _touched(array: Array) -> Array:
    """The array, a byte of each of its pages read: some hundred reports need nearly all, and one by one they cost more."""
    array.view(np.uint8)[:: mmap.PAGESIZE].max(initial=0)
    return array
