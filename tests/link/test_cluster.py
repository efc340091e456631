"""Groups of claims: within components, by average, as places, days and people allow."""

from __future__ import annotations

import numpy as np
import pytest

from khabar.link.cluster import pinned
from khabar.link.cluster.average import average_link
from khabar.link.cluster.components import components


def fit(size: int, **weights: float) -> np.ndarray:
    """A matrix of weights from names such as ``ab=2``; what is not named is -3."""
    made = np.full((size, size), -3.0)
    for pair, weight in weights.items():
        left, right = (ord(letter) - ord("a") for letter in pair)
        made[left, right] = made[right, left] = weight
    return made


def test_a_chain_of_likeness_is_no_group() -> None:
    assert average_link(fit(4, ab=2.0, bc=1.9, cd=2.0)) == [[0, 1], [2, 3]]


def test_what_fits_on_the_whole_is_joined_in_spite_of_one_weak_pair() -> None:
    assert average_link(fit(3, ab=4.0, bc=4.0, ac=-1.0)) == [[0, 1, 2]]


def test_what_may_not_meet_never_meets_by_way_of_a_third() -> None:
    assert average_link(fit(3, ab=9.0, bc=8.0, ac=-np.inf)) == [[0, 1], [2]]


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    generator = np.random.default_rng(seed)
    weights = generator.normal(0, 3, (9, 9))
    weights = weights + weights.T
    order = generator.permutation(9)
    straight = {frozenset(group) for group in average_link(weights)}
    turned = {frozenset(order[group].tolist()) for group in average_link(weights[np.ix_(order, order)])}
    assert straight == turned


def test_components_reach_along_any_chain() -> None:
    left, right = np.array([5, 3, 1]), np.array([3, 1, 0])
    assert components(7, left, right).tolist() == [0, 0, 2, 0, 4, 0, 6]


def test_judgements_on_claims_that_are_not_there_are_passed_over() -> None:
    found = pinned({("c_a", "c_b"): "same", ("c_b", "c_z"): "different"}, ["c_b", "c_a"])
    assert found.rows == {0: {1: "same"}}
