"""The tables of a casebook as files of one format in one folder, with a note of where they come from."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from khabar.casebook import NOTICE, Casebook
from khabar.casebook.layout import part
from khabar.errors import InputError
from khabar.export.cells import CONVENTION, write_csv
from khabar.export.reading import json_line

ABOUT = "about.json"
ROWS_AT_ONCE = 1024


def export_tables(casebook: Casebook, format: str, folder: Path) -> dict[str, int]:
    """Write every table into a folder; the number of rows of each.

    Raises InputError for a format that is none, and for a folder that holds anything but an earlier export.
    """
    if format not in FORMATS:
        raise InputError(f"There is no format {format!r}. The formats are: {', '.join(FORMATS)}.")
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file. Name a folder for the export.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / ABOUT).exists():
        raise InputError(f"{folder} holds other files. Name a new or empty folder for the export.")
    folder.mkdir(parents=True, exist_ok=True)
    for name in casebook.tables:
        FORMATS[format](part(casebook.generation, name), folder / f"{name}.{format}")
    rows = {name: pq.read_metadata(part(casebook.generation, name)).num_rows for name in casebook.tables}
    (folder / ABOUT).write_text(json_line(_about(casebook, format, rows)) + "\n", encoding="utf-8")
    return rows


def _about(casebook: Casebook, format: str, rows: Mapping[str, int]) -> dict[str, Any]:
    """What a reader of the files needs to know: the notice, the versions behind them, the head of the judgements."""
    judged = casebook.table("judgements")
    return {
        "notice": NOTICE,
        "format": format,
        "convention": CONVENTION if format == "csv" else None,
        "rows": rows,
        "made_by": {
            k: v for k, v in casebook.manifest.items() if k not in ("counts", "files", "run", "notice", "generation")
        },
        "last_judgement_hash": judged["hash"][-1].as_py() if judged.num_rows else None,
    }


def _csv(table: Path, file: Path) -> None:
    with pq.ParquetFile(table) as rows, file.open("w", encoding="utf-8", newline="") as stream:
        write_csv(stream, rows.schema_arrow.names, rows.iter_batches(ROWS_AT_ONCE))


def _jsonl(table: Path, file: Path) -> None:
    with pq.ParquetFile(table) as rows, file.open("w", encoding="utf-8", newline="") as stream:
        for batch in rows.iter_batches(ROWS_AT_ONCE):
            stream.writelines(json_line(row) + "\n" for row in batch.to_pylist())


def _parquet(table: Path, file: Path) -> None:
    shutil.copyfile(table, file)


FORMATS: Mapping[str, Callable[[Path, Path], None]] = {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet}
