"""The second reader's rows on the open reports: whole, without words, and scored as the program is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation import agreement, open_key
from evaluation.floors import Floor
from evaluation.keys.offsets import WORDS
from evaluation.open_texts import HALVES, chosen
from evaluation.page import section
from evaluation.results import Result, load_results
from evaluation.scorers.answers import Key, Row, load_key
from evaluation.sets import SETS
from khabar.sample import reports_folder
from tests.evaluation.test_open_key import dicts

KEYS = Path(open_key.OPEN).parent / "sample"
halves = pytest.mark.parametrize("half", HALVES)


@pytest.fixture(scope="module")
def sample() -> Key:
    return load_key(KEYS, reports_folder())


def test_a_reader_agrees_with_itself(sample: Key) -> None:
    assert {name: agreement.score(sample, sample)[name] for name in agreement.SHOWN} == dict.fromkeys(
        agreement.SHOWN, 1.0
    )


@pytest.mark.parametrize(
    ("part", "figure"),
    [("source", "attribution_source_f1"), ("cue", "attribution_cue_f1"), ("content", "attribution_content_f1")],
)
def test_a_reader_who_sees_another_part_agrees_less(sample: Key, part: str, figure: str) -> None:
    found = agreement.score(sample, _with(sample, "attributions", lambda row: {**row, part: _elsewhere(row[part])}))
    assert (found[figure] or 0) < 0.5
    assert {found[name] for name in ("quantity_f1", "quantity_measure_accuracy")} == {1.0}


def test_other_values_and_other_measures_are_told_apart(sample: Key) -> None:
    other_value = agreement.score(sample, _with(sample, "quantities", lambda row: {**row, "value": 123456}))
    assert (other_value["quantity_f1"] or 0) < 0.1
    other_kind = agreement.score(sample, _with(sample, "quantities", lambda row: {**row, "kind": "displaced"}))
    assert (other_kind["quantity_f1"], other_kind["quantity_measure_accuracy"]) == (1.0, 0.0)
    assert other_kind["attribution_f1"] == 1.0


@halves
def test_rows_hold_no_words_and_their_labels_are_known(half: str) -> None:
    tables = {table: open_key.rows(half, table, open_key.SECOND) for table in agreement.TABLES}
    listed = [row for rows in tables.values() for row in rows]
    assert [row["id"] for row in listed if any(WORDS & set(d) for d in dicts(row))] == []
    known = {row["id"] for row in listed}
    assert len(known) == len(listed)
    assert {row["nested_in"] for row in tables["attributions"]} - {None} <= known
    assert {q["category"] for q in tables["quantities"]} <= {"figure", "duration", "not_a_conflict_figure"}
    assert {row["part_of"] for row in tables["quantities"]} - {None} <= known


@halves
def test_the_second_reader_read_every_report_and_every_offset_fits(half: str, open_data: Path) -> None:
    second = open_key.load(open_data, half, open_key.SECOND, agreement.TABLES)
    assert {row["doc"] for row in second.tables["attributions"]} == set(chosen(open_data)[half])
    for row in (row for table in agreement.TABLES for row in second.tables[table]):
        spans = [d for d in dicts(row) if d.get("start") is not None]
        assert all(0 <= d["start"] < d["end"] <= len(second.texts[row["doc"]]) for d in spans), row["id"]
        assert all(d["text"] == d["text"].strip() for d in spans), row["id"]
    for row in second.tables["quantities"]:
        assert row["start"] <= row["number"]["start"] < row["number"]["end"] <= row["end"], row["id"]


@halves
def test_the_figures_kept_are_those_of_the_rows(half: str, open_data: Path) -> None:
    assert load_results(agreement.KEPT)[f"open-key-{half}"] == agreement.agreement(open_data, half)


def test_the_page_shows_a_second_reader_beside_the_figures_of_its_set() -> None:
    one = next(s for s in SETS if s.name == "open-key-dev")
    result = Result("d1", "m1", {"attribution_cue_f1": 0.91, "date_accuracy": 0.8}, {"attribution_cue_f1": 0.0})
    second = replace(result, metrics={"attribution_cue_f1": 0.87})
    shown = section(one, result, Floor("d1", {"attribution_cue_f1": 0.9}), second)
    assert "| figure | value | null reader | second reader | floor | asked |\n|---|---|---|---|---|---|" in shown
    assert "| attributions, F1 with cue | 0.910 | 0.000 | 0.870 | 0.900 | 0.750 |" in shown
    assert "| right date | 0.800 |  |  |  | 0.800 |" in shown
    assert "second reader |" not in section(one, result, None)


def _with(key: Key, table: str, change: Callable[[Row], Row]) -> Key:
    return Key(key.texts, {**key.tables, table: [change(row) for row in key.tables[table]]})


def _elsewhere(part: Row | list[Row] | None) -> Row | list[Row] | None:
    """A part of an attribution, moved to where nothing stands."""
    if isinstance(part, list):
        return [{**one, "start": 0, "end": 1} for one in part]
    return {**part, "start": 0, "end": 1} if part and part["start"] is not None else part
