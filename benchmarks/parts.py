"""The measurements, each in its own process: ``python -m benchmarks.parts NAME [NUMBER]`` prints a JSON object.

With ``--keep`` it also stands in the results, and on their page, until it is measured again.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

import pyarrow as pa

from benchmarks import claims, model_alone, profiled, turns, workers
from benchmarks.clustered import spark
from benchmarks.results import keep
from benchmarks.served import served
from benchmarks.spacy_beside import spacy_beside
from benchmarks.texts import find_load, windows
from khabar import link
from khabar.engine.embedded import Embedded
from khabar.keeping import collect_rarely

DISTINCT = 3000
EVERY = 100
HUNDREDTH = 100
# What a linking of more claims is set against.
FEWER = 10_000
# Every so manieth text is enough to see where time goes.
PROFILED = 6
Figures = dict[str, Any]


def speed(count: int) -> Figures:
    """Seconds that the model alone, its stage and the whole reading take for all texts; beside one worker spaCy's as well.

    The model alone has length-sorted batches across all reports. Its stage is sentences, words, and all that the model says
    of them, one report at a time, of what ingest gave before. A whole reading is made as `khabar build` makes it.
    """
    # The longest first, so that at the end of a turn no worker waits long for another.
    texts = sorted(find_load().texts, key=lambda text: -len(text.text))
    readers = {
        "model": model_alone.prepare(texts, workers.tools()),
        "stage": [workers.ingested(text) for text in texts],
        "whole": texts,
    }
    if count > 1:
        return {"seconds": turns.in_turns(readers, count, {})}
    with spacy_beside([[text.text for text in texts[part :: turns.PARTS]] for part in range(turns.PARTS)]) as spacy:
        others = {"spacy": spacy.seconds} if spacy else {}
        return {"seconds": turns.in_turns(readers, count, others), "spacy": spacy and spacy.told}


def stages(_count: int) -> Figures:
    """How the time of one worker divides among the stages."""
    texts = find_load().texts
    for text in texts[:10]:
        workers.read_text(text)
    return workers.stage_times(texts)


def network(_count: int) -> Figures:
    """How the time of the model alone divides among the kinds of its steps."""
    return profiled.shares(find_load().texts[::PROFILED])


def memory(_count: int) -> Figures:
    """Peak memory of one worker, and how it grows over distinct reports; beside it what of that are pages of files."""
    workers.load()
    loaded = workers.memory_now()
    points, files = [], []
    for number, text in enumerate(islice(windows(find_load()), DISTINCT), 1):
        workers.read_text(text)
        if number % EVERY == 0:
            points.append((number, workers.memory_now()))
            files.append((number, workers.files_now()))
    third, reports = len(points) // 3, points[-1][0] if points else 0
    slopes = {
        "slope": slope(points[third:]),
        "late_slope": slope(points[2 * third :]),
        "files_slope": slope(files[third:]),
    }
    grown = {f"{name}_mb_per_1000": 1000 * found for name, found in slopes.items()}
    peak, mapped = workers.memory_peak(), workers.files_now()
    return {"loaded_mb": loaded, "peak_mb": peak, "files_mb": mapped, "reports": reports, **grown}


def slope(points: Sequence[tuple[int, float]]) -> float:
    """The slope of the least-squares line through the points; 0 through fewer than two."""
    if len(points) < 2:
        return 0.0
    x, y = sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
    across = sum((p[0] - x) ** 2 for p in points)
    return sum((p[0] - x) * (p[1] - y) for p in points) / across


def linking(count: int) -> Figures:
    """Time and memory of linking ``count`` generated claims; see :mod:`benchmarks.claims`."""
    made = claims.tables(count)
    before = workers.memory_peak()
    _, spent = _linked(made, None)
    return {"claims": count, **spent, "made_mb": before, "peak_mb": workers.memory_peak()}


def growth(count: int) -> Figures:
    """As :func:`linking`, with the processor time of linking ``FEWER`` claims, the mean of one right before and one after.

    A machine's pace changes within the hour: only what was measured side by side tells how the cost of a claim grows.
    """
    few = claims.tables(FEWER)
    _, before = _linked(few, None)
    many = linking(count)
    _, after = _linked(few, None)
    return {**many, "fewer": {"claims": FEWER, "cpu_seconds": (before["cpu_seconds"] + after["cpu_seconds"]) / 2}}


def relinking(count: int) -> Figures:
    """Time of linking ``count`` generated claims afresh, and of linking them after all but a hundredth of the reports.

    Each is the least of three, made in turns.
    """
    made = claims.tables(count)
    most, _ = _linked(claims.without(made, HUNDREDTH), None)
    again, afresh, same = [], [], True
    for _ in range(turns.PASSES):
        (grown, spent), (whole, spent_afresh) = _linked(made, most.memory), _linked(made, None)
        again.append(spent)
        afresh.append(spent_afresh)
        same &= all(rows.equals(whole.tables[name]) for name, rows in grown.tables.items())
    least = {"again": _least(again), "afresh": _least(afresh)}
    ratios = {f"{name}_ratio": spent / least["afresh"][name] for name, spent in least["again"].items()}
    return {"claims": count, **least, **ratios, "same": same, "peak_mb": workers.memory_peak()}


def _least(spent: Sequence[Figures]) -> Figures:
    return {name: min(figures[name] for figures in spent) for name in spent[0]}


def _linked(made: dict[str, pa.Table], memory: link.Memory | None) -> tuple[link.Linked, Figures]:
    """A linking, with the seconds that it took by the clock, and those that the processor worked for it."""
    clock, worked = time.perf_counter(), time.process_time()
    done = link.link(made, (), Embedded(), memory)
    return done, {"seconds": time.perf_counter() - clock, "cpu_seconds": time.process_time() - worked}


PARTS: dict[str, Callable[[int], Figures]] = {
    "speed": speed,
    "stages": stages,
    "network": network,
    "memory": memory,
    "linking": linking,
    "growth": growth,
    "relinking": relinking,
    "served": served,
    "spark": spark,
}


def main(given: Sequence[str] | None = None) -> None:
    """Measure one part, and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.parts", description="Measure one part of the program.")
    parser.add_argument("name", choices=PARTS)
    parser.add_argument("count", type=int, nargs="?", default=1, help="of workers, claims or reports")
    parser.add_argument("--keep", action="store_true", help="write it to the results and their page, where it stays")
    options = parser.parse_args(given)
    # As the commands do.
    collect_rarely()
    found = PARTS[options.name](options.count)
    print(json.dumps(found))
    if options.keep:
        keep(options.name, options.count, found)


if __name__ == "__main__":
    main()
