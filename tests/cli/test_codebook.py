"""``khabar codebook check`` and ``--codebook``: the example of the documentation, run as it stands there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from khabar import casebook, pipeline
from khabar.cli.read import tools_of_a_process
from khabar.errors import InputError

DOCS = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")
GOOD, BAD = re.findall(r"```tsv\n(.+?)```", DOCS, re.DOTALL)
TOLD = re.findall(r"```text\n(.+?)```", DOCS, re.DOTALL)[0].splitlines()
TYPES = re.findall(r"```toml\n(.+?)```", DOCS, re.DOTALL)[0]
TEXT = "Army snipers neutralised two militants near Tikrit. The tribe paid blood money to the families."


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.tsv"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_example_of_the_documentation_can_be_used(mine: Path, run) -> None:
    done = run("codebook", "check", mine)
    assert done.code == 0
    assert "3 lines, " in done.out


def test_what_is_wrong_is_told_as_documented(mine: Path, run) -> None:
    mine.write_text(BAD, encoding="utf-8")
    done = run("codebook", "check", mine)
    assert done.code == 2
    told = done.err.splitlines()
    assert len(told) == len(TOLD)
    assert all(said.startswith(documented) for said, documented in zip(told, TOLD, strict=True))


def test_types_of_the_documentation_can_be_used(tmp_path: Path, run) -> None:
    (tmp_path / "types.toml").write_text(TYPES, encoding="utf-8")
    (tmp_path / "predicates.tsv").write_text(
        "lemma\tpos\tevent\tmode\ngather\tverb\tDISARM\tcantonment\n", encoding="utf-8"
    )
    done = run("codebook", "check", tmp_path)
    assert done.code == 0
    assert "1 new events" in done.out


@pytest.mark.parametrize("name", ["nowhere", "nowhere.tsv"])
def test_a_codebook_that_is_not_there_is_told(tmp_path: Path, run, name: str) -> None:
    done = run("codebook", "check", tmp_path / name)
    assert done.code == 2
    assert "holds neither types.toml nor predicates.tsv" in done.err


def test_own_lines_decide_what_is_read(mine: Path, report: Path, run) -> None:
    tools_of_a_process.cache_clear()
    plain, own = (json.loads(run("read", report, *extra).out)["claims"] for extra in ((), ("--codebook", mine)))
    assert not any(claim["trigger"] == "neutralised" and claim["mode"] == "targeted" for claim in plain)
    assert [(claim["trigger"], claim["event"], claim["mode"]) for claim in own] == [
        ("neutralised", "ASSAULT", "targeted"),
        ("paid blood money", "CONCEDE", None),
    ]


def test_an_unusable_codebook_stops_before_anything_is_read(mine: Path, report: Path, tmp_path: Path, run) -> None:
    mine.write_text(BAD, encoding="utf-8")
    for command in (("read", report), ("build", report, "-o", tmp_path / "case")):
        done = run(*command, "--codebook", mine)
        assert done.code == 2
        assert "mine.tsv, line 2, column event" in done.err
    assert not (tmp_path / "case").exists()


def test_a_casebook_keeps_its_codebook(mine: Path, report: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    pipeline.build([report], case, codebook=mine)
    built = casebook.open_casebook(case).table("claims").to_pylist()
    mine.unlink()
    other = tmp_path / "other.txt"
    other.write_text("Gunmen neutralised a guard.", encoding="utf-8")
    added = pipeline.add([other], case)
    assert added.read_afresh == 1
    found = [(row["trigger"], row["mode"]) for row in casebook.open_casebook(case).table("claims").to_pylist()]
    assert found.count(("neutralised", "targeted")) == 2
    assert {row["claim_id"] for row in built} < {
        row["claim_id"] for row in casebook.open_casebook(case).table("claims").to_pylist()
    }
    assert not list(casebook.verify(case))


def test_a_casebook_without_one_is_read_with_the_shipped(report: Path, tmp_path: Path) -> None:
    pipeline.build([report], tmp_path / "case")
    assert casebook.current_codebook(tmp_path / "case") is None
    with pytest.raises(InputError, match="holds neither"):
        pipeline.build([report], tmp_path / "case", codebook=tmp_path / "nowhere")
