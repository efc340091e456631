"""What runs inside a measured process. Functions are importable by name, as the pool needs."""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from benchmarks.texts import Text
from khabar import claims, ingest, nlp, pipeline, resolve
from khabar.keeping import collect_rarely
from khabar.pipeline import Tools
from khabar.records import Ingested, Reading

# One process measures with one set of tools, loaded by the pool's initializer.
_tools: list[Tools] = []

STAGES = {
    "ingest": ((ingest.guard, "read"),),
    "nlp": ((nlp, "analyse"),),
    "claims": tuple((claims, name) for name in ("separate_voices", "mended", "find_quantities", "extract")),
    "resolve": ((resolve, "find_dates"), (resolve, "resolve")),
}


def load() -> None:
    """Load model and tables, in a process that looks for garbage as seldom as those of the commands do."""
    collect_rarely()
    if not _tools:
        _tools.append(pipeline.load_tools())


def tools() -> Tools:
    """The tools of this process."""
    load()
    return _tools[0]


def read_text(text: Text) -> Reading:
    """The whole reading of one report."""
    return pipeline.read(ingest.from_record({"id": text.id, "text": text.text, "date": text.date}), tools())


def ingested(text: Text) -> Ingested:
    """What ingest makes of a report."""
    return ingest.guard.read(ingest.from_record({"id": text.id, "text": text.text, "date": text.date}))


def analyse(held: Ingested) -> int:
    """The model's stage of one report; what it finds is thrown away but for the number of sentences."""
    return len(nlp.analyse(held, tools().model)[0])


def stage_times(texts: tuple[Text, ...]) -> dict[str, float]:
    """Seconds spent in each stage while the texts are read, and in all."""
    spent = {stage: [0.0] for stage in STAGES}
    for stage, functions in STAGES.items():
        for module, name in functions:
            setattr(module, name, _timed(getattr(module, name), spent[stage]))
    began = time.perf_counter()
    for text in texts:
        read_text(text)
    whole = time.perf_counter() - began
    return {**{stage: seconds[0] for stage, seconds in spent.items()}, "whole": whole}


def _timed(function: Callable[..., Any], total: list[float]) -> Callable[..., Any]:
    @wraps(function)
    def timed(*given: Any, **named: Any) -> Any:
        began = time.perf_counter()
        try:
            return function(*given, **named)
        finally:
            total[0] += time.perf_counter() - began

    return timed


def memory_now() -> float:
    """Resident memory of this process in MB, or its peak where the system does not tell."""
    return _pages(1) or memory_peak()


def files_now() -> float:
    """How many MB of that are pages of files, which workers share and the system may take back; 0 where it does not tell."""
    return _pages(2)


def _pages(column: int) -> float:
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[column]) * os.sysconf("SC_PAGE_SIZE") / 1e6 if statm.exists() else 0.0


def memory_peak() -> float:
    """The most resident memory this process has had, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
