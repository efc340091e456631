from __future__ import annotations

from itertools import pairwise, product

import numpy as np

from khabar.nlp.tags import NEVER, allowed, best_tags, names
from khabar.records import Name

TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
RULES = allowed(TAGS)
STEPS = np.where(RULES, np.float32(0), NEVER)


def scores(*rows):
    return np.array(rows, dtype=np.float32)


def test_an_inner_tag_follows_only_its_own_kind():
    assert [TAGS[t] for t in range(5) if RULES[0, t]] == ["O", "B-PER", "B-LOC"]
    assert [TAGS[t] for t in range(5) if RULES[1, t]] == ["O", "B-PER", "I-PER", "B-LOC"]
    assert [TAGS[t] for t in range(5) if RULES[4, t]] == ["O", "B-PER", "B-LOC", "I-LOC"]


def test_an_orphan_is_mended_by_the_best_allowed_row():
    found = best_tags(scores([1, 0.9, 3, 0, 0], [0, 0, 5, 0, 0]), STEPS)
    assert [TAGS[t] for t in found] == ["B-PER", "I-PER"]


def test_allowed_rows_stay_as_they_are():
    table = scores([0, 5, 0, 0, 0], [0, 0, 5, 0, 0], [5, 0, 0, 0, 0])
    assert best_tags(table, STEPS).tolist() == [1, 2, 0]


def test_no_row_of_tags_is_better():
    for seed in range(40):
        numbers = np.random.default_rng(seed)
        table = (numbers.normal(size=(4, 5)) * (1 + seed % 8)).astype(np.float32)
        steps = (STEPS + numbers.normal(size=(5, 5))).astype(np.float32)

        def worth(row, table=table, steps=steps):
            return sum(map(table.__getitem__, enumerate(row))) + sum(map(steps.__getitem__, pairwise((0, *row))))

        rows = [r for r in product(range(5), repeat=4) if RULES[0, r[0]] and all(RULES[a, b] for a, b in pairwise(r))]
        assert tuple(best_tags(table, steps)) == max(rows, key=worth)


def test_sentences_that_stand_together_have_the_tags_that_they_have_alone():
    for seed in range(40):
        numbers = np.random.default_rng(seed)
        rows = [(numbers.normal(size=(length, 5)) * (1 + seed % 8)).astype(np.float32) for length in (3, 1, 7, 1, 4)]
        alone = [best_tags(row, STEPS).tolist() for row in rows]
        assert best_tags(np.concatenate(rows), STEPS, (0, 3, 4, 11, 12)).tolist() == [
            tag for row in alone for tag in row
        ]


def test_a_step_that_names_like_outweighs_a_small_lead():
    steps = STEPS.copy()
    steps[1, 2] = 2
    assert best_tags(scores([0, 5, 0, 0, 0], [1, 0, 0.5, 0, 0]), steps).tolist() == [1, 2]


def test_names_from_tags():
    assert names(["B-PER", "I-PER", "O", "B-LOC", "B-LOC"]) == (Name(0, 1, "PER"), Name(3, 3, "LOC"), Name(4, 4, "LOC"))
    assert names([]) == ()


def test_names_of_other_kinds_are_left_out():
    assert names(["B-OTHER", "I-OTHER", "B-ORG"]) == (Name(2, 2, "ORG"),)
