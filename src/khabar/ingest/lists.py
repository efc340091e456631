"""The word lists that ingest uses, loaded from the package's vocabulary folder."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a list under their column names."""
    text = (files("khabar") / "vocab" / f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def words(name: str, column: str, **wanted: str) -> frozenset[str]:
    """One column of a list as a set, from the rows whose other columns have the wanted values."""
    return frozenset(row[column] for row in table(name) if all(row[k] == v for k, v in wanted.items()))
