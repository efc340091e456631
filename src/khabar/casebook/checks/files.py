"""Every byte of a generation is the one that was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from khabar import schema
from khabar.casebook.canonical import file_digest
from khabar.casebook.checks.problem import Problem
from khabar.casebook.layout import Layout, part
from khabar.casebook.manifest import Manifest, sealed, serialise


def check_manifest(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    """The manifest is as it was written, to the byte."""
    if manifest != sealed(manifest):
        yield Problem("casebook.json", "", "it was altered: its checksum does not fit its content")
    elif Layout(folder).manifest.read_bytes() != serialise(manifest):
        yield Problem("casebook.json", "", "it was altered: its bytes are not those that were written")


def check_files(generation: Path, manifest: Manifest) -> Iterator[Problem]:
    """The files of the generation are those that the manifest names, byte for byte."""
    described: dict[str, dict[str, Any]] = {**manifest.get("files", {}), **manifest["run"].get("files", {})}
    for name in sorted({*schema.TABLES, "received"} - described.keys()):
        yield Problem(name, "", "casebook.json does not name its file")
    for name, about in sorted(described.items()):
        yield from _check_file(name, generation / str(about["path"]), about)
    named = {generation / str(about["path"]) for about in described.values()}
    for path in sorted(generation.rglob("*")):
        if path.is_file() and path not in named:
            yield Problem(path.relative_to(generation).as_posix(), "", "this file is none of the casebook's")


def check_tables(generation: Path, manifest: Manifest) -> Iterator[Problem]:
    """Each table can be read, and has its columns and the number of rows that the manifest says."""
    varying = {name: about.get("rows") for name, about in manifest["run"].get("files", {}).items()}
    counts = {**manifest.get("counts", {}), **varying}
    for name, table in schema.TABLES.items():
        path = part(generation, name)
        try:
            rows = pq.read_table(path)
        except (OSError, pa.ArrowException) as error:
            yield Problem(name, "", f"it cannot be read: {str(error).splitlines()[0]}")
            continue
        if not rows.schema.equals(table.schema):
            yield Problem(name, "", "its columns are not those of this table")
        elif rows.num_rows != counts.get(name):
            yield Problem(name, "", f"it has {rows.num_rows} rows; casebook.json says {counts.get(name)}")


def _check_file(name: str, path: Path, about: dict[str, Any]) -> Iterator[Problem]:
    if not path.is_file():
        yield Problem(name, "", f"its file {about['path']} is missing")
    elif path.stat().st_size != about.get("bytes") or file_digest(path) != about.get("sha256"):
        yield Problem(name, "", f"its file {about['path']} was altered: its bytes are not those that were written")
