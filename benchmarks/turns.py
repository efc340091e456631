"""Passes over the same texts in turns, so that no reader has the machine's better minutes to itself."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch
from itertools import chain, islice, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import workers
from benchmarks.model_alone import Batch, run
from benchmarks.texts import Text
from khabar.engine.outcome import Outcome
from khabar.engine.pool import map_readings
from khabar.records import Ingested

PASSES = 3
# Into so many parts the items of each reader are dealt, so that its turns are short.
PARTS = 8

Seconds = dict[tuple[str, int], list[float]]


def in_turns(
    readers: Mapping[str, Sequence[object]], count: int, others: Mapping[str, Callable[[int], float]]
) -> dict[str, float]:
    """Seconds that each reader takes for all of its items with ``count`` workers, of each part the fastest of three passes.

    ``others`` pass over a part elsewhere, while no worker has work, and say how long it took. The first pass holds the start
    of the workers, so that it rarely is the fastest.
    """
    turns = [(name, part, items[part::PARTS]) for part in range(PARTS) for name, items in readers.items()]
    seconds: Seconds = defaultdict(list)
    with TemporaryDirectory() as folder:
        rounds = ([*_meeting(folder, n, count), *own] for n, (_, _, own) in enumerate(turns * PASSES))
        done = map_readings(chain.from_iterable(rounds), passed, workers=count, initializer=workers.load)
        for _ in range(PASSES):
            for name, part, own in turns:
                _clocked(islice(done, count))
                seconds[name, part].append(_clocked(islice(done, len(own))))
            for (name, one_pass), part in product(others.items(), range(PARTS)):
                seconds[name, part].append(one_pass(part))
    return {name: sum(min(seconds[name, part]) for part in range(PARTS)) for name in (*readers, *others)}


def _clocked(outcomes: Iterable[Outcome[object, object]]) -> float:
    """Seconds until all outcomes are there. Raises RuntimeError where one is a failure."""
    begun = time.perf_counter()
    for outcome in outcomes:
        if outcome.failure:
            raise RuntimeError(outcome.failure.message + outcome.failure.details)
    return time.perf_counter() - begun


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where a worker waits for all others, so that none of them is still at work for the reader before: a folder of its own,
    and how many workers there are.
    """

    folder: Path
    count: int


def _meeting(folder: str, number: int, count: int) -> list[Meeting]:
    """An item for each worker: none is given a second one before all have come."""
    place = Path(folder, str(number))
    place.mkdir()
    return [Meeting(place, count)] * count


def meet(meeting: Meeting) -> None:
    """Come, and wait until all are there."""
    (meeting.folder / str(os.getpid())).touch()
    while len(list(meeting.folder.iterdir())) < meeting.count:
        time.sleep(0.001)


@singledispatch
def passed(item: object) -> Any:
    """What a reader makes of one item, by what that is."""
    raise TypeError(item)


passed.register(Batch, run)
passed.register(Meeting, meet)
passed.register(Ingested, workers.analyse)
passed.register(Text, workers.read_text)
