"""A casebook of any version of the schema opens; one of a version to come is refused; a backup is as good as what it is of."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from khabar import casebook, pipeline, schema
from khabar.casebook import open_casebook
from khabar.casebook.manifest import write_manifest
from khabar.errors import CasebookError
from khabar.export.tables import export_tables
from tests.casebook.stored import REPORTS, STORED, archive, unpack

ARCHIVES = sorted(STORED.glob("casebook-schema-*.tar.gz"))


def test_every_version_of_the_schema_has_a_stored_casebook() -> None:
    assert sorted(archive(version) for version in range(1, schema.VERSION + 1)) == ARCHIVES


@pytest.fixture(params=ARCHIVES, ids=lambda path: path.name)
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return unpack(request.param, tmp_path)


def test_a_stored_casebook_opens_proves_itself_and_tells_its_claims(stored: Path) -> None:
    book = open_casebook(stored)
    assert list(casebook.verify(stored)) == [], "the schema has changed: see tests/casebook/stored.py"
    assert {row["trigger"] for row in book.table("claims").to_pylist()} >= {
        "killed",
        "shelled",
        "kidnapped",
        "arrested",
    }
    assert book.sql("SELECT count(*) AS n FROM claims WHERE review = 'confirmed'")["n"].to_pylist() == [1]


def test_a_stored_casebook_is_built_on_and_keeps_its_judgements(stored: Path, tmp_path: Path) -> None:
    more = tmp_path / "three.txt"
    more.write_text("Gunmen shot a policeman in Baghdad on 5 May 2020.", encoding="utf-8")
    pipeline.add([more], stored)
    book = open_casebook(stored)
    assert book.manifest["schema"] == schema.VERSION
    assert book.table("reports").num_rows == len(REPORTS) + 1
    assert [one.reason for one in casebook.judgements(stored)] == ["read it twice"]
    assert book.sql("SELECT count(*) AS n FROM claims WHERE review = 'confirmed'")["n"].to_pylist() == [1]
    assert list(casebook.verify(stored)) == []


def test_a_casebook_of_a_schema_to_come_is_refused_and_left_alone(stored: Path) -> None:
    write_manifest(stored, {**open_casebook(stored).manifest, "schema": schema.VERSION + 1})
    before = {path: path.read_bytes() for path in stored.rglob("*") if path.is_file()}
    for use in (open_casebook, lambda case: pipeline.remove(["one.txt"], case)):
        with pytest.raises(CasebookError, match="made by a newer Khabar"):
            use(stored)
    after = {path: path.read_bytes() for path in stored.rglob("*") if path.is_file() and path.name != ".lock"}
    assert after == before


def test_a_backup_gives_an_equal_export(stored: Path, tmp_path: Path) -> None:
    backup = Path(shutil.copytree(stored, tmp_path / "backup"))
    for name, case in (("a", stored), ("b", backup)):
        export_tables(open_casebook(case), "jsonl", tmp_path / name)
    files = [{path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in "ab"]
    assert files[0] == files[1]
    assert json.loads(files[0]["about.json"])["rows"]["claims"] >= 4
    assert list(casebook.verify(backup)) == []
