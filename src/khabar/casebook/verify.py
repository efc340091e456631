"""Proving a casebook: every byte, every span, every reference, every value."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow.dataset as ds

from khabar import schema
from khabar.casebook.checks.files import check_files, check_manifest, check_tables
from khabar.casebook.checks.keys import check_keys, check_references
from khabar.casebook.checks.problem import Problem
from khabar.casebook.checks.rows import Rows
from khabar.casebook.checks.sources import check_judgements, check_originals
from khabar.casebook.checks.spans import check_spans
from khabar.casebook.checks.values import check_chains, check_values
from khabar.casebook.layout import part
from khabar.casebook.reader import open_casebook
from khabar.engine.sql import connect


def verify(folder: Path) -> Iterator[Problem]:
    """Everything in a casebook that is not as it must be. Raises CasebookError where there is no casebook to check."""
    casebook = open_casebook(folder)
    generation = casebook.generation
    yield from check_manifest(folder, casebook.manifest)
    yield from check_files(generation, casebook.manifest)
    unreadable = list(check_tables(generation, casebook.manifest))
    yield from unreadable
    if unreadable:
        yield Problem("casebook.json", "", "the rows were not checked, since not every table can be read")
        return
    tables = {name: ds.dataset(part(generation, name), format="parquet") for name in schema.TABLES}
    with connect(tables) as connection:
        rows = Rows(connection)
        yield from check_keys(rows)
        yield from check_references(rows)
        yield from check_values(rows)
        yield from check_chains(rows)
        yield from check_spans(rows, generation)
        yield from check_originals(folder, generation, rows)
        yield from check_judgements(folder, rows)
