"""What one linking leaves for the next: a folder in the cache, of one program's making, safe to delete at any time."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
from pyarrow import ipc

from khabar.casebook.canonical import file_digest
from khabar.casebook.layout import UNFINISHED, Layout

INDEX = "index.json"
ENDING = ".arrow"


def remember(folder: Path, program: str, tables: Mapping[str, pa.Table]) -> None:
    """Keep tables in place of those kept before; ``program`` names what may use them."""
    home = _home(folder)
    beside = home.with_name(f"{home.name}.{os.getpid()}{UNFINISHED}")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for name, table in sorted(tables.items()):
        with ipc.new_file(
            str(beside / f"{name}{ENDING}"), table.schema, options=ipc.IpcWriteOptions(compression="zstd")
        ) as writer:
            writer.write_table(table)
    files = {path.name: file_digest(path) for path in sorted(beside.iterdir())}
    (beside / INDEX).write_text(json.dumps({"program": program, "files": files}), encoding="utf-8")
    shutil.rmtree(home, ignore_errors=True)
    beside.rename(home)


def remembered(folder: Path, program: str) -> dict[str, pa.Table]:
    """The tables kept for a program; none where another program kept them, or where they are not whole."""
    home = _home(folder)
    try:
        index = json.loads((home / INDEX).read_text(encoding="utf-8"))
        if index["program"] != program or any(file_digest(home / f) != digest for f, digest in index["files"].items()):
            return {}
        return {name.removesuffix(ENDING): _read(home / name) for name in index["files"]}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def forget(folder: Path) -> None:
    """Delete what was kept, with whatever words it holds."""
    shutil.rmtree(_home(folder), ignore_errors=True)


def _read(path: Path) -> pa.Table:
    with ipc.open_file(str(path)) as reader:
        return reader.read_all()


def _home(folder: Path) -> Path:
    return Layout(folder).cache / "linking"
