"""What linking remembers between builds: Arrow files in the cache, safe to delete at any time."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
from pyarrow import feather

from khabar.casebook.layout import Layout


def load_memory(folder: Path) -> dict[str, pa.Table]:
    """The tables that linking remembered, or none where the memory is missing or damaged in part."""
    try:
        return {path.stem: feather.read_table(path) for path in sorted(_place(folder).glob("*.arrow"))}
    except (OSError, pa.ArrowException):
        return {}


def save_memory(folder: Path, tables: Mapping[str, pa.Table]) -> None:
    """Replace what linking remembers; a crash leaves no memory rather than a mixed one."""
    place, beside = _place(folder), _place(folder).with_suffix(".part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for name, rows in sorted(tables.items()):
        feather.write_feather(rows, str(beside / f"{name}.arrow"), compression="uncompressed")
    shutil.rmtree(place, ignore_errors=True)
    beside.rename(place)


def _place(folder: Path) -> Path:
    return Layout(folder).cache / "linking"
