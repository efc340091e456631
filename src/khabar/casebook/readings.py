"""The cache of readings: one compressed file per cache key, safe to delete at any time."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

import pyarrow as pa

from khabar.casebook.canonical import digest
from khabar.casebook.columns import SHAPE, Rows, rows_of, shape
from khabar.casebook.layout import Layout, replace_file
from khabar.records import Reading

ENDING = ".reading"
# A file's first bytes: the SHA-256 of all that follows, the shape of its columns, and their size unpacked.
_DIGEST, _SHAPE, _SIZE = 64, 16, 8


def cached_reading(folder: Path, key: str) -> Rows | None:
    """The reading kept under a key, or None where there is none that this program can read."""
    try:
        return decode(_path(folder, key).read_bytes())
    except (OSError, ValueError):
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
    """Delete the entries whose key is no longer in use, and those of earlier programs."""
    used = {_path(folder, key) for key in keys}
    for path in sorted(Layout(folder).cache.glob("[0-9a-f][0-9a-f]/*")):
        if path not in used:
            path.unlink()


def encode_reading(reading: Reading) -> bytes:
    """A reading as its compressed rows: the same reading always gives the same bytes."""
    rows = rows_of(reading).batch.serialize()
    body = _shape() + rows.size.to_bytes(_SIZE, "big") + pa.compress(rows, codec="zstd", asbytes=True)
    return digest(body).encode() + body


def decode(data: bytes) -> Rows:
    """The reading in some bytes. Raises ValueError where they hold none of this program's shape, or are not whole."""
    body = data[_DIGEST:]
    if data[:_DIGEST] != digest(body).encode() or body[:_SHAPE] != _shape():
        raise ValueError("no reading, or one of another version")
    size = int.from_bytes(body[_SHAPE : _SHAPE + _SIZE], "big")
    return Rows(pa.ipc.read_record_batch(pa.decompress(body[_SHAPE + _SIZE :], size, codec="zstd"), SHAPE))


def _path(folder: Path, key: str) -> Path:
    name = digest(key.encode())
    return Layout(folder).cache / name[:2] / f"{name}{ENDING}"


@cache
def _shape() -> bytes:
    """A fingerprint of the tables' columns, so that entries of another version are not misread."""
    return digest(shape().encode()).encode()[:_SHAPE]
