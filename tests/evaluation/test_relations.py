"""The score of relations: a key's relation is found where a casebook joins two of its sides."""

from __future__ import annotations

import pytest

from evaluation.relations import measure
from evaluation.scorers.answers import TABLES, Key, Row

TEXT = "BAGHDAD, 9 January 2020 - Iran struck two bases. The Iraqi army counted 22 missiles. The Pentagon counted 16.\n"


def side(words: str) -> Row:
    start = TEXT.index(words)
    return {"doc": "one", "start": start, "end": start + len(words)}


def key(label: str, *words: str) -> Key:
    told = {"label": label, "members": [side(one) for one in words]}
    return Key({"one": TEXT}, {**dict.fromkeys(TABLES, ()), "contradictions": [told]})


@pytest.mark.parametrize(
    ("label", "words", "found", "kind"),
    [
        ("contradict", ("22 missiles", "16"), 1.0, 1.0),
        ("differ", ("22 missiles", "16"), 1.0, 0.0),
        ("contradict", ("22 missiles", "BAGHDAD"), 0.0, None),
        ("contradict", ("22 missiles", "22"), 0.0, None),
    ],
)
def test_a_relation_is_found_by_two_of_its_sides(
    label: str, words: tuple[str, ...], found: float, kind: float | None
) -> None:
    metrics, _ = measure(key(label, *words))
    assert (metrics["relations_found"], metrics["relations_kind"]) == (found, kind)
