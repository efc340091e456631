"""Reading on Spark: whether the rows are those that this machine gives, and how much faster two workers are than one."""

from __future__ import annotations

import os
import time
from contextlib import closing
from itertools import islice
from typing import Any

from benchmarks import workers
from benchmarks.texts import Text, find_load, windows
from khabar.engine.local import map_readings
from khabar.engine.spark import ITEMS_A_TASK, TASKS_A_CORE, connect
from khabar.records import Reading

LOOPBACK = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_HOSTNAME": "127.0.0.1"}
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
TURNS = 2


def spark(count: int) -> dict[str, Any]:
    """So many distinct short reports, read here and by one and by two of Spark's Python workers on this machine.

    Each worker has loaded the model before the time is taken. One and two read in turns, and the faster turn of each counts:
    other work on the machine only ever slows a turn down.
    """
    texts = list(islice(windows(find_load()), count))
    here = [done.result for done in map_readings(texts, workers.read_text, initializer=workers.load)]
    turns = [(number, *_read(texts, number)) for _ in range(TURNS) for number in (1, 2)]
    one, two = (min(spent for number, spent, _ in turns if number == wanted) for wanted in (1, 2))
    seconds = {"one_worker_seconds": one, "two_workers_seconds": two, "two_workers_ratio": one / two}
    return {"reports": len(texts), **seconds, "turns": TURNS, "same": all(found == here for *_, found in turns)}


def _read(texts: list[Text], number: int) -> tuple[float, list[Reading | None]]:
    """Seconds that the workers took, and what they read."""
    os.environ.update(LOOPBACK | ONE_THREAD)
    with closing(connect(f"local[{number}]")) as engine:
        for _ in engine.map_readings(
            texts[: number * TASKS_A_CORE * ITEMS_A_TASK], workers.read_text, initializer=workers.load
        ):
            pass
        began = time.perf_counter()
        done = list(engine.map_readings(texts, workers.read_text, initializer=workers.load))
        return time.perf_counter() - began, [outcome.result for outcome in done]
