"""The small parts of the sets that need no model."""

from __future__ import annotations

from evaluation.dates import _value
from evaluation.gum import joined, tokens
from evaluation.names import held_back, outermost
from evaluation.sets import SETS


def test_half_of_re3d_is_held_back() -> None:
    ids = [f"document {n}" for n in range(400)]
    assert 150 < sum(map(held_back, ids)) < 250
    assert held_back("document 1") == held_back("document 1")


def test_only_outermost_names_are_wanted() -> None:
    names = [(0, 20, "ORG"), (4, 8, "ORG"), (4, 8, "LOC"), (30, 34, "PER"), (30, 34, "PER")]
    assert outermost(names) == [(0, 20, "ORG"), (4, 8, "LOC"), (30, 34, "PER")]


def test_documents_are_joined_with_known_starts() -> None:
    text, starts = joined({"sentences": [{"sent_id": "a", "text": "One day."}, {"sent_id": "b", "text": "Then two."}]})
    assert text[starts["b"] :] == "Then two."
    assert [text[a:b] for a, b in tokens(["Then", "two", "."], text, starts["b"])] == ["Then", "two", "."]


def test_values_of_date_expressions() -> None:
    assert _value({"when": "2019-11"}) == "2019-11"
    assert _value({"from": "2019-10-01", "to": "2019-10-31"}) == "2019-10-01/2019-10-31"
    assert _value({"notBefore": "1919"}) == "1919/"


def test_test_parts_run_on_request_only() -> None:
    parts = {f"ewt{part}-test" for part in ("", "-raw", "-ner", "-factuality", "-propbank")}
    assert {s.name for s in SETS if s.test} == parts | {"open-key-test"}
