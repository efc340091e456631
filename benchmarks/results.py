"""Where the results lie, and what is kept of them: measurements too long for every run stay until they are made again."""

from __future__ import annotations

import json
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.page import page
from khabar.engine.pool import usable_cores

HERE = Path(__file__).parent
RESULTS, PAGE = HERE / "results.json", HERE.parent / "docs" / "benchmarks.md"


def load(results: Path = RESULTS) -> dict[str, Any]:
    """The figures measured last; none where nothing was."""
    found: dict[str, Any] = json.loads(results.read_text(encoding="utf-8")) if results.exists() else {}
    return found


def store(figures: dict[str, Any], results: Path = RESULTS, shown: Path = PAGE) -> None:
    """Write figures and their page."""
    results.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    shown.parent.mkdir(exist_ok=True)
    shown.write_text(page(figures), encoding="utf-8")


def keep(name: str, count: int, found: dict[str, Any], results: Path = RESULTS, shown: Path = PAGE) -> None:
    """Put one measurement among those that are kept, in place of an older one of its name and number."""
    figures = load(results)
    kept = figures.get("kept", {}) | {f"{name} {count}": {"machine": machine(), "figures": found}}
    store({**figures, "kept": {key: kept[key] for key in sorted(kept)}}, results, shown)


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    processor = next(names, platform.machine())
    python = platform.python_version()
    return {"processor": processor, "cores": usable_cores(), "python": python, "onnxruntime": version("onnxruntime")}
