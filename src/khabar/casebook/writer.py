"""Writing generations: beside the old one, synced, and made current by one atomic rename.

Whoever reads sees the old generation until the new one is whole. A crash leaves at most a folder that no manifest
names, which the next generation clears away.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from khabar import schema
from khabar.casebook.canonical import file_digest
from khabar.casebook.layout import Layout, actors, codebook, part, received, replace_file, sync
from khabar.casebook.manifest import NOTICE, Manifest, read_manifest, write_manifest
from khabar.casebook.originals import prune_originals
from khabar.casebook.parquet import table_writer, write_table
from khabar.casebook.received import Received, read_received, serialise_received
from khabar.errors import InputError
from khabar.frozen import record

KEEP = 2

# Renames tell how this build differs from the one before, so they are no part of what a build of the same input gives.
VARYING = ("renames",)


@record(frozen=True, slots=True)
class Generation:
    """A generation while it is being written; nobody reads it until it is committed."""

    layout: Layout
    number: int
    written: set[str] = field(default_factory=set)

    @property
    def folder(self) -> Path:
        """Where its tables stand until they are committed."""
        return self.layout.unfinished(self.number)

    @contextmanager
    def writer(self, name: str) -> Iterator[pq.ParquetWriter]:
        """A writer for a table that comes in pieces, in order of its key."""
        with table_writer(self.folder, name) as writer:
            yield writer
        self.written.add(name)

    def write(self, name: str, rows: pa.Table) -> None:
        """Write a whole table, sorted by its key."""
        write_table(self.folder, name, rows)
        self.written.add(name)

    def keep_codebook(self, files: Mapping[str, bytes]) -> None:
        """Keep the files of the codebook that a researcher laid over the shipped one."""
        codebook(self.folder).mkdir()
        for name, data in sorted(files.items()):
            replace_file(codebook(self.folder) / name, data)

    def keep_actors(self, suffix: str, data: bytes) -> None:
        """Keep the user's own file of actors."""
        actors(self.folder).mkdir()
        replace_file(actors(self.folder) / f"actors{suffix}", data)

    def commit(self, about: Mapping[str, Any], run: Mapping[str, Any], keep: int = KEEP) -> Manifest:
        """Make this generation the current one, and delete all but the last ``keep``.

        ``about`` says what the same input always gives (versions, hashes, parameters, last judgement); ``run`` what may
        vary (times, workers). Tables that were not written are empty.
        """
        if keep < 1:
            raise InputError("--keep must be 1 or more: the current generation is always kept.")
        for name in sorted(schema.TABLES.keys() - self.written):
            self.write(name, schema.empty(name))
        if not received(self.folder).exists():
            replace_file(received(self.folder), b"")
        manifest = _manifest(self.folder, self.number, about, run)
        sync(self.folder)
        self.folder.replace(self.layout.generation(self.number))
        for folder in (self.layout.generations, self.layout.originals, self.layout.folder, self.layout.folder.parent):
            if folder.is_dir():
                sync(folder)
        write_manifest(self.layout.folder, manifest)
        _prune(self.layout, keep)
        return read_manifest(self.layout.folder)


@contextmanager
def next_generation(folder: Path) -> Iterator[Generation]:
    """A new generation to write and commit; what is not committed when the block ends is deleted."""
    layout = Layout(folder)
    number = read_manifest(folder)["generation"] + 1 if layout.manifest.exists() else 1
    generation = Generation(layout, number)
    clear(layout, number)
    generation.folder.mkdir(parents=True)
    try:
        yield generation
    finally:
        if not (layout.manifest.exists() and read_manifest(folder)["generation"] >= number):
            clear(layout, number)


def clear(layout: Layout, number: int) -> None:
    """Take away what a run left behind that was stopped, a generation among it that no manifest names."""
    for path in (*layout.left_behind(), layout.generation(number)):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def write_generation(
    folder: Path,
    tables: Mapping[str, pa.Table],
    about: Mapping[str, Any],
    *,
    run: Mapping[str, Any] | None = None,
    items: Iterable[Received] = (),
    keep: int = KEEP,
) -> Manifest:
    """Write tables, each sorted by its key, as the next generation."""
    with next_generation(folder) as generation:
        for name, rows in sorted(tables.items()):
            generation.write(name, rows)
        replace_file(received(generation.folder), serialise_received(items))
        return generation.commit(about, run or {}, keep)


def _manifest(folder: Path, number: int, about: Mapping[str, Any], run: Mapping[str, Any]) -> Manifest:
    files = {name: describe_file(folder, part(folder, name)) for name in sorted(schema.TABLES)}
    counts = {name: pq.read_metadata(part(folder, name)).num_rows for name in sorted(schema.TABLES)}
    varying = {name: {"rows": counts.pop(name), **files.pop(name)} for name in VARYING}
    files["received"] = describe_file(folder, received(folder))
    for own in (codebook(folder), actors(folder)):
        files |= {f"{own.name}/{path.name}": describe_file(folder, path) for path in sorted(own.glob("*"))}
    return {
        **about,
        "generation": number,
        "schema": schema.VERSION,
        "notice": NOTICE,
        "counts": counts,
        "files": files,
        "run": {**run, "generation": number, "files": varying},
    }


def describe_file(folder: Path, path: Path) -> dict[str, Any]:
    """The path, size and hash of one file of a generation, as the manifest records them."""
    return {"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "sha256": file_digest(path)}


def _prune(layout: Layout, keep: int) -> None:
    for number in layout.numbers()[:-keep]:
        shutil.rmtree(layout.generation(number))
    kept = [layout.generation(number) for number in layout.numbers()]
    prune_originals(layout.folder, {one.sha256 for folder in kept for one in read_received(folder)})
