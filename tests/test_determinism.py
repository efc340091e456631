"""Same input, same bytes: whatever the order, folder, locale, time zone, hash seed or number of workers."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from khabar.casebook import comparable, read_manifest

SAMPLE = Path(__file__).parent.parent / "src" / "khabar" / "sample" / "reports"
VARYING_TABLE = "renames"


def build(reports: list[Path], case: Path, workers: int, surroundings: Mapping[str, str]) -> None:
    run = [sys.executable, "-c", "from khabar.cli import main; main()"]
    command = [*run, "build", *map(str, reports), "-o", str(case), "--workers", str(workers)]
    done = subprocess.run(command, env={**os.environ, **surroundings}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def contents(case: Path) -> dict[str, str]:
    generation = case / "generations" / str(read_manifest(case)["generation"])
    return {
        str(path.relative_to(generation)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(generation.rglob("*"))
        if path.is_file() and VARYING_TABLE not in path.parts
    }


def manifest(case: Path) -> dict[str, Any]:
    kept = dict(json.loads((case / "casebook.json").read_text(encoding="utf-8")))
    return {key: value for key, value in kept.items() if key != "run"}


def test_two_builds_of_the_same_reports_are_byte_identical(tmp_path: Path) -> None:
    here, there = tmp_path / "here" / "reports", tmp_path / "somewhere" / "else"
    for folder in (here, there):
        shutil.copytree(SAMPLE, folder)
    first, second = tmp_path / "first", tmp_path / "second"
    build([here], first, 1, {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C", "LANG": "C"})
    files = sorted(there.iterdir(), reverse=True)
    build(files, second, 2, {"PYTHONHASHSEED": "77", "TZ": "Asia/Baghdad", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8"})
    assert contents(first) == contents(second)
    assert manifest(first) == manifest(second)
    assert comparable(read_manifest(first)) == comparable(read_manifest(second))
