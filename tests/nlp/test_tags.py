from __future__ import annotations

from itertools import pairwise, product

import numpy as np

from khabar.nlp.tags import allowed, best_tags, names
from khabar.records import Name

TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
RULES = allowed(TAGS)


def scores(*rows):
    return np.array(rows, dtype=np.float32)


def test_an_inner_tag_follows_only_its_own_kind():
    assert [TAGS[t] for t in range(5) if RULES[0, t]] == ["O", "B-PER", "B-LOC"]
    assert [TAGS[t] for t in range(5) if RULES[1, t]] == ["O", "B-PER", "I-PER", "B-LOC"]
    assert [TAGS[t] for t in range(5) if RULES[4, t]] == ["O", "B-PER", "B-LOC", "I-LOC"]


def test_an_orphan_is_mended_by_the_best_allowed_row():
    found = best_tags(scores([1, 0.9, 3, 0, 0], [0, 0, 5, 0, 0]), RULES)
    assert [TAGS[t] for t in found] == ["B-PER", "I-PER"]


def test_allowed_rows_stay_as_they_are():
    table = scores([0, 5, 0, 0, 0], [0, 0, 5, 0, 0], [5, 0, 0, 0, 0])
    assert best_tags(table, RULES).tolist() == [1, 2, 0]


def test_mended_rows_are_best_of_all():
    for seed in range(20):
        table = np.random.default_rng(seed).normal(size=(4, 5)).astype(np.float32)
        rows = [r for r in product(range(5), repeat=4) if RULES[0, r[0]] and all(RULES[a, b] for a, b in pairwise(r))]
        best = max(rows, key=lambda row: sum(table[place, tag] for place, tag in enumerate(row)))
        assert tuple(best_tags(table, RULES)) == best


def test_names_from_tags():
    assert names(["B-PER", "I-PER", "O", "B-LOC", "B-LOC"]) == (Name(0, 1, "PER"), Name(3, 3, "LOC"), Name(4, 4, "LOC"))
    assert names([]) == ()
