"""Which judgements are in force: not undone, and not overtaken by a later one on the same matter."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from itertools import combinations
from types import MappingProxyType
from typing import Any

from khabar.frozen import record
from khabar.records import Judgement

PAIR_KINDS = ("same", "different", "undecided")
CLAIM_KINDS = ("confirm", "reject")


@record(frozen=True, slots=True)
class Force:
    """What people (and named rules) have decided, after undoing.

    ``pairs`` leads from two targets in order of name to the latest decision on them; ``verdicts`` from a claim to the latest
    confirm or reject; ``corrected`` from a claim to fields and values; ``added`` holds judgements that add a claim;
    ``retracted`` reports; ``reasons`` the judgement behind each decision, by target or pair.
    """

    pairs: Mapping[tuple[str, str], Judgement] = field(default_factory=lambda: MappingProxyType({}))
    verdicts: Mapping[str, Judgement] = field(default_factory=lambda: MappingProxyType({}))
    corrected: Mapping[str, tuple[Judgement, ...]] = field(default_factory=lambda: MappingProxyType({}))
    added: tuple[Judgement, ...] = ()
    retracted: Mapping[str, Judgement] = field(default_factory=lambda: MappingProxyType({}))


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that no undo in force takes back, in order. To undo an undo is to restore what it took back."""
    undone: set[int] = set()
    kept: list[Judgement] = []
    for one in sorted(judgements, key=lambda j: -j.seq):
        if one.seq in undone:
            continue
        if one.kind == "undo" and one.undoes is not None:
            undone.add(one.undoes)
        else:
            kept.append(one)
    return tuple(reversed(kept))


def force(judgements: Sequence[Judgement]) -> Force:
    """The decisions of judgements that are in force and stand in order; a later one on the same matter counts."""
    pairs: dict[tuple[str, str], Judgement] = {}
    verdicts: dict[str, Judgement] = {}
    corrected: dict[str, tuple[Judgement, ...]] = {}
    retracted: dict[str, Judgement] = {}
    for one in judgements:
        if one.kind in PAIR_KINDS:
            pairs.update(dict.fromkeys(combinations(sorted(set(one.target)), 2), one))
        for target in one.target:
            if one.kind in CLAIM_KINDS:
                verdicts[target] = one
            elif one.kind == "correct":
                corrected[target] = (*corrected.get(target, ()), one)
            elif one.kind == "retract":
                retracted[target] = one
    added = tuple(one for one in judgements if one.kind == "add_claim")
    return Force(pairs, verdicts, corrected, added, retracted)


def values(judgement: Judgement) -> Mapping[str, Any]:
    """The fields that a judgement sets; empty where its ``after`` is no JSON object."""
    try:
        after = json.loads(judgement.after or "{}")
    except ValueError:
        return {}
    return after if isinstance(after, dict) else {}
