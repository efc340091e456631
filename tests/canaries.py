"""Words planted in reports, sought in every byte that a folder holds: packed, in tables, in databases and in names of files."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow.parquet as pq
from pyarrow import ipc


def found_in(folder: Path, canaries: tuple[str, ...]) -> list[str]:
    """Which of some words stand where, in any case of letters."""
    seen = []
    for path in sorted(folder.rglob("*")):
        words = f"{path.relative_to(folder)}\n{content(path) if path.is_file() else ''}".lower()
        seen += [f"{canary} in {path.relative_to(folder)}" for canary in canaries if canary.lower() in words]
    return seen


def content(path: Path) -> str:
    """All that a file holds, unpacked, and its bytes as they are."""
    data = path.read_bytes()
    raw = data.decode("utf-8", "replace") + data.decode("utf-16-le", "replace")
    if path.suffix == ".parquet":
        file = pq.ParquetFile(path)
        return raw + str(file.schema_arrow.metadata) + str(file.read().to_pylist())
    if path.suffix == ".arrow":
        with ipc.open_file(str(path)) as stored:
            return raw + str(stored.read_all().to_pylist())
    return raw + gzip.decompress(data).decode("utf-8", "replace") if path.suffix == ".gz" else raw
