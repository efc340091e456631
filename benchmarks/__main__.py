"""``python -m benchmarks``: measure speed and memory, write ``benchmarks/results.json`` and ``docs/benchmarks.md``.

Exit codes: 0, or 1 with ``--check`` where a figure misses what was asked.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from benchmarks.page import page
from benchmarks.results import load, machine, store
from benchmarks.texts import find_load
from khabar.engine.pool import usable_cores

LINKED = (1_000, 10_000)
ASKED = {"ratio": 1.7, "two_workers": 1.8, "peak_mb": 600, "slope_mb_per_1000": 2.0, "beside": 1.0, "whole_beside": 0.6}
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def main(given: Sequence[str] | None = None) -> int:
    """Measure, print and write; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a figure misses what was asked")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="numbers of workers to measure with")
    options = parser.parse_args(given)
    figures = measure(options.workers)
    print(page(figures))
    if options.check:
        faults = misses(figures)
        print("\n".join(faults), file=sys.stderr)
        return 1 if faults else 0
    store(figures)
    return 0


def measure(workers: Sequence[int]) -> dict[str, Any]:
    """All figures."""
    held = find_load()
    passes = {str(n): part("speed", n) for n in workers if n <= usable_cores()}
    spent = part("stages")
    stages = {name: spent[name] / spent["whole"] for name in ("ingest", "nlp", "claims", "resolve")}
    return {
        "machine": machine(),
        "load": {"name": held.name, "reports": len(held.texts), "words": held.words},
        "speed": {n: speed(found["seconds"], held.words) for n, found in passes.items()},
        "stages": stages | {"the rest": max(0.0, 1 - sum(stages.values()))},
        "network": part("network"),
        "memory": part("memory"),
        "linking": [part("linking", count) for count in LINKED],
        "relinking": part("relinking", LINKED[-1]),
        "spacy": passes.get("1", {}).get("spacy"),
        "kept": load().get("kept", {}),
        "asked": ASKED,
    }


def speed(seconds: dict[str, float], words: int) -> dict[str, float]:
    """How fast each reader reads, and how much longer than the model alone the whole reading takes."""
    paces = {f"{name}_words_per_second": words / spent for name, spent in seconds.items()}
    return {**paces, "ratio": seconds["whole"] / seconds["model"]}


def part(name: str, workers: int = 1) -> dict[str, Any]:
    """One measurement, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.parts", name, str(workers)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **ONE_THREAD}, check=False)
    if done.returncode:
        raise SystemExit(f"the measurement {name!r} failed:\n{done.stderr}")
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(f"[{name}, {workers} workers: {figures}]", file=sys.stderr)
    return figures


def misses(figures: dict[str, Any]) -> list[str]:
    """A sentence for each figure that misses what was asked."""
    ratios = [(f"ratio with {n} workers", row["ratio"], ASKED["ratio"]) for n, row in figures["speed"].items()]
    worker = ("peak_mb", "slope_mb_per_1000")
    memory = [(f"{name} of one worker", figures["memory"][name], ASKED[name]) for name in worker]
    over = [f"{what} is {value:.2f}; asked: at most {most}" for what, value, most in [*ratios, *memory] if value > most]
    found = gains(figures).items()
    return over + [f"{what} is {it:.2f}; asked: at least {ASKED[what]}" for what, it in found if it < ASKED[what]]


def gains(figures: dict[str, Any]) -> dict[str, float]:
    """How many times as fast two workers read as one, and our model and whole reading as spaCy, where that was measured."""
    speeds = figures["speed"]
    found = {}
    if {"1", "2"} <= speeds.keys():
        found["two_workers"] = speeds["2"]["whole_words_per_second"] / speeds["1"]["whole_words_per_second"]
    if figures.get("spacy"):
        row = speeds["1"]
        found["beside"] = row["stage_words_per_second"] / row["spacy_words_per_second"]
        found["whole_beside"] = row["whole_words_per_second"] / row["spacy_words_per_second"]
    return found


if __name__ == "__main__":
    sys.exit(main())
