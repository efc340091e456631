"""Candidate pairs: those that share a key and stand within reach, share by share of what is looked at together."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from khabar.link import blocking
from khabar.link.blocking import Keys, candidates, met

CLAIMS, KEYS, NEAR = 60, 5, 7


@pytest.fixture
def keyed(monkeypatch: pytest.MonkeyPatch) -> Keys:
    """Claims under a few keys each, some of them twice, and more under a key than can meet."""
    monkeypatch.setattr(blocking, "REACH", NEAR)
    chance = np.random.default_rng(5)
    return Keys.of(chance.integers(KEYS, size=2 * CLAIMS), chance.integers(CLAIMS, size=2 * CLAIMS))


DAYS = np.random.default_rng(6).integers(9, size=CLAIMS)


def within_reach(keyed: Keys) -> set[tuple[int, int]]:
    """The pairs, one key after the other, entry by entry."""
    found = set()
    for key in range(KEYS):
        there = sorted(keyed.claim[keyed.key == key].tolist(), key=lambda claim: (DAYS[claim], claim))
        places = combinations(enumerate(there), 2)
        found |= {tuple(sorted((a, b))) for (m, a), (n, b) in places if a != b and n - m <= NEAR}
    return {(a, b) for a, b in found}


def pairs(fresh: np.ndarray[tuple[int], np.dtype[np.bool_]], keyed: Keys) -> list[tuple[int, int]]:
    found = candidates(keyed, DAYS, fresh)
    return [pair for left, right in found for pair in zip(left.tolist(), right.tolist(), strict=True)]


@pytest.mark.parametrize("at_once", [1, 50, 1 << 22])
def test_pairs_that_share_a_key_within_reach_are_found_once(
    keyed: Keys, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocking, "AT_ONCE", at_once)
    found = pairs(np.ones(CLAIMS, bool), keyed)
    assert sorted(found) == sorted(within_reach(keyed))
    fresh = np.arange(CLAIMS) % 6 == 0
    assert sorted(pairs(fresh, keyed)) == sorted(pair for pair in within_reach(keyed) if fresh[list(pair)].any())


def test_pairs_out_of_reach_under_every_key_are_told_from_the_others(keyed: Keys) -> None:
    every = list(combinations(range(CLAIMS), 2))
    found = met((np.array([a for a, _ in every]), np.array([b for _, b in every])), keyed, DAYS)
    assert {pair for pair, is_met in zip(every, found.tolist(), strict=True) if is_met} == within_reach(keyed)
    assert 0 < len(within_reach(keyed)) < len(every)
