"""The open key between its two forms: rows without words in the repository, and source files with them elsewhere."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from evaluation.keys.compile import compile_keys
from evaluation.keys.offsets import without_words
from evaluation.keys.pointers import find
from evaluation.keys.report import Row
from evaluation.keys.source import entities_toml, report_toml
from evaluation.open_key import DOCUMENTS, digest, load, rows
from evaluation.open_texts import credits, texts


def open_rows(data: Path, half: str, folder: Path) -> dict[str, list[Row]]:
    """The tables of a half from its source folder, without words, with what is known of each report."""
    known = texts(data, half)
    tables = without_words(compile_keys(folder, known.__getitem__))
    return {DOCUMENTS: list(_documents(known, folder, credits(data, half))), **tables}


def _documents(known: Mapping[str, str], folder: Path, credit: Mapping[str, Row]) -> Iterator[Row]:
    for path in sorted(folder.glob("[0-9]*.toml")):
        given = tomllib.loads(path.read_text(encoding="utf-8"))
        text = known[given["doc"]]
        wholes = [find(text, pointer) for pointer in given.get("wholes", [])]
        row = {"doc": given["doc"], "number": path.stem.split("-")[0], "sha256": digest(text), "wholes": wholes}
        yield {**row, **credit[given["doc"]]}


def open_source(data: Path, half: str) -> dict[str, str]:
    """The source files of a half by name, with words."""
    key = load(data, half)
    documents = rows(half, DOCUMENTS)
    files = {}
    for row in documents:
        own = {table: key.rows(table, row["doc"]) for table in ("events", "quantities", "attributions")}
        own["contradictions"] = [r for r in key.tables["contradictions"] if r["id"].startswith(f"{row['number']}-")]
        wholes = [f"@{start}-{end}" for start, end in row["wholes"]]
        files[f"{row['number']}-{row['doc']}.toml"] = report_toml({"doc": row["doc"], "wholes": wholes}, own)
    shorts = {row["doc"]: row["number"] for row in documents}
    return {**files, "entities.toml": entities_toml(key.tables["entities"], shorts)}
