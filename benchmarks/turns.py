"""Passes over the same texts in turns, so that no reader has the machine's better minutes to itself."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import singledispatch
from itertools import chain, islice, product
from typing import Any

from benchmarks import workers
from benchmarks.model_alone import Batch, run
from benchmarks.texts import Text
from khabar.engine.outcome import Outcome
from khabar.engine.pool import map_readings
from khabar.records import Ingested

PASSES = 3
# Into so many parts the items of each reader are dealt, so that its turns are short.
PARTS = 4

Seconds = dict[tuple[str, int], list[float]]


def in_turns(
    readers: Mapping[str, Sequence[object]], count: int, others: Mapping[str, Callable[[int], float]]
) -> dict[str, float]:
    """Seconds that each reader takes for all of its items with ``count`` workers, of each part the fastest of three passes.

    ``others`` pass over a part elsewhere, while no worker has work, and say how long it took. The first pass holds the start
    of the workers, so that it rarely is the fastest.
    """
    turns = [(name, part, items[part::PARTS]) for part in range(PARTS) for name, items in readers.items()]
    items = chain.from_iterable(own for _, _, own in turns * PASSES)
    done = map_readings(items, passed, workers=count, initializer=workers.load)
    seconds: Seconds = defaultdict(list)
    for _ in range(PASSES):
        for name, part, own in turns:
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


@singledispatch
def passed(item: object) -> Any:
    """What a reader makes of one item, by what that is."""
    raise TypeError(item)


passed.register(Batch, run)
passed.register(Ingested, workers.analyse)
passed.register(Text, workers.read_text)
