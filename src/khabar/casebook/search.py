"""Full-text search over the sentences of a casebook, in an index that can be deleted and is made again when needed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from khabar.casebook.layout import Layout
from khabar.casebook.reader import Casebook, open_casebook
from khabar.frozen import record

_SENTENCES = """
    SELECT r.report_id, s.start, s."end", substring(r.text, s.start + 1, s."end" - s.start) AS text
    FROM sentences s JOIN reports r USING (report_id) ORDER BY 1, 2
"""
_WHOLE = """
    SELECT report_id, 0 AS start, length(text) AS "end", text FROM reports
    WHERE text <> '' AND report_id NOT IN (SELECT report_id FROM sentences) ORDER BY 1
"""


@record(frozen=True, slots=True)
class Hit:
    """A sentence that holds the words sought, or a whole report that was not split into sentences."""

    report_id: str
    start: int
    end: int
    text: str


def search(folder: Path, words: str, limit: int = 20) -> list[Hit]:
    """The sentences that hold all the words, best first. Words in double quotes are sought as a phrase."""
    sought = _match(words)
    if not sought:
        return []
    casebook = open_casebook(folder)
    if not _is_current(casebook):
        build_index(casebook)
    try:
        return _hits(folder, sought, limit)
    except (
        sqlite3.DatabaseError,
        UnicodeDecodeError,
    ):  # it was damaged, and costs nothing but the time to make it again
        build_index(casebook)
        return _hits(folder, sought, limit)


def _hits(folder: Path, sought: str, limit: int) -> list[Hit]:
    query = 'SELECT report_id, start, "end", text FROM sentences WHERE sentences MATCH ? ORDER BY rank, rowid LIMIT ?'
    with closing(sqlite3.connect(Layout(folder).search)) as connection:
        return [Hit(*row) for row in connection.execute(query, (sought, limit))]


def build_index(casebook: Casebook) -> None:
    """Make the index of a casebook's current generation."""
    path = Layout(casebook.folder).search
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute(
            "CREATE VIRTUAL TABLE sentences USING fts5(report_id UNINDEXED, start UNINDEXED, "
            "\"end\" UNINDEXED, text, tokenize = 'unicode61 remove_diacritics 2')"
        )
        connection.executemany("INSERT INTO sentences VALUES (?, ?, ?, ?)", _indexed(casebook))
        connection.execute("CREATE TABLE generation (checksum TEXT)")
        connection.execute("INSERT INTO generation VALUES (?)", (_checksum(casebook),))


def drop_index(folder: Path) -> None:
    """Delete the index with whatever words it holds; the next search makes it again."""
    for path in folder.glob(f"{Layout(folder).search.name}*"):
        path.unlink()


def _indexed(casebook: Casebook) -> Iterator[tuple[Any, ...]]:
    for query in (_SENTENCES, _WHOLE):
        for batch in casebook.sql(query).to_batches():
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _is_current(casebook: Casebook) -> bool:
    path = Layout(casebook.folder).search
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(path)) as connection:
            (checksum,) = connection.execute("SELECT checksum FROM generation").fetchone()
    except (sqlite3.Error, TypeError):
        return False
    return bool(checksum == _checksum(casebook))


def _checksum(casebook: Casebook) -> str:
    return str(casebook.manifest["run"]["checksum"])


def _match(words: str) -> str:
    """The words as phrases of the index's query language, so that nothing in them is an operator."""
    phrases = [phrase for at, piece in enumerate(words.split('"')) for phrase in ([piece] if at % 2 else piece.split())]
    return " ".join(f'"{phrase}"' for phrase in phrases if any(c.isalnum() for c in phrase))
