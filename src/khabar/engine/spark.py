"""The engine of a cluster: items and steps in Spark's Python workers, SQL in Spark.

Items, and batches of rows, travel as bytes of their own making, one to a row of Spark's: so every type and every order
comes back as it went. Only SQL sees columns. Needs the extra ``khabar[spark]``; every machine of the cluster has Khabar
installed, and holds its model in memory once a Python worker.
"""

from __future__ import annotations

import os
import pickle
import re
import sys
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from khabar.engine.contract import Made, Share, Step, batches
from khabar.engine.outcome import Item, Outcome, Result, attempt
from khabar.engine.sql import named_in
from khabar.errors import InputError, SetupError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# Rows of Spark's that reach a Python worker together: few, as each may be a whole report.
HANDED_AT_ONCE = 8
# Tasks of a job for each core, and jobs that run side by side, so that no core waits for a job's slowest task.
TASKS_A_CORE, JOBS_AT_ONCE = 2, 2
# Items of one task.
ITEMS_A_TASK = 32

_FIELDS: tuple[tuple[str, pa.DataType], ...] = (("number", pa.int64()), ("data", pa.binary()))
_ROW = pa.schema(_FIELDS)
# What makes a part of an address a pattern, for Hadoop's file systems.
_PATTERN = re.compile(r"[*?\[{\\]")
_COLUMNS = "number long, data binary"
_SETTINGS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(HANDED_AT_ONCE),
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


