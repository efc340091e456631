"""A pool of processes on this machine: each item to one worker, and no item ends the run.

Every worker runs one item at a time on one thread. A worker that dies (killed for memory, crashed in native code) loses
the item that it had; another takes its place. The engine knows neither what the items are nor what is done with them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pickle import PicklingError
from signal import SIG_IGN, SIGINT, signal
from typing import Any

from khabar.engine.outcome import Failure, Item, Outcome, Result, attempt
from khabar.errors import SetupError
from khabar.keeping import collect_rarely

# How many results may wait for a slower one before them; it bounds what an ordered run keeps in memory.
WINDOW = 64

STARTING = -1

_GUARD = 'In a script, call Khabar under `if __name__ == "__main__":`, or use one worker.'
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")


def map_readings(
    items: Iterable[Item],
    function: Callable[[Item], Result],
    *,
    workers: int = 1,
    initializer: Callable[[], object] | None = None,
    ordered: bool = True,
) -> Iterator[Outcome[Item, Result]]:
    """The outcome of a function for each item, in the order of the items unless ``ordered`` is false.

    ``function`` and ``initializer`` (run once in each worker) must be importable by name, or partial objects of such.
    Items are drawn as they are needed. With one worker all runs in this process.
    """
    if workers <= 1:
        yield from _here(items, function, initializer)
        return
    pool = _Pool(function, initializer, workers)
    try:
        yield from pool.run(items, WINDOW * workers if ordered else None)
    finally:
        pool.close()


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _here(
    items: Iterable[Item], function: Callable[[Item], Result], initializer: Callable[[], object] | None
) -> Iterator[Outcome[Item, Result]]:
    if initializer:
        initializer()
    for item in items:
        yield _outcome(item, *attempt(function, item))


def _outcome(item: Item, result: Result | None, failure: Failure | None) -> Outcome[Item, Result]:
    return Outcome(item, result, failure)


@dataclass(slots=True)
class _Worker:
    """A process, our end of its pipe, and the number of the item that it has: STARTING before it can take one."""

    process: SpawnProcess
    pipe: Connection
    task: int | None


class _Pool:
    """Workers, each with a pipe of its own, so that it is always known which item a dead one had."""

    def __init__(self, function: Callable[[Any], Any], initializer: Callable[[], object] | None, workers: int) -> None:
        self._work = (function, initializer)
        self._workers = [self._start() for _ in range(workers)]

    def run(self, items: Iterable[Any], window: int | None) -> Iterator[Outcome[Any, Any]]:
        """Hand out items and yield outcomes; in order, and at most ``window`` ahead, where a window is given."""
        waiting = enumerate(items)
        given: dict[int, Any] = {}
        done: dict[int, Outcome[Any, Any]] = {}
        due = 0
        more = True
        while given or more:
            for worker in self._workers:
                if more and worker.task is None and (window is None or len(given) + len(done) < window):
                    more = self._give(worker, waiting, given)
            for worker in self._ready():
                number, result, failure = self._take(worker)
                if number != STARTING:
                    done[number] = Outcome(given.pop(number), result, failure)
            while done and (window is None or due in done):
                yield done.pop(due if window is not None else next(iter(done)))
                due += 1

    def close(self) -> None:
        """End the workers, whatever they are at."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()

    def _start(self) -> _Worker:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        with suppress(OSError):
            ours.send(self._work)
        return _Worker(process, ours, STARTING)

    def _give(self, worker: _Worker, waiting: Iterator[tuple[int, Any]], given: dict[int, Any]) -> bool:
        """Hand a worker the next item; false where there is none left."""
        number, item = next(waiting, (None, None))
        if number is None:
            return False
        worker.task, given[number] = number, item
        with suppress(OSError):
            # A worker that died while idle is found when its answer is taken.
            worker.pipe.send(item)
        return True

    def _ready(self) -> list[_Worker]:
        """The workers with an answer; none where all are idle, for which there would be no end of waiting."""
        busy = {worker.pipe: worker for worker in self._workers if worker.task is not None}
        return [busy[pipe] for pipe in connection.wait(list(busy))] if busy else []  # type: ignore[index]

    def _take(self, worker: _Worker) -> tuple[int, Any, Failure | None]:
        """A worker's answer; one that died gives a failure, and a new one takes its place.

        Raises what the initializer raised, and SetupError for a worker that died before it could take an item.
        """
        number = worker.task
        try:
            result, failure = worker.pipe.recv()
        except (EOFError, OSError):
            result, failure = None, _death(worker.process)
            worker.pipe.close()
            if number == STARTING:
                raise SetupError(f"The worker processes cannot start. {_GUARD}") from None
            self._workers[self._workers.index(worker)] = self._start()
        if number == STARTING and failure:
            raise failure
        worker.task = None
        assert number is not None
        return number, result, failure


def _death(process: SpawnProcess) -> Failure:
    process.join()
    code = process.exitcode or 0
    how = f"signal {-code}" if code < 0 else f"exit status {code}"
    return Failure("died", f"The process that read it ended ({how}); it may have run out of memory.")


def _serve(pipe: Connection) -> None:
    """A worker's life: the function first, then item after item until the pipe closes."""
    signal(SIGINT, SIG_IGN)
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    collect_rarely()
    with suppress(EOFError, OSError):
        function, initializer = pipe.recv()
        try:
            if initializer:
                initializer()
            pipe.send((None, None))
        except Exception as error:
            pipe.send((None, error))
            return
        while True:
            item = pipe.recv()
            _answer(pipe, *attempt(function, item))


def _answer(pipe: Connection, result: Any, failure: Failure | None) -> None:
    try:
        pipe.send((result, failure))
    except (TypeError, AttributeError, ValueError, PicklingError) as error:
        pipe.send((None, Failure("raised", f"The result cannot be sent: {error}")))
