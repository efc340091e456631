"""The cache of readings: one compressed file per cache key, safe to delete at any time."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Collection
from functools import cache
from pathlib import Path

from khabar.casebook.canonical import digest
from khabar.casebook.layout import Layout, replace_file
from khabar.records import Reading, plain


def cached_reading(folder: Path, key: str) -> Reading | None:
    """The reading kept under a key, or None where there is none that this program can read."""
    try:
        return decode(_path(folder, key).read_bytes())
    except (OSError, EOFError, zlib.error, ValueError, TypeError, IndexError):
        return None


def is_cached(folder: Path, key: str) -> bool:
    """Whether there is an entry under a key."""
    return _path(folder, key).is_file()


def keep_reading(folder: Path, key: str, reading: bytes) -> None:
    """Keep an encoded reading under a key."""
    path = _path(folder, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, reading, durable=False)


def prune_readings(folder: Path, keys: Collection[str]) -> None:
    """Delete the entries whose key is no longer in use."""
    used = {_path(folder, key) for key in keys}
    for path in sorted(Layout(folder).cache.glob("*/*.json.gz")):
        if path not in used:
            path.unlink()


def encode_reading(reading: Reading) -> bytes:
    """A reading as compressed JSON: the same reading always gives the same bytes."""
    rows = [_shape(), plain.encoder(Reading)(reading)]
    return gzip.compress(json.dumps(rows, separators=(",", ":")).encode("ascii"), compresslevel=3, mtime=0)


def decode(data: bytes) -> Reading:
    """The reading in some bytes. Raises ValueError or OSError where they hold none of this program's shape."""
    shape, row = json.loads(gzip.decompress(data))
    if shape != _shape():
        raise ValueError("a reading of another version")
    reading = plain.decoder(Reading)(row)
    assert isinstance(reading, Reading)
    return reading


def _path(folder: Path, key: str) -> Path:
    name = digest(key.encode())
    return Layout(folder).cache / name[:2] / f"{name}.json.gz"


@cache
def _shape() -> str:
    """A fingerprint of the records' fields, so that entries of another version are not misread."""
    return digest(plain.shape(Reading).encode())[:16]
