"""``python -m benchmarks``: measure speed and memory, write ``benchmarks/results.json`` and ``docs/benchmarks.md``.

Exit codes: 0, or 1 with ``--check`` where a figure misses what was asked.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.page import page
from benchmarks.texts import find_load
from khabar.engine.pool import usable_cores

HERE = Path(__file__).parent
RESULTS, PAGE = HERE / "results.json", HERE.parent / "docs" / "benchmarks.md"
LINKED = (1_000, 10_000)
ASKED = {"ratio": 2.2, "peak_mb": 700, "slope_mb_per_1000": 2.0}
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
    RESULTS.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(figures), encoding="utf-8")
    return 0


def measure(workers: Sequence[int]) -> dict[str, Any]:
    """All figures."""
    load = find_load()
    spent = part("stages")
    stages = {name: spent[name] / spent["whole"] for name in ("ingest", "nlp", "claims", "resolve")}
    return {
        "machine": machine(),
        "load": {"name": load.name, "reports": len(load.texts), "words": load.words},
        "speed": {str(n): speed(n, load.words) for n in workers if n <= usable_cores()},
        "stages": stages | {"the rest": max(0.0, 1 - sum(stages.values()))},
        "memory": part("memory"),
        "linking": [part("linking", count) for count in LINKED],
        "relinking": part("relinking", LINKED[-1]),
        "asked": ASKED,
    }


def speed(workers: int, words: int) -> dict[str, float]:
    """The model alone, the whole reading, and how much longer that takes, with a number of workers."""
    alone, whole = part("yardstick", workers), part("whole", workers)
    return {
        "model_seconds": alone["seconds"],
        "whole_seconds": whole["seconds"],
        "model_words_per_second": words / alone["seconds"],
        "whole_words_per_second": words / whole["seconds"],
        "ratio": whole["seconds"] / alone["seconds"],
    }


def part(name: str, workers: int = 1) -> dict[str, Any]:
    """One measurement, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.parts", name, str(workers)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **ONE_THREAD}, check=False)
    if done.returncode:
        raise SystemExit(f"the measurement {name!r} failed:\n{done.stderr}")
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(f"[{name}, {workers} workers: {figures}]", file=sys.stderr)
    return figures


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    processor = next(names, platform.machine())
    python = platform.python_version()
    return {"processor": processor, "cores": usable_cores(), "python": python, "onnxruntime": version("onnxruntime")}


def misses(figures: dict[str, Any]) -> list[str]:
    """A sentence for each figure that misses what was asked."""
    ratios = [(f"ratio with {n} workers", row["ratio"], ASKED["ratio"]) for n, row in figures["speed"].items()]
    worker = ("peak_mb", "slope_mb_per_1000")
    memory = [(f"{name} of one worker", figures["memory"][name], ASKED[name]) for name in worker]
    return [f"{what} is {value:.2f}; asked: at most {most}" for what, value, most in [*ratios, *memory] if value > most]


if __name__ == "__main__":
    sys.exit(main())
