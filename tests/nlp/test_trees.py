from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from khabar.nlp.trees import are_trees, best_tree, decode


def is_tree(heads):
    (found,) = are_trees(np.array(heads))
    return bool(found)


def decoded(*sentences):
    """The trees of sentences that are read together, from their arc scores."""
    starts = np.cumsum([0, *map(len, sentences)])[:-1].tolist()
    likeliest = np.concatenate([np.argsort(-scores, axis=1, kind="stable")[:, :2] for scores in sentences])
    heads = decode(sentences, likeliest, starts)
    return [tree.tolist() for tree in np.split(heads, starts[1:])]


def best_by_trying_all(scores):
    size = len(scores)
    best, most = None, -np.inf
    for heads in product(range(-1, size), repeat=size):
        if is_tree(heads):
            total = sum(scores[word, head + 1] for word, head in enumerate(heads))
            if total > most:
                best, most = heads, total
    return best


@pytest.mark.parametrize("seed", range(40))
def test_the_tree_is_the_best_of_all_trees_with_one_root(seed):
    scores = np.random.default_rng(seed).normal(size=(4, 5)).astype(np.float32)
    assert tuple(best_tree(scores)) == tuple(*decoded(scores)) == best_by_trying_all(scores)


@pytest.mark.parametrize("size", [1, 2, 7, 60])
def test_every_sentence_gets_a_tree(size):
    for seed in range(20):
        scores = np.random.default_rng(seed).normal(scale=30, size=(size, size + 1)).astype(np.float32)
        assert is_tree(best_tree(scores))
        assert is_tree(*decoded(scores))


def test_equal_scores_still_make_a_tree():
    assert is_tree(best_tree(np.zeros((9, 10), dtype=np.float32)))


def test_sentences_that_are_read_together_have_the_trees_that_they_have_alone():
    numbers = np.random.default_rng(3)
    sentences = [numbers.normal(size=(size, size + 1)).astype(np.float32) for size in (4, 1, 9, 2, 1, 5)]
    assert decoded(*sentences) == [tree for scores in sentences for tree in decoded(scores)]


def test_best_arcs_are_kept_where_they_form_a_tree():
    scores = np.full((3, 4), -5.0, dtype=np.float32)
    scores[[0, 1, 2], [2, 0, 2]] = 5.0
    assert decoded(scores) == [[1, -1, 1]]


@pytest.mark.parametrize(
    ("heads", "tree"), [([-1, 0, 1], True), ([1, 0], False), ([-1, -1], False), ([-1, 2, 1], False), ([1, 2, -1], True)]
)
def test_is_tree(heads, tree):
    assert is_tree(heads) is tree


def test_of_several_sentences_each_is_a_tree_or_not():
    assert are_trees(np.array([-1, 0, 1, 1, 0, -1, -1, -1]), [0, 3, 5, 6]).tolist() == [True, False, True, False]
