"""``khabar review`` as a person types it."""

from __future__ import annotations

import json

import pytest

from khabar import casebook, pipeline


@pytest.fixture
def case(tmp_path):
    (tmp_path / "one.txt").write_text("Soldiers killed four men in Hit. Rebels shelled Rawa.", encoding="utf-8")
    pipeline.build([tmp_path / "one.txt"], tmp_path / "case")
    return tmp_path / "case"


@pytest.fixture
def shelled(case):
    return (
        casebook.open_casebook(case)
        .sql("SELECT claim_id FROM claims WHERE trigger = 'shelled'")
        .to_pylist()[0]["claim_id"]
    )


def test_a_judgement_is_listed_as_waiting_for_the_next_build(run, case, shelled) -> None:
    done = run("review", "add", case, "reject", shelled, "--judge", "ada", "--reason", "a film")
    assert done.out.startswith("Judgement 1 is kept.")
    listed = run("review", "list", case).out
    assert "ada" in listed
    assert "next build" in listed
    assert "Judgement 2 takes back judgement 1." in run("review", "undo", case, 1, "--judge", "ada").out


def test_a_retraction_prints_what_rests_on_the_report(run, case) -> None:
    report = casebook.open_casebook(case).sql("SELECT report_id FROM reports").to_pylist()[0]["report_id"]
    done = run("review", "add", case, "retract", report, "--judge", "ada")
    assert f"records rest on {report}." in done.out
    assert run("review", "resting", case, report).out in done.out


def test_judgements_go_out_and_come_in(run, case, shelled, tmp_path) -> None:
    run("review", "add", case, "confirm", shelled, "--judge", "ada")
    run("review", "export", case, "-o", tmp_path / "judgements.jsonl")
    assert json.loads((tmp_path / "judgements.jsonl").read_text())["kind"] == "confirm"
    assert "0 judgements added, 1 already there" in run("review", "import", case, tmp_path / "judgements.jsonl").out


@pytest.mark.parametrize("line", ["no JSON", "[1]", "{}"])
def test_a_file_that_holds_no_judgements_is_your_input(run, case, tmp_path, line) -> None:
    (tmp_path / "bad.jsonl").write_text(line + "\n")
    assert run("review", "import", case, tmp_path / "bad.jsonl").code == 2


def test_a_judgement_on_nothing_is_your_input(run, case) -> None:
    done = run("review", "add", case, "reject", "c_none", "--judge", "ada")
    assert (done.code, "c_none" in done.err) == (2, True)
