from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from khabar.nlp.trees import decode, is_tree


def best_by_trying_all(scores):
    size = len(scores)
    best, most = None, -np.inf
    for heads in product(range(-1, size), repeat=size):
        if is_tree(np.array(heads)):
            total = sum(scores[word, head + 1] for word, head in enumerate(heads))
            if total > most:
                best, most = heads, total
    return best


@pytest.mark.parametrize("seed", range(40))
def test_the_tree_is_the_best_of_all_trees_with_one_root(seed):
    scores = np.random.default_rng(seed).normal(size=(4, 5)).astype(np.float32)
    assert tuple(decode(scores)) == best_by_trying_all(scores)


@pytest.mark.parametrize("size", [1, 2, 7, 60])
def test_every_sentence_gets_a_tree(size):
    for seed in range(20):
        scores = np.random.default_rng(seed).normal(scale=30, size=(size, size + 1)).astype(np.float32)
        assert is_tree(decode(scores))


def test_equal_scores_still_make_a_tree():
    assert is_tree(decode(np.zeros((9, 10), dtype=np.float32)))


def test_no_words_no_heads():
    assert decode(np.zeros((0, 1), dtype=np.float32)).tolist() == []


def test_best_arcs_are_kept_where_they_form_a_tree():
    scores = np.full((3, 4), -5.0, dtype=np.float32)
    scores[[0, 1, 2], [2, 0, 2]] = 5.0
    assert decode(scores).tolist() == [1, -1, 1]


@pytest.mark.parametrize(
    ("heads", "tree"), [([-1, 0, 1], True), ([1, 0], False), ([-1, -1], False), ([-1, 2, 1], False), ([1, 2, -1], True)]
)
def test_is_tree(heads, tree):
    assert is_tree(np.array(heads)) is tree
