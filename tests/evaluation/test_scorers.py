"""The scorers give full marks to a perfect reading, and the figures of the agreed scorer to any other."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from evaluation.scorers.answers import Key, ReadingView, load_key, normal
from evaluation.scorers.counts import b_cubed, pair_off
from evaluation.scorers.dates import date_ok, interval
from evaluation.scorers.key import null_reading, score_key
from evaluation.scorers.quantities import value_ok
from evaluation.scorers.roles import score as score_roles
from evaluation.scorers.roles import span_head, wanted
from evaluation.scorers.spans import Aligner, head
from khabar.sample import reports_folder
from tests.evaluation.readings import perfect_reading, spoil

DATA = os.environ.get("KHABAR_DATA")
KEYS = Path(__file__).parents[2] / "evaluation" / "keys" / "sample"
PERFECT = (
    *(
        "event_recall_core",
        "event_precision",
        "class_accuracy",
        "actor_accuracy",
        "recipient_accuracy",
        "factuality_macro",
    ),
    *("chain_full_accuracy", "chain_full_accuracy_attributed", "chain_rightly_absent", "place_accuracy", "quantity_f1"),
    *("quantity_measure_accuracy", "attribution_f1", "attribution_nested_accuracy", "mention_recall", "entity_b3_f1"),
)


@pytest.fixture(scope="module")
def sample() -> Key:
    return load_key(KEYS, reports_folder())


def test_a_perfect_reading_scores_one(sample: Key) -> None:
    metrics = score_key(sample, {d: perfect_reading(sample, d) for d in sample.texts})
    assert {k: metrics[k] for k in PERFECT} == dict.fromkeys(PERFECT, pytest.approx(1.0))
    assert metrics["quantity_distractor_hits"] == 0


def test_no_reading_scores_nothing(sample: Key) -> None:
    metrics = score_key(sample, dict.fromkeys(sample.texts))
    assert (metrics["event_recall_core"], metrics["quantity_f1"], metrics["attribution_f1"]) == (0.0, 0.0, 0.0)


def test_the_null_reader_has_no_chain(sample: Key) -> None:
    readings = {d: null_reading(perfect_reading(sample, d)) for d in sample.texts}
    metrics = score_key(sample, readings)
    assert metrics["event_recall_core"] == 1.0
    assert metrics["chain_rightly_absent"] == 1.0
    assert metrics["chain_full_accuracy_attributed"] == 0.0
    assert metrics["factuality_group_asserted"] == 1.0
    assert metrics["factuality_group_negative"] == 0.0


def test_mistakes_cost(sample: Key) -> None:
    whole = {d: perfect_reading(sample, d) for d in sample.texts}
    best = score_key(sample, whole)
    spoilt = score_key(sample, {d: spoil(r, seed=1) for d, r in whole.items()})
    for name in set(PERFECT) - {"chain_rightly_absent", "attribution_nested_accuracy"}:
        assert (spoilt[name] or 0) < (best[name] or 0), name


@pytest.fixture
def agreed() -> Any:
    """The scorer all work on Khabar is measured by, where it can be had."""
    folder = Path(DATA or "") / "scoring"
    if not DATA or not folder.exists():
        pytest.skip("KHABAR_DATA is not set, or holds no scoring/")
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module("score")
    finally:
        sys.path.remove(str(folder))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("which", ["articles", "sample"])
def test_same_figures_as_the_agreed_scorer(agreed: Any, sample: Key, which: str, seed: int) -> None:
    key = sample if which == "sample" else load_key(Path(DATA or "") / "gold", Path(DATA or "") / "corpora" / "iraq")
    readings = {d: spoil(perfect_reading(key, d), seed) for d in key.texts}
    ours = score_key(key, readings)
    common = sys.modules["common"]
    gold: dict[str, Any] = {**{t: list(rows) for t, rows in key.tables.items()}, "texts": dict(key.texts)}
    theirs = agreed.score(gold, [common.Reading(key.texts[d], readings[d]) for d in key.texts])
    # The agreed scorer knows no measure for injured and missing, which the articles do not hold.
    skipped = ["quantity_measure_accuracy"] if which == "sample" else []
    both = [k for k in theirs if k in ours and k not in skipped]
    assert len(both) > 45
    assert {k: ours[k] for k in both} == {k: pytest.approx(theirs[k]) for k in both}


def test_pairs_are_taken_best_first() -> None:
    assert pair_off({(0, 0): (1.0,), (0, 1): (2.0,), (1, 1): (1.5,)}) == [(0, 1)]
    assert pair_off({(0, 0): (2.0,), (0, 1): (2.0,), (1, 1): (1.5,)}) == [(0, 0), (1, 1)]


def test_b_cubed_by_hand() -> None:
    p, r, f1 = b_cubed({"a": 1, "b": 1, "c": 2}, {"a": 1, "b": 2, "c": 2})
    assert [p, r, f1] == pytest.approx([2 / 3] * 3)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2019-11-28", "2019-11-28", "2019-11-28"),
        ("2019-11", "2019-11-01", "2019-11-30"),
        ("2020-W01", "2019-12-30", "2020-01-05"),
        ("2019-10-01/2019-12-09", "2019-10-01", "2019-12-09"),
        ("2019-Q4", "2019-10-01", "2019-12-31"),
        ("201", "2010-01-01", "2019-12-31"),
    ],
)
def test_intervals(value: str, first: str, last: str) -> None:
    days = interval(value)
    assert days is not None
    assert tuple(map(str, days)) == (first, last)
    assert interval("2019-13-41") is None


def test_a_date_inside_the_interval_is_right() -> None:
    day = {"earliest": "2019-11-28", "latest": "2019-11-28"}
    assert date_ok({"normalized": "2019-11"}, day) is True
    assert date_ok({"normalized": "2019-11-27"}, day) is False
    assert date_ok({"normalized": "2019-10-01", "precision": "after"}, day) is True
    assert date_ok({"normalized": None}, day) is None


def test_values() -> None:
    least = {"value": [29, None], "counts": "", "part_of": None}
    assert value_ok(least, {"low": 29, "high": None})
    assert value_ok(least, {"low": 30, "high": None})
    assert not value_ok(least, {"low": 29, "high": 29})
    assert not value_ok({**least, "value": 29}, {"low": 29, "best": None, "high": None})
    assert value_ok({**least, "value": [None, 4000]}, {"low": 0, "high": 4000})


def test_spans_of_a_repaired_text_lead_back() -> None:
    raw = "The guards, who an-\n\nPage 2\n\nswered with  gas."
    clean = "The guards, who answered with gas."
    start, end = Aligner(raw, clean).to_raw(clean.index("answered"), clean.index("answered") + 8) or (0, 0)
    assert raw[start:end].split() == ["an-", "Page", "2", "swered"]


def test_heads_and_names() -> None:
    text = "the deputy head of the Popular Mobilisation Forces"
    assert text[slice(*head(text, (0, len(text))))] == "head"
    assert normal("The U.S. Army's") == "us army"
    assert ReadingView("", None).claims() == []


# Two men were shot dead in the market: "were" is an auxiliary, "in the market" hangs on "shot" by "market".
HEADS = (1, 3, 3, -1, 3, 7, 7, 3)


def annotated(place: int, upos: str, *args: tuple[str, int, int]) -> dict[str, Any]:
    return {"predicate": place, "upos": upos, "args": [{"role": r, "start": a, "end": b} for r, a, b in args]}


def test_the_head_of_a_span_is_the_word_that_hangs_outside_it() -> None:
    assert span_head(HEADS, 5, 8) == 7
    assert span_head(HEADS, 0, 2) == 1
    assert span_head(HEADS, 4, 8) == 4


def test_auxiliaries_without_arguments_are_no_predicates() -> None:
    rows = [
        annotated(2, "AUX", ("V", 2, 3)),
        annotated(3, "VERB", ("V", 3, 4), ("ARG1", 0, 2), ("ARGM-LOC", 5, 8)),
        annotated(7, "NOUN", ("V", 7, 8)),
    ]
    assert wanted(rows, HEADS) == ({3, 7}, {(3, 1, "ARG1"), (3, 7, "ARGM-LOC")})


def test_roles_count_with_their_predicate_their_head_and_their_label() -> None:
    gold = ({3}, {(3, 1, "ARG1"), (3, 7, "ARGM-LOC")})
    found = ({3, 7}, {(3, 1, "ARG0"), (3, 7, "ARGM-LOC"), (7, 5, "ARG1")})
    metrics = score_roles([(*found, *gold)])
    assert metrics["roles_p"] == pytest.approx(1 / 3)
    assert metrics["roles_r"] == pytest.approx(1 / 2)
    assert metrics["core_roles_f1"] == 0
    assert metrics["pairs_r"] == 1
    assert metrics["predicates_p"] == pytest.approx(1 / 2)
    assert metrics["n_roles"] == 2
