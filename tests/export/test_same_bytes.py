"""What is packed or exported holds no time, place or order of its own: twice made, it is twice the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from khabar import pipeline
from khabar.export.tables import FORMATS
from khabar.sample import reports_folder

SHIPPED = sorted(reports_folder().iterdir())[:4]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packed") / "case"
    pipeline.build(SHIPPED, folder)
    return folder


def exported(case: Path, out: Path, format: str, surroundings: Mapping[str, str]) -> dict[str, bytes]:
    command = [sys.executable, "-m", "khabar", "export", str(case), "-o", str(out), "--format", format]
    subprocess.run(command, env={**os.environ, **surroundings}, check=True, stdout=subprocess.DEVNULL)
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def packed(case: Path) -> dict[str, bytes]:
    """The readings that a casebook keeps, which are packed, by the name of their file."""
    return {path.name: path.read_bytes() for path in case.rglob("*.reading")}


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_made_again_elsewhere_and_later_is_the_same(case: Path, tmp_path: Path, format: str) -> None:
    first = exported(case, tmp_path / "a", format, {"TZ": "UTC", "PYTHONHASHSEED": "1", "LC_ALL": "C"})
    for path in case.rglob("*"):
        os.utime(path, (10**9, 10**9))
    there = {"TZ": "Asia/Baghdad", "PYTHONHASHSEED": "77", "SOURCE_DATE_EPOCH": "1", "LC_ALL": "C.UTF-8"}
    assert first == exported(case, tmp_path / "elsewhere" / "b", format, there)


def test_packed_files_hold_neither_a_time_nor_a_name(case: Path, tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    reports = [Path(shutil.copy(path, tmp_path / "reports")) for path in SHIPPED]
    for path in reports:
        os.utime(path, (10**9, 10**9))
    pipeline.build(reports, tmp_path / "elsewhere")
    assert packed(case)
    assert packed(case) == packed(tmp_path / "elsewhere")
