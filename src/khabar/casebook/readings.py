"""The cache of readings: one compressed file per cache key, safe to delete at any time."""

from __future__ import annotations

import gzip
import json
import types
import typing
import zlib
from collections.abc import Callable, Collection
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from khabar.casebook.canonical import digest
from khabar.casebook.layout import Layout, replace_file
from khabar.records import Reading

Codec = Callable[[Any], Any]


def cached_reading(folder: Path, key: str) -> Reading | None:
    """The reading kept under a key, or None where there is none that this program can read."""
    try:
        return decode(_path(folder, key).read_bytes())
    except (OSError, EOFError, zlib.error, ValueError, TypeError, IndexError):
        return None


def is_cached(folder: Path, key: str) -> bool:
    """Whether there is an entry under a key."""
    return _path(folder, key).is_file()


def cache_reading(folder: Path, key: str, reading: Reading) -> None:
    """Keep a reading under a key."""
    path = _path(folder, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, encode(reading), durable=False)


def prune_readings(folder: Path, keys: Collection[str]) -> None:
    """Delete the entries whose key is no longer in use."""
    used = {_path(folder, key) for key in keys}
    for path in sorted(Layout(folder).cache.glob("*/*.json.gz")):
        if path not in used:
            path.unlink()


def encode(reading: Reading) -> bytes:
    """A reading as compressed JSON: the same reading always gives the same bytes."""
    rows = [_shape(), _encoder(Reading)(reading)]
    return gzip.compress(json.dumps(rows, separators=(",", ":")).encode("ascii"), compresslevel=3, mtime=0)


def decode(data: bytes) -> Reading:
    """The reading in some bytes. Raises ValueError or OSError where they hold none of this program's shape."""
    shape, row = json.loads(gzip.decompress(data))
    if shape != _shape():
        raise ValueError("a reading of another version")
    reading = _decoder(Reading)(row)
    assert isinstance(reading, Reading)
    return reading


def _path(folder: Path, key: str) -> Path:
    name = digest(key.encode())
    return Layout(folder).cache / name[:2] / f"{name}.json.gz"


@cache
def _shape() -> str:
    """A fingerprint of the records' fields, so that entries of another version are not misread."""
    return digest(_describe(Reading).encode())[:16]


def _describe(annotation: Any) -> str:
    if is_dataclass(annotation):
        hints = typing.get_type_hints(annotation)
        return str({f.name: _describe(hints[f.name]) for f in fields(annotation)})
    if typing.get_origin(annotation) is tuple:
        return f"[{_describe(typing.get_args(annotation)[0])}]"
    return str(annotation)


@cache
def _encoder(annotation: Any) -> Codec:
    """What turns a value of a type into lists and plain values."""
    if typing.get_origin(annotation) is tuple:
        inner = _encoder(typing.get_args(annotation)[0])
        return list if inner is _same else lambda value: [inner(item) for item in value]
    if not is_dataclass(annotation):
        return _same
    hints = typing.get_type_hints(annotation)
    names = [f.name for f in fields(annotation)]
    values = attrgetter(*names)
    nested = [(at, codec) for at, name in enumerate(names) if (codec := _encoder(_required(hints[name]))) is not _same]

    def encode_record(record: Any) -> list[Any]:
        row = list(values(record))
        for at, codec in nested:
            row[at] = codec(row[at])
        return row

    return encode_record


@cache
def _decoder(annotation: Any) -> Codec:
    """The inverse of :func:`_encoder`."""
    if typing.get_origin(annotation) is tuple:
        inner = _decoder(typing.get_args(annotation)[0])
        return tuple if inner is _same else lambda value: tuple(map(inner, value))
    if not is_dataclass(annotation):
        return _same
    hints = typing.get_type_hints(annotation)
    decoders = [_decoder(_required(hints[f.name])) for f in fields(annotation)]
    nested = [(at, codec) for at, codec in enumerate(decoders) if codec is not _same]
    build = typing.cast(Callable[..., Any], annotation)

    def decode_record(row: list[Any]) -> Any:
        for at, codec in nested:
            row[at] = codec(row[at])
        return build(*row)

    return decode_record


def _same(value: Any) -> Any:
    return value


def _required(annotation: Any) -> Any:
    """A type without ``None``; the records have no optional nested record."""
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        (inner,) = [one for one in typing.get_args(annotation) if one is not types.NoneType]
        return inner
    return annotation
