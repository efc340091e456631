"""The key on open reports: offsets and labels from the repository, words from KHABAR_DATA."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from evaluation.keys.offsets import with_words
from evaluation.open_texts import texts
from evaluation.scorers.answers import TABLES, Key, Row

OPEN = Path(__file__).parent / "keys" / "open"
SECOND = Path(__file__).parent / "keys" / "second"
DOCUMENTS = "documents"


def load(data: Path, half: str, keys: Path = OPEN, tables: Sequence[str] = TABLES) -> Key:
    """The key of a half (dev, test). Raises ValueError where a report is missing, or is not the text that was keyed.

    ``keys`` and ``tables`` choose another reader's rows on the same reports.
    """
    known = texts(data, half)
    documents = rows(half, DOCUMENTS)
    for row in documents:
        _check(known, row)
    kept = {row["doc"]: known[row["doc"]] for row in documents}
    return Key(kept, {table: [with_words(row, kept) for row in rows(half, table, keys)] for table in tables})


def rows(half: str, table: str, keys: Path = OPEN) -> Sequence[Row]:
    """Rows of a table as they stand in the repository, without words."""
    path = keys / half / f"{table}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def digest(text: str) -> str:
    """What tells one text from another: the SHA-256 of its UTF-8."""
    return sha256(text.encode()).hexdigest()


def _check(known: Mapping[str, str], row: Row) -> None:
    if row["doc"] not in known:
        raise ValueError(f"KHABAR_DATA lacks {row['doc']}, which the open key needs")
    if digest(known[row["doc"]]) != row["sha256"]:
        raise ValueError(f"the text of {row['doc']} under KHABAR_DATA is not the one that was keyed")
