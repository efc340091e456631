"""The front door: what a notebook or a script uses. Everything else may move between versions."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from khabar import ingest, pipeline
from khabar.casebook import Casebook, open_casebook
from khabar.engine.local import Local
from khabar.errors import ReportError
from khabar.records import Metadata, Reading, Source


def read(*paths: str | Path, metadata: Metadata | None = None) -> Iterator[Reading]:
    """The readings of reports in files, folders or globs, one at a time, without making a casebook.

    A report that cannot be read gives a reading with status ``rejected`` and an issue that says why; a file
    whose bytes cannot be had gives a warning.
    """
    tools = pipeline.load_tools()
    for source in ingest.sources([Path(p) for p in paths], metadata or Metadata()):
        if not isinstance(source, Source):
            if source.severity != "note":
                warnings.warn(source.message, stacklevel=2)
            continue
        try:
            yield pipeline.read(source, tools)
        except ReportError as refused:
            yield pipeline.rejection(source, refused.code, str(refused))


def build(paths: Sequence[str | Path], folder: str | Path, *, workers: int = 1) -> Casebook:
    """A casebook in ``folder`` that mirrors the reports under ``paths``; opened when it is written."""
    pipeline.build([Path(p) for p in paths], Path(folder), engine=Local(workers))
    return open(folder)


def open(folder: str | Path) -> Casebook:
    """An existing casebook. Raises CasebookError where the folder holds none."""
    return open_casebook(Path(folder))
