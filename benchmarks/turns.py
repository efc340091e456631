"""Passes over the same texts in turns, so that no reader has the machine's better minutes to itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from functools import singledispatch
from itertools import chain, islice, repeat
from typing import Any

from benchmarks import workers
from benchmarks.model_alone import Batch, run
from benchmarks.texts import Text
from khabar.engine.pool import map_readings
from khabar.records import Ingested

PASSES = 3


def in_turns(
    readers: Mapping[str, Sequence[object]], count: int, others: Mapping[str, Callable[[], float]]
) -> dict[str, float]:
    """Seconds of the fastest of each reader's three passes, by ``count`` workers over the items of each.

    ``others`` make a pass elsewhere, while no worker has work, and say how long it took. The first pass holds the start of
    the workers, so that it rarely is the fastest.
    """
    seconds: dict[str, list[float]] = {name: [] for name in (*readers, *others)}
    items = chain.from_iterable(chain.from_iterable(repeat(readers.values(), PASSES)))
    done = map_readings(items, passed, workers=count, initializer=workers.load)
    for _ in range(PASSES):
        for name, own in readers.items():
            begun = time.perf_counter()
            for outcome in islice(done, len(own)):
                if outcome.failure:
                    raise RuntimeError(outcome.failure.message + outcome.failure.details)
            seconds[name].append(time.perf_counter() - begun)
        for name, one_pass in others.items():
            seconds[name].append(one_pass())
    return {name: min(own) for name, own in seconds.items()}


@singledispatch
def passed(item: object) -> Any:
    """What a reader makes of one item, by what that is."""
    raise TypeError(item)


passed.register(Batch, run)
passed.register(Ingested, workers.analyse)
passed.register(Text, workers.read_text)
