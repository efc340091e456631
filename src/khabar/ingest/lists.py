"""The word lists that ingest uses."""

from __future__ import annotations

from functools import cache

from khabar import vocab

table = cache(vocab.load)


@cache
def words(name: str, column: str) -> frozenset[str]:
    """One column of a list as a set."""
    return frozenset(row[column] for row in table(name))
