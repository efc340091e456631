"""Barriers judged between kinds of claims keep apart the claims that they keep apart one by one."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from khabar.link.cluster.apart import apart, kinds, one_by_one
from khabar.link.cluster.barriers import BARRIERS
from khabar.link.columns import Columns
from khabar.link.features.spots import NOWHERE
from khabar.link.meanings import Vectors

CLAIMS = 90
WIDE = ("actors", "recipients", "acting", "receiving", "persons", "means", "groups", "numbers", "stems", "around")
TRUTHS = ("harm", "firm", "dated", "actual", "disputable", "aggregate", "another", "several", "goes_on", "placed_here")


def claims(chance: np.random.Generator) -> Columns:
    """Claims of a few places, days, parties and figures, in a few reports."""
    made = {field.name: chance.integers(0, 3, CLAIMS) for field in fields(Columns)}
    made |= {name: np.sort(chance.integers(-2, 6, (CLAIMS, 2)).clip(0), axis=1)[:, ::-1] for name in WIDE}
    made |= {name: chance.random(CLAIMS) < 0.3 for name in TRUTHS}
    first = chance.choice([-1, 100, 101, 104], CLAIMS)
    made |= {"first": first, "last": np.where(first < 0, -1, first + chance.integers(0, 2, CLAIMS))}
    degrees = chance.choice([30.0, 30.1, 35.0, NOWHERE], CLAIMS)
    none = Vectors(np.zeros((1, 1), np.int8), np.zeros(CLAIMS, np.int64))
    made |= {"report": chance.integers(0, 20, CLAIMS), "latitude": degrees, "longitude": degrees, "meaning": none}
    return Columns(**made | {"context": none, "figures": np.full((CLAIMS, 4), np.nan)})


def test_kinds_are_kept_apart_as_their_claims_are() -> None:
    columns = claims(np.random.default_rng(5))
    members = np.arange(CLAIMS)
    known = kinds(columns, members)
    for one in known:
        by_kind = apart(columns, members, [one])
        by_claim = one_by_one(columns, members, [one.barrier])
        assert (by_kind == by_claim).all(), one.barrier.judge.__name__
        assert 0 < by_claim.sum() < by_claim.size - CLAIMS, one.barrier.judge.__name__
    assert (apart(columns, members, known) == one_by_one(columns, members, BARRIERS)).all()
