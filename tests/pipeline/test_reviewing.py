"""The journey of a judgement: kept at once, at work after the next build, undone to the byte, handed to another casebook."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from khabar import casebook, pipeline
from khabar.errors import InputError
from khabar.pipeline import reviewing

REPORTS = {
    "one.txt": "Soldiers killed four men in Hit on 3 May 2020, the Iraqi army said. Rebels shelled the town of Rawa.",
    "two.txt": "Gunmen kidnapped a doctor in Kirkuk on 4 May 2020. Police arrested two men.",
}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return built(tmp_path / "case", folder)


def built(case: Path, folder: Path) -> Path:
    pipeline.build([folder], case)
    return case


def rebuilt(case: Path) -> Path:
    return built(case, case.parent / "reports")


def claim(case: Path, trigger: str) -> dict[str, object]:
    (row,) = casebook.open_casebook(case).sql(f"SELECT * FROM claims WHERE trigger LIKE '%{trigger}%'").to_pylist()
    return dict(row)


def tables(case: Path) -> dict[str, str]:
    """The hash of each table's bytes."""
    return {
        name: file["sha256"] for name, file in casebook.read_manifest(case)["files"].items() if name != "judgements"
    }


def test_a_correction_takes_effect_with_the_next_build_and_keeps_what_the_machine_said(case: Path) -> None:
    before = claim(case, "shelled")
    made = reviewing.judge(case, "correct", [str(before["claim_id"])], by="ada", after='{"event": "COERCE"}')
    assert claim(case, "shelled")["event"] == before["event"]
    assert json.loads(made.before or "") == {"event": "ASSAULT"}
    rebuilt(case)
    assert (claim(case, "shelled")["event"], claim(case, "shelled")["review"]) == ("COERCE", "corrected")
    assert list(casebook.verify(case)) == []


def test_an_undone_judgement_leaves_every_byte_as_it_was(case: Path) -> None:
    before = tables(case)
    made = reviewing.judge(case, "reject", [str(claim(case, "shelled")["claim_id"])], by="ada")
    assert tables(rebuilt(case)) != before
    reviewing.judge(case, "undo", (), by="ada", undoes=made.seq)
    assert tables(rebuilt(case)) == before


def test_judgements_are_handed_over_once_with_their_undoing(case: Path, tmp_path: Path) -> None:
    reviewing.judge(case, "note", [str(claim(case, "shelled")["claim_id"])], by="ada", reason="look again")
    rejected = reviewing.judge(case, "reject", [str(claim(case, "killed")["claim_id"])], by="ada")
    reviewing.judge(case, "undo", (), by="bo", undoes=rejected.seq)
    rows = list(reviewing.handed_over(case))
    other = built(tmp_path / "other", tmp_path / "reports")
    reviewing.judge(other, "confirm", [str(claim(other, "killed")["claim_id"])], by="cy")
    assert reviewing.take_in(other, rows) == reviewing.Taken(added=3, known=0)
    assert reviewing.take_in(other, rows) == reviewing.Taken(added=0, known=3)
    assert [(j.judge, j.kind, j.undoes) for j in casebook.judgements(other)] == [
        ("cy", "confirm", None),
        ("ada", "note", None),
        ("ada", "reject", None),
        ("bo", "undo", 3),
    ]


def test_what_rests_on_a_report_is_listed(case: Path) -> None:
    one, two = claim(case, "killed"), claim(case, "kidnapped")
    found = reviewing.resting_on(case, str(one["report_id"]))
    assert one["claim_id"] in found["claims"]
    assert two["claim_id"] not in found["claims"]
    assert len(found["quantities"]) == 1


@pytest.mark.parametrize(
    ("kind", "targets", "after", "complaint"),
    [
        ("reject", ["c_none"], None, "no claim, report or entity 'c_none'"),
        ("reject", [], None, "needs the identifier"),
        ("same", ["{shelled}"], None, "needs two"),
        ("correct", ["{shelled}"], '{"event": 4}', "event cannot be 4"),
        ("correct", ["{shelled}"], "event=AID", "no JSON"),
        ("correct", ["{shelled}"], "[1]", "JSON object"),
        ("add_claim", ["{report}"], '{"start": 1}', "sentence, start and end"),
        ("frown", ["{shelled}"], None, "no kind of judgement"),
    ],
)
def test_a_judgement_that_could_not_work_is_refused(
    case: Path, kind: str, targets: list[str], after: str | None, complaint: str
) -> None:
    shelled = claim(case, "shelled")
    names = {"{shelled}": str(shelled["claim_id"]), "{report}": str(shelled["report_id"])}
    with pytest.raises(InputError, match=complaint):
        reviewing.judge(case, kind, [names.get(t, t) for t in targets], by="ada", after=after)
    assert casebook.judgements(case) == ()


@pytest.mark.parametrize("row", [{}, {"seq": 1, "target": 3}, {"seq": 1, "target": [], "undoes": 9}, {"seq": "x"}])
def test_what_is_no_judgement_is_refused(case: Path, row: dict[str, object]) -> None:
    with pytest.raises(InputError, match="no judgement"):
        reviewing.take_in(case, [row])
