"""The tables of a casebook as files of one format in one folder, with a note of where they come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from khabar.casebook import NOTICE, Casebook
from khabar.errors import InputError
from khabar.export.cells import CONVENTION, write_csv
from khabar.export.handling import DELAY, View, view
from khabar.export.reading import json_line

ABOUT = "about.json"
ROWS_AT_ONCE = 1024


def export_tables(
    casebook: Casebook, format: str, folder: Path, profile: str = "working", until: date | None = None
) -> dict[str, int]:
    """Write the tables that a profile gives into a folder; the number of rows of each.

    ``until`` is the last day of which the public profile tells; by default that of two weeks ago.
    Raises InputError for a format or a profile that is none, and for a folder that holds anything but an earlier export.
    """
    if format not in FORMATS:
        raise InputError(f"There is no format {format!r}. The formats are: {', '.join(FORMATS)}.")
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file. Name a folder for the export.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / ABOUT).exists():
        raise InputError(f"{folder} holds other files. Name a new or empty folder for the export.")
    shown = view(casebook, profile, until or datetime.now(UTC).date() - timedelta(days=DELAY))
    folder.mkdir(parents=True, exist_ok=True)
    for left in (path for name in casebook.tables for path in folder.glob(f"{name}.*")):
        left.unlink()  # of an earlier export, which may have shown more
    rows: dict[str, int] = {}
    for name in shown.tables:
        table = shown.table(name)
        FORMATS[format](table, folder / f"{name}.{format}")
        rows[name] = table.num_rows
    (folder / ABOUT).write_text(json_line(_about(casebook, format, rows, shown)) + "\n", encoding="utf-8")
    return rows


def _about(casebook: Casebook, format: str, rows: Mapping[str, int], shown: View) -> dict[str, Any]:
    """What a reader of the files needs to know: the notice, the versions behind them, the head of the judgements."""
    judged = casebook.table("judgements")
    return {
        "notice": NOTICE,
        "not_complete": casebook.not_complete,
        "format": format,
        "convention": CONVENTION if format == "csv" else None,
        **shown.about,
        "rows": rows,
        "made_by": {
            k: v for k, v in casebook.manifest.items() if k not in ("counts", "files", "run", "notice", "generation")
        },
        "last_judgement_hash": judged["hash"][-1].as_py() if judged.num_rows else None,
    }


def _csv(table: pa.Table, file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        write_csv(stream, table.column_names, table.to_batches(ROWS_AT_ONCE))


def _jsonl(table: pa.Table, file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        for batch in table.to_batches(ROWS_AT_ONCE):
            stream.writelines(json_line(row) + "\n" for row in batch.to_pylist())


def _parquet(table: pa.Table, file: Path) -> None:
    told = table.replace_schema_metadata({"notice": NOTICE})
    pq.write_table(told, file, version="2.6", compression="zstd", compression_level=3)


FORMATS: Mapping[str, Callable[[pa.Table, Path], None]] = {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet}
