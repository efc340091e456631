"""One generation of a casebook in an embedded database: small tables in memory, long texts left in their files.

Handlers only read, and nothing runs for long: a query over its time is stopped, and the answer says so.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from importlib.resources import files
from typing import Any

import duckdb

from khabar import schema
from khabar.casebook import Casebook
from khabar.casebook.layout import part
from khabar.errors import CasebookError, KhabarError
from khabar.export.views import shared
from khabar.web.desk.known import known_as
from khabar.web.desk.sealing import Seals, open_rows, prepare

Row = dict[str, Any]
Values = Sequence[Any] | Mapping[str, Any]
Answer = tuple[list[str], list[tuple[Any, ...]]]

TIME_LIMIT = 5.0
# So many questions are worked on at a time; the others wait, so that many clients do not take the memory of all together.
AT_ONCE = 2
# Answers of so many rows are remembered, and so many of them.
FEW, REMEMBERED = 200, 300
# What the tables may take in memory, in megabytes: what it takes to put them together is several times what they fill.
LEAST_MEMORY, EACH_THOUSAND_CLAIMS = 400, 6
# What is asked for one report or pair at a time stays in its file.
ON_DISK = (
    "sentences",
    "vectors",
    "mentions",
    "attributions",
    "dates",
    "places",
    "segments",
    "locators",
    "links",
    "sightings",
)
# The log itself is asked for judgements, not the copy that a build takes.
KEPT = tuple(name for name in schema.TABLES if name != "judgements")
LONG_COLUMNS = ("text", "source_text", "original_map")


class TooSlowError(KhabarError):
    """A question took longer than its time."""


class Database:
    """The tables of one generation. Safe for many threads: each question has a cursor of its own."""

    def __init__(self, book: Casebook, seals: Seals | None = None, time_limit: float = TIME_LIMIT) -> None:
        self._limit, self._seals = time_limit, seals or Seals()
        self._known: dict[tuple[str, str], Answer] = {}
        self._changes = 0
        self._turn = threading.BoundedSemaphore(AT_ONCE)
        settings: dict[str, str | bool | int | float | list[str]] = {
            "temp_directory": "",
            "memory_limit": f"{_megabytes(book)}MB",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",
        }
        self._connection = duckdb.connect(":memory:", config=settings)
        try:
            self._load(book)
        except duckdb.Error as error:
            raise CasebookError(f"{book.folder} cannot be opened: {error}. Run: khabar verify {book.folder}") from error

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """The rows that one SELECT gives. Raises TooSlowError where it takes longer than the time it has."""
        names, rows = self._asked(sql, values)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row that a SELECT gives, or None."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def value(self, sql: str, values: Values = ()) -> Any:
        """The first value of the first row; None where there is no row."""
        found = self._asked(sql, values)[1]
        return found[0][0] if found else None

    def batches(self, sql: str, values: Values = (), size: int = 2000) -> Iterator[list[Row]]:
        """The rows of a SELECT, some at a time, for downloads; the time limit holds for each batch."""
        with closing(self._connection.cursor()) as cursor:
            with self._limited(cursor):
                cursor.execute(_select(sql), values)
            names = [column[0] for column in cursor.description or ()]
            while True:
                with self._limited(cursor):
                    rows = cursor.fetchmany(size)
                if not rows:
                    return
                yield [dict(zip(names, row, strict=True)) for row in rows]

    def change(self, statements: Sequence[tuple[str, Values]]) -> None:
        """Change the tables in memory, all at once for whoever asks; never the casebook."""
        with closing(self._connection.cursor()) as cursor:
            cursor.execute("BEGIN")
            for sql, values in statements:
                cursor.execute(sql, values)
            cursor.execute("COMMIT")
        self._changes += 1
        self._known = {}

    def close(self) -> None:
        """Give the memory back."""
        self._connection.close()

    def _asked(self, sql: str, values: Values) -> Answer:
        """The columns and rows of a question; short answers are remembered until the tables change."""
        key = (sql, repr(values))
        if key in self._known:
            return self._known[key]
        changes = self._changes
        with closing(self._connection.cursor()) as cursor, self._limited(cursor):
            rows = cursor.execute(_select(sql), values).fetchall()
            found = [column[0] for column in cursor.description or ()], rows
        if len(rows) <= FEW and changes == self._changes:
            while len(self._known) >= REMEMBERED:
                self._known.pop(next(iter(self._known)), None)
            self._known[key] = found
        return found

    @contextmanager
    def _limited(self, cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """A turn to ask, and the time for it; what was waited for the turn does not count."""
        with self._turn, self._timed(cursor):
            yield

    @contextmanager
    def _timed(self, cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
        timer = threading.Timer(self._limit, cursor.interrupt)
        timer.daemon = True
        timer.start()
        try:
            yield
        except duckdb.InterruptException as error:
            raise TooSlowError(
                f"This took longer than {self._limit:g} seconds and was stopped. Narrow the filter."
            ) from error
        finally:
            timer.cancel()

    def _load(self, book: Casebook) -> None:
        self._connection.execute(f"SET allowed_directories = [{_quoted(str(book.generation.resolve()))}]")
        files_of = {name: f"read_parquet({_quoted(str(part(book.generation.resolve(), name)))})" for name in KEPT}
        prepare(self._connection, self._seals, files_of)
        self._connection.execute(f"CREATE VIEW read_claims AS SELECT * FROM {files_of['claims']}")
        self._connection.execute(f"CREATE VIEW read_texts AS SELECT report_id, text FROM {files_of['reports']}")
        whole = open_rows("reports", files_of["reports"], self._seals)
        self._connection.execute(f"CREATE VIEW texts AS SELECT * EXCLUDE (sealed) FROM ({whole}) WHERE NOT sealed")
        self._connection.execute(
            f"CREATE TABLE reports AS SELECT * EXCLUDE ({', '.join(LONG_COLUMNS)}), length(text) AS characters FROM ({whole})"
        )
        for name, source in files_of.items():
            what = "VIEW" if name in ON_DISK else "TABLE"
            if name != "reports":
                self._connection.execute(f"CREATE {what} {name} AS {open_rows(name, source, self._seals)}")
        self._connection.execute("CREATE TABLE pairs AS SELECT left_claim_id, right_claim_id, weight, judge FROM links")
        self._connection.execute("CREATE TABLE known (entity_id VARCHAR, one VARCHAR, name VARCHAR)")
        found = self._connection.execute("SELECT entity_id, name, same_as FROM entities").fetchall()
        if named := known_as([dict(zip(("entity_id", "name", "same_as"), row, strict=True)) for row in found]):
            self._connection.executemany("INSERT INTO known VALUES (?, ?, ?)", named)
        for name, sql in shared().items():
            self._connection.execute(f"CREATE TABLE {name} AS {sql}")
        self._connection.execute((files("khabar.web.desk") / "shown.sql").read_text(encoding="utf-8"))
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")


def _megabytes(book: Casebook) -> int:
    return LEAST_MEMORY + EACH_THOUSAND_CLAIMS * int(book.manifest["counts"]["claims"]) // 1000


@lru_cache(maxsize=512)
def _select(sql: str) -> str:
    """The statement itself, once it is known to be one that only reads."""
    (statement,) = duckdb.extract_statements(sql)
    if statement.type != duckdb.StatementType.SELECT:
        raise ValueError("handlers only read")
    return sql


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
