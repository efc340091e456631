from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from evaluation.scorers.coreference import best_assignment, score_clusters

KEY = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2, "f": 3}


def test_the_key_itself_scores_one() -> None:
    assert score_clusters(KEY, KEY)["conll_f1"] == 1.0


def test_a_worked_example() -> None:
    """Vilain et al. 1995 and Bagga and Baldwin 1998 by hand: {abc}{de}{f} answered with {ab}{cde}{f}."""
    scores = score_clusters(KEY, {"a": 1, "b": 1, "c": 2, "d": 2, "e": 2, "f": 3})
    assert scores["muc_f1"] == pytest.approx(2 / 3)
    recall = ((4 + 1) / 3 + 2 + 1) / 6
    precision = (2 + (4 + 1) / 3 + 1) / 6
    assert scores["b_cubed_f1"] == pytest.approx(2 * recall * precision / (recall + precision))
    assert scores["ceaf_e_f1"] == pytest.approx((2 * 2 / 5 + 2 * 2 / 5 + 1) / 3)


def test_mentions_of_one_side_only_cost() -> None:
    assert score_clusters({"a": 1, "b": 1}, {"a": 1, "b": 1, "x": 1})["b_cubed_f1"] < 1.0


@pytest.mark.parametrize("seed", range(30))
def test_the_best_assignment_is_the_best_of_all(seed: int) -> None:
    generator = np.random.default_rng(seed)
    weight = generator.random(generator.integers(1, 6, 2)) * (generator.random() > 0.1)
    rows, columns = sorted(weight.shape)
    wide = weight if weight.shape == (rows, columns) else weight.T
    every = (sum(wide[row, p[row]] for row in range(rows)) for p in permutations(range(columns), rows))
    assert best_assignment(weight) == pytest.approx(max(every))
