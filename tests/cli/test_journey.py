"""The real thing from end to end: the shipped sample through the installed program, two processes reading."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from khabar import pipeline
from khabar.casebook import open_casebook
from khabar.engine.local import Local
from khabar.sample import reports_folder


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A casebook of the sample, read by two processes."""
    folder = tmp_path_factory.mktemp("journey") / "case"
    pipeline.build([reports_folder()], folder, engine=Local(2))
    return folder


def files(case: Path) -> dict[str, bytes]:
    generation = open_casebook(case).generation
    found = {p.relative_to(generation).as_posix(): p.read_bytes() for p in generation.rglob("*") if p.is_file()}
    return {name: data for name, data in found.items() if not name.startswith("renames")}


def test_the_sample_becomes_a_casebook_that_verifies(run, built):
    shown = run("demo", "-o", built)
    assert shown.code == 0, shown.err
    assert shown.out.count("\n    says: ") > 50
    assert " < " in shown.out
    proved = run("verify", built)
    assert (proved.code, "is proved" in proved.out) == (0, True), proved.out


def test_another_order_and_number_of_workers_give_the_same_bytes(run, built, tmp_path):
    reports = shutil.copytree(reports_folder(), tmp_path / "elsewhere")
    paths = sorted(reports.iterdir())
    assert run("build", *paths[:9:-1], *paths[:10], "-o", tmp_path / "case", "--workers", 1).code == 0
    assert files(tmp_path / "case") == files(built)


def test_what_is_added_and_removed_leaves_what_a_build_would_give(run, built, tmp_path):
    paths = sorted(reports_folder().iterdir())
    shutil.copytree(built, tmp_path / "case")
    removed = run("remove", tmp_path / "case", paths[0].name, paths[5].name)
    assert removed.code == 0
    assert (
        open_casebook(tmp_path / "case").table("reports").num_rows == open_casebook(built).table("reports").num_rows - 2
    )
    added = run("add", paths[5], paths[0], "-o", tmp_path / "case", "--workers", 1)
    assert added.code == 0
    assert files(tmp_path / "case") == files(built)
    assert run("verify", tmp_path / "case").code == 0


def test_a_stream_gives_the_claims_that_a_casebook_gives(run, built):
    path = reports_folder() / "01-wire-nasiriyah.txt"
    reading = json.loads(run("read", path).out)
    claims = open_casebook(built).sql(
        f"SELECT claim_id FROM claims WHERE report_id = '{reading['report']['report_id']}'"
    )
    assert sorted(one["claim_id"] for one in reading["claims"]) == sorted(claims["claim_id"].to_pylist())
    assert claims.num_rows > 0