class Spark:
    """Runs reading and linking on a cluster; fulfils :class:`khabar.engine.contract.Engine`."""

    def __init__(self, session: SparkSession) -> None:
        self._session = session
        self.workers: int = session.sparkContext.defaultParallelism

    def map_readings(
        self,
        items: Iterable[Item],
        function: Callable[[Item], Result],
        *,
        initializer: Callable[[], object] | None = None,
    ) -> Iterator[Outcome[Item, Result]]:
        """The outcome of a function for each item, in order. A worker that is lost costs time, and no item."""
        given: deque[Item] = deque()
        for data in self._mapped(_pickled(items, given), _Reader(function, initializer), ITEMS_A_TASK):
            result, failure = pickle.loads(data)
            yield Outcome(given.popleft(), result, failure)

    def row_hash(self, columns: Iterable[str]) -> str:
        """A number for some columns, beside which stands whether each is null: the function takes no notice of it."""
        return f"xxhash64({', '.join(f'{column}, {column} IS NULL' for column in columns)})"

    def map_batches(self, step: Step, rows: pa.Table) -> pa.Table:
        """The rows that ``step`` gives for every batch, in order."""
        found = self._mapped(map(_packed, batches(rows)), _Stepper(step), 1)
        return pa.concat_tables(map(_unpacked, found))

    def map_shares(self, work: Callable[[Share], Made], shares: Iterable[Share]) -> Iterator[Made]:
        """What ``work`` makes of each share, in order."""
        return map(pickle.loads, self._mapped(map(pickle.dumps, shares), _Sharer(work), 1))

    def sql(self, query: str, tables: Mapping[str, pa.Table]) -> pa.Table:
        """The rows of one SELECT over the tables that it names."""
        named = named_in(query, tables)
        for name, table in named.items():
            self._session.createDataFrame(table).createOrReplaceTempView(name)
        try:
            found: pa.Table = self._session.sql(query).toArrow()
            return found
        finally:
            for name in named:
                self._session.catalog.dropTempView(name)

    def fetch(self, address: str, folder: Path) -> Path:
        """The file, or the folder of files, at an address that Spark reads (``hdfs://``, ``s3a://``), copied below ``folder``.

        Of an address with a pattern (``*``, ``?``, ``[ab]``, ``{a,b}``) the folder before the pattern, with the files that it
        fits. Names stay as they are. Raises InputError where there is no file.
        """
        files = self._session.read.format("binaryFile").option("recursiveFileLookup", "true")
        fixed = list(takewhile(lambda part: not _PATTERN.search(part), _parts(address)))
        root = folder.joinpath(*fixed[-1:])
        found = False
        try:
            for row in files.load(address).select("path", "content").toLocalIterator():
                path = root.joinpath(*_below(fixed, _parts(row["path"])))
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(row["content"])
                found = True
        except _errors() as error:
            raise InputError(f"{address} cannot be read: {str(error).splitlines()[0]}") from error
        if not found:
            raise InputError(f"{address} holds no files.")
        return root

    def close(self) -> None:
        """Leave the cluster."""
        self._session.stop()

    def _mapped(self, rows: Iterable[bytes], work: Callable[[bytes], bytes], together: int) -> Iterator[bytes]:
        """What ``work`` makes of each row, in order; ``together`` rows are one task. While a job ends, the next is at work."""
        waiting, size = iter(rows), together * TASKS_A_CORE * self.workers
        jobs: deque[Future[list[bytes]]] = deque()
        with ThreadPoolExecutor(JOBS_AT_ONCE) as pool:
            while given := list(islice(waiting, size)):
                jobs.append(pool.submit(self._job(given, work, together)))
                if len(jobs) == JOBS_AT_ONCE:
                    yield from jobs.popleft().result()
            while jobs:
                yield from jobs.popleft().result()

    def _job(self, rows: list[bytes], work: Callable[[bytes], bytes], together: int) -> Callable[[], list[bytes]]:
        """One job of Spark's, which is done when it is called."""
        tasks = -(-len(rows) // together)
        spread = self._session.sparkContext.parallelize(list(enumerate(rows)), tasks).toDF(_COLUMNS)
        with _unconcerned_with_pandas():
            done = spread.mapInArrow(_Worker(work), _COLUMNS)
        return lambda: [bytes(row["data"]) for row in done.collect()]


def _pickled(items: Iterable[Item], given: deque[Item]) -> Iterator[bytes]:
    """Items as bytes; each is kept in ``given`` once it is drawn."""
    for item in items:
        given.append(item)
        yield pickle.dumps(item)


def _parts(address: str) -> list[str]:
    """The folders and the name at an address, without its scheme and host, which Spark may tell otherwise than asked."""
    path = address.partition(":")[2]
    path = path[2:].partition("/")[2] if path.startswith("//") else path
    return [part for part in path.split("/") if part not in ("", ".", "..")]


def _below(folder: list[str], path: list[str]) -> list[str]:
    """A path within a folder; the whole of one that does not lie in it, so that no two ever meet."""
    return path[len(folder) :] if path[: len(folder)] == folder else path


@contextmanager
def _unconcerned_with_pandas() -> Iterator[None]:
    """Without Spark's warning of the version of pandas, through which nothing here passes."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        yield


def connect(master: str) -> Spark:
    """An engine on the cluster at ``master`` (``spark://host:port``, ``local[2]``, ``yarn``).

    Raises SetupError where the extra is not installed or the cluster cannot be reached.
    """
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 (an extra, imported late)
    except ImportError as error:
        raise SetupError("Spark is not installed. Install it with: pip install 'khabar[spark]'") from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("khabar")
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except _errors() as error:
        raise SetupError(f"Spark at {master} cannot be used: {error}") from error
    if session.sparkContext.master != master:
        raise SetupError(f"This process already uses Spark at {session.sparkContext.master}; stop that first.")
    return Spark(session)


def _errors() -> tuple[type[Exception], ...]:
    """What Spark raises, from Python and from Java, and what its sockets raise."""
    from py4j.protocol import Py4JError  # noqa: PLC0415 (an extra, imported late)
    from pyspark.errors import PySparkException  # noqa: PLC0415

    return PySparkException, Py4JError, OSError


# ------------------------------------------------------------------ in the workers


class _Worker:
    """What Spark runs over its batches: ``work`` over the bytes of every row."""

    def __init__(self, work: Callable[[bytes], bytes]) -> None:
        self._work = work

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for row in batch.to_pylist():
                yield pa.RecordBatch.from_pylist([{**row, "data": self._work(row["data"])}], _ROW)


class _Reader:
    """Reads one item; ``initializer`` is expected to remember what it has loaded in this process."""

    def __init__(self, function: Callable[[Any], Any], initializer: Callable[[], object] | None) -> None:
        self._function, self._initializer = function, initializer

    def __call__(self, data: bytes) -> bytes:
        if self._initializer:
            self._initializer()
        return pickle.dumps(attempt(self._function, pickle.loads(data)))


class _Sharer:
    """Works on one share of a task."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self._work = work

    def __call__(self, data: bytes) -> bytes:
        return pickle.dumps(self._work(pickle.loads(data)))


class _Stepper:
    """Runs a step over one batch."""

    def __init__(self, step: Step) -> None:
        self._step = step

    def __call__(self, data: bytes) -> bytes:
        return _packed(self._step(_unpacked(data)))


def _packed(rows: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as stream:
        stream.write_table(rows)
    return sink.getvalue().to_pybytes()


def _unpacked(data: bytes) -> pa.Table:
    return pa.ipc.open_stream(data).read_all()
