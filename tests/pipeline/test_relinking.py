"""A casebook that grew is, byte for byte, the casebook that is built at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from khabar import pipeline
from khabar.casebook import comparable, read_manifest

REPORTS = {
    "wire": "Gunmen killed two judges in Hit on 5 May 2019, police said. The army blamed a militia for the killings.",
    "post": "At least three judges were killed in Hit on 5 May 2019, a hospital official said. Nobody was arrested.",
    "radio": "Rebels shelled Rawa on 6 May 2019 and wounded four farmers. The rebels denied the shelling.",
    "daily": "Police arrested four men in Basra on 6 May 2019 over the killing of two judges in Hit the day before.",
}
OTHER = "Gunmen killed five policemen near Hit on 5 May 2019, the interior ministry said. The attackers fled."


def write(folder: Path, **reports: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name, text in reports.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return [folder]


def contents(case: Path) -> dict[str, bytes]:
    generation = case / "generations" / str(read_manifest(case)["generation"])
    parts = sorted(path for path in generation.rglob("*") if path.is_file() and "renames" not in path.parts)
    return {path.relative_to(generation).as_posix(): path.read_bytes() for path in parts}


def assert_alike(one: Path, other: Path) -> None:
    assert contents(one) == contents(other)
    assert comparable(read_manifest(one)) == comparable(read_manifest(other))


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("at once")
    pipeline.build(write(folder / "reports", **REPORTS), folder / "case")
    return folder / "case"


def test_a_report_added_or_changed_or_removed_leaves_no_trace_of_how_it_came(tmp_path: Path, at_once: Path) -> None:
    source, case = tmp_path / "reports", tmp_path / "case"
    few = {name: text for name, text in REPORTS.items() if name != "daily"}
    pipeline.build(write(source, **few), case)
    assert (case / "cache" / "linking").is_dir()
    pipeline.build(write(source, **REPORTS), case)
    assert_alike(case, at_once)

    pipeline.build(write(source, radio=OTHER, more=OTHER.replace("five", "six")), case)
    assert contents(case) != contents(at_once)
    (source / "more.txt").unlink()
    pipeline.build(write(source, **REPORTS), case)
    assert_alike(case, at_once)


def test_the_cache_can_be_deleted(tmp_path: Path, at_once: Path) -> None:
    case = tmp_path / "case"
    pipeline.build(write(tmp_path / "reports", **REPORTS), case)
    shutil.rmtree(case / "cache" / "linking")
    pipeline.build(write(tmp_path / "reports"), case)
    assert_alike(case, at_once)
