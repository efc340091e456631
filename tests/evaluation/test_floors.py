"""Floors only rise, belong to their data, and say clearly what fell."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.agreement import KEPT
from evaluation.floors import SLACK, Floor, crossings, load_floors, raised, save_floors
from evaluation.page import page, section
from evaluation.results import Result, load_results, rounded, save_results
from evaluation.sets import SETS, EvaluationSet, fingerprint

ROOT = Path(__file__).parents[2]
ONE = EvaluationSet("one", "A set", ("a",), lambda _data, _tools: ({}, {}), ("las", "upos"), {"las": 0.9}, "A note.")


def result(data: str = "d1", **metrics: float) -> Result:
    return Result(data, "m1", dict(metrics))


def test_a_fall_is_named_with_both_figures() -> None:
    floors = {"one": Floor("d1", {"las": 0.9, "upos": 0.95})}
    (fault,) = crossings(ONE, result(las=0.89, upos=0.95), floors)
    assert fault == "one: las is 0.8900 and its floor is 0.9000"


def test_a_metric_that_vanished_has_fallen() -> None:
    (fault,) = crossings(ONE, result(upos=0.95), {"one": Floor("d1", {"las": 0.9})})
    assert "las is missing" in fault


def test_other_data_are_refused_until_accepted() -> None:
    (fault,) = crossings(ONE, result("d2", las=0.99), {"one": Floor("d1", {"las": 0.9})})
    assert "the data changed" in fault
    assert "--raise-floors" in fault
    assert raised(ONE, result("d2", las=0.5), {"one": Floor("d1", {"las": 0.9})}).least == {"las": pytest.approx(0.497)}


def test_floors_only_rise() -> None:
    floors = {"one": Floor("d1", {"las": 0.9, "upos": 0.95})}
    lifted = raised(ONE, result(las=0.92, upos=0.9), floors)
    assert lifted.least == {"las": pytest.approx(0.92 - SLACK, abs=1e-4), "upos": 0.95}
    assert crossings(ONE, result(las=0.92, upos=0.96), {"one": lifted}) == []


def test_a_set_without_floors_crosses_none() -> None:
    assert crossings(ONE, result(las=0.1), {}) == []


def test_files_survive_a_round_trip(tmp_path: Path) -> None:
    floors = {"one": Floor("d1", {"las": 0.9})}
    results = {"one": Result("d1", "m1", rounded({"las": 0.91234567, "n_words": 7, "x": None}), {"las": 0.1})}
    save_floors(tmp_path / "floors.json", floors)
    save_results(tmp_path / "results.json", results)
    assert load_floors(tmp_path / "floors.json") == floors
    assert load_results(tmp_path / "results.json") == results
    assert json.loads((tmp_path / "results.json").read_text())["one"]["metrics"]["las"] == 0.9123
    assert load_floors(tmp_path / "none.json") == {}


def test_a_section_shows_value_null_floor_target_and_count() -> None:
    shown = section(ONE, Result("d1", "m1", {"las": 0.91, "n_words": 7}, {"las": 0.2}), Floor("d1", {"las": 0.9}))
    assert "| heads and full labels (LAS) | 0.910 | 0.200 | 0.900 | 0.900 |" in shown
    assert "n: words 7." in shown


def test_a_set_has_a_section_once_it_was_measured() -> None:
    other = replace(ONE, name="other", title="Another set")
    shown = page([ONE, other], {"one": Result("d1", "m1", {"las": 0.91})}, {}, {})
    assert "## A set\n" in shown
    assert "Another set" not in shown


def test_every_pinned_metric_has_a_name_or_is_an_f1() -> None:
    names = [s.name for s in SETS]
    assert len(set(names)) == len(names)
    assert all(s.targets.keys() <= set(s.pinned) for s in SETS)


def test_the_shipped_set_is_always_found() -> None:
    shipped = next(s for s in SETS if s.name == "sample-key")
    files = shipped.found(None)
    assert files
    assert fingerprint(files) == fingerprint(files)
    assert next(s for s in SETS if s.name == "ewt-dev").found(None) is None


def test_the_page_is_the_one_that_the_figures_give() -> None:
    results, floors = load_results(ROOT / "evaluation/results.json"), load_floors(ROOT / "evaluation/floors.json")
    if not results:
        pytest.skip("nothing was measured yet")
    assert (ROOT / "docs/evaluation.md").read_text(encoding="utf-8") == page(SETS, results, floors, load_results(KEPT))
