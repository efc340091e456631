"""Candidate pairs after claims came and went: those found step by step are those found afresh."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from khabar.link.blocking import REACH, Couples, Keys, candidates, met
from khabar.link.drift import drift
from khabar.link.former import GONE, Former

CLAIMS, CROWDS, DAYS = 900, 3, 40
Pairs = set[tuple[int, int]]


def crowded(chance: np.random.Generator) -> Keys:
    """Every claim under one of a few keys that more share than can meet, some twice, and under one of the keys of few."""
    crowd, few = chance.integers(CROWDS, size=CLAIMS), CROWDS + chance.integers(CLAIMS // 3, size=CLAIMS)
    twice = np.flatnonzero(chance.random(CLAIMS) < 0.2)
    return Keys.of(np.concatenate([crowd, few, crowd[twice]]), np.concatenate([np.tile(np.arange(CLAIMS), 2), twice]))


def pairs(found: Couples) -> Pairs:
    return set(zip(found[0].tolist(), found[1].tolist(), strict=True))


def afresh(keys: Keys, first: NDArray[np.int64]) -> Pairs:
    everything = np.ones(len(first), bool)
    return {pair for some in candidates(keys, first, everything) for pair in pairs(some)}


def among(keys: Keys, rows: NDArray[np.int64]) -> Keys:
    """The keys of some claims, by their places among them."""
    place = np.full(CLAIMS, GONE)
    place[rows] = np.arange(len(rows))
    here = keys.where(place[keys.claim] != GONE)
    return Keys(here.key, place[here.claim])


@pytest.mark.parametrize(("seed", "gone", "came"), [(1, 0, 9), (2, 9, 0), (3, 40, 40), (4, 0, 300)])
def test_pairs_found_step_by_step_are_those_found_afresh(seed: int, gone: int, came: int) -> None:
    chance = np.random.default_rng(seed)
    keys, day = crowded(chance), chance.integers(DAYS, size=CLAIMS)
    shuffled = chance.permutation(CLAIMS)
    was, stands = np.sort(shuffled[came:]), np.sort(shuffled[: CLAIMS - gone])
    now = np.where(np.isin(was, stands), np.searchsorted(stands, was), GONE)
    former = Former(now, np.searchsorted(stands, was), day[was], keys=among(keys, was))
    known, first, fresh = among(keys, stands), day[stands], ~np.isin(stands, was)

    before = {(int(now[one]), int(now[other])) for one, other in afresh(former.keys, former.first)}
    gained, lost = drift(known, first, fresh, former)
    assert REACH < CLAIMS // CROWDS
    still = met(lost, known, first)
    found = {pair for pair in before if GONE not in pair} - pairs((lost[0][~still], lost[1][~still]))
    found |= pairs(gained) | {p for some in candidates(known, first, fresh) for p in pairs(some)}
    assert found == afresh(known, first)
    assert all(one < other for one, other in found)
    assert bool(lost[0].size) == bool(came)
    assert bool(gained[0].size) == bool(gone)
