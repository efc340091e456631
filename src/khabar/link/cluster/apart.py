"""Which claims of a component may not meet: each barrier set between kinds of claims, so that each kind is judged once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from khabar.frozen import record
from khabar.link.cluster.barriers import BARRIERS, Barrier
from khabar.link.columns import Columns, Numbers
from khabar.link.features.hashing import mixed

# Where claims are told; barriers ask of it only whether two stand in one report, or in one sentence.
PLACE = ("report", "sentence")

# Kinds are set against each other where that is so many times less work than to do so with the claims themselves.
LESS = 6

# Fewer members than these are set against each other one by one.
FEW = 40

Apart = NDArray[np.bool_]


@record(frozen=True, slots=True)
class Kinds:
    """A barrier with the kind of each claim: claims of one kind are alike in all that it reads but for where they are told."""

    barrier: Barrier
    of_claims: Numbers


def kinds(columns: Columns, rows: Numbers) -> list[Kinds]:
    """The kinds that each barrier tells apart among some claims; 0 for all others."""
    found = []
    for barrier in BARRIERS:
        of_claims = np.zeros(len(columns), np.int64)
        of_claims[rows] = _kinds(columns.take(rows, barrier.reads), barrier)
        found.append(Kinds(barrier, of_claims))
    return found


def apart(columns: Columns, members: Numbers, known: Sequence[Kinds]) -> Apart:
    """A symmetric matrix of which members may not meet; ``known`` as :func:`kinds` gives it for them."""
    if len(members) < FEW:
        return one_by_one(columns, members, BARRIERS)
    found = np.zeros((len(members), len(members)), bool)
    many: list[Barrier] = []
    for one in known:
        _, first, at = np.unique(one.of_claims[members], return_index=True, return_inverse=True)
        if LESS * len(first) ** 2 > len(members) ** 2:
            many.append(one.barrier)
        elif PLACE[0] in one.barrier.reads:
            found |= _by_place(columns, members, at, _of_kinds(columns, members[first], one.barrier))
        else:
            found |= _square(columns, members[first], one.barrier)[at][:, at]
    found |= one_by_one(columns, members, many)
    np.fill_diagonal(found, False)
    return found


def one_by_one(columns: Columns, members: Numbers, barriers: Sequence[Barrier]) -> Apart:
    """Barriers between claims, each pair judged by itself."""
    found = np.zeros((len(members), len(members)), bool)
    if barriers:
        one, other = np.triu_indices(len(members), 1)
        reads = {name for barrier in barriers for name in barrier.reads}
        left, right = columns.take(members[one], reads), columns.take(members[other], reads)
        found[one, other] = np.any([barrier.judge(left, right) for barrier in barriers], axis=0)
        found |= found.T
    return found


def _by_place(columns: Columns, members: Numbers, at: Numbers, between: Apart) -> Apart:
    """What :func:`_of_kinds` found, for members of these kinds: of two reports, but for those of one report or sentence."""
    report, sentence = columns.report[members], columns.sentence[members]
    found: Apart = between[0][at][:, at]
    one, other = np.nonzero(report[:, None] == report[None, :])
    found[one, other] = between[1 + (sentence[one] == sentence[other]), at[one], at[other]]
    return found


def _square(columns: Columns, rows: Numbers, barrier: Barrier) -> Apart:
    left, right = _pairs(columns, rows, barrier)
    found: Apart = barrier.judge(left, right).reshape(len(rows), len(rows))
    return found


def _of_kinds(columns: Columns, rows: Numbers, barrier: Barrier) -> Apart:
    """A barrier between kinds in two reports, in one report, and in one sentence; ``rows`` has a claim of each kind."""
    left, right = _pairs(columns, rows, barrier)
    zero, one = np.zeros(len(left), np.int64), np.ones(len(left), np.int64)
    here = replace(left, report=zero, sentence=zero)
    places = ((one, zero), (zero, one), (zero, zero))
    found = [barrier.judge(here, replace(right, report=report, sentence=sentence)) for report, sentence in places]
    judged: Apart = np.stack(found).reshape(3, len(rows), len(rows))
    return judged


def _pairs(columns: Columns, rows: Numbers, barrier: Barrier) -> tuple[Columns, Columns]:
    size = len(rows)
    return columns.take(np.repeat(rows, size), barrier.reads), columns.take(np.tile(rows, size), barrier.reads)


def _kinds(columns: Columns, barrier: Barrier) -> Numbers:
    if not len(columns):
        return np.zeros(0, np.int64)
    parts = []
    for name in barrier.reads:
        if name not in PLACE:
            values = getattr(columns, name)
            whole = values.view(np.int64) if values.dtype == np.float64 else values.astype(np.int64)
            parts += list(whole.reshape(len(columns), -1).T)
    found: Numbers = np.unique(mixed(len(columns), parts), return_inverse=True)[1]
    return found
