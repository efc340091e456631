from __future__ import annotations

import numpy as np

from training.role_priors import Pairs, all_pairs, inventory, learn, table, weightiest


def test_each_predicate_stands_with_each_other_word():
    assert all_pairs([1], 3) == [(1, 0), (1, 2)]


def test_what_is_seen_once_gets_no_weight():
    seen = inventory([(("a", "b"), "ARG0"), (("a", "c"), "ARG0"), (("a", "b"), "-")])
    assert dict(seen) == {("a", "ARG0"): 2}


def test_learned_weights_tell_the_labels_apart_and_only_the_free_ones_move():
    pairs = Pairs(np.array([[1, 3], [2, 3], [1, 0], [2, 0]] * 50), np.array([1, 2, 1, 2] * 50))
    free = np.ones((4, 3), dtype=np.bool_)
    free[0] = free[3] = False
    weights = learn(pairs, np.zeros((4, 3), dtype=np.float32), free, epochs=3)
    assert weights[1].argmax() == 1
    assert weights[2].argmax() == 2
    assert not weights[0].any()
    assert not weights[3].any()


def test_learning_is_the_same_every_time():
    pairs = Pairs(np.array([[1, 2], [2, 3], [1, 3]]), np.array([1, 0, 1]))
    start, free = np.zeros((4, 2), dtype=np.float32), np.ones((4, 2), dtype=np.bool_)
    assert np.array_equal(learn(pairs, start, free, 2), learn(pairs, start, free, 2))


def test_the_weightiest_are_those_of_pairs_that_the_network_is_unsure_of():
    weights = np.array([[0, 0], [3, -1], [2, 0.5]], dtype=np.float32)
    free = np.ones((3, 2), dtype=np.bool_)
    stay = weightiest(weights, np.array([0.0, 1, 100]), free, 2)
    assert np.argwhere(stay).tolist() == [[2, 0], [2, 1]]


def test_the_table_names_origin_and_leaves_out_what_rounds_to_nothing():
    weights = np.array([[0, 0], [0.001, 1.234], [-2, 0]], dtype=np.float32)
    lines = list(table(["x", "a"], ["-", "ARG0"], weights))
    assert "CC BY-SA 4.0" in " ".join(lines)
    assert lines[-2:] == ["a\t-\t-2", "x\tARG0\t1.23"]
