"""Participles that tell in what state their subject is, and not what was done to it: "is engaged in", "are agreed on"."""

from __future__ import annotations

from functools import cache

from khabar import vocab
from khabar.claims.arguments.passives import agents, is_passive
from khabar.claims.tree import Tree


@cache
def state_participles() -> frozenset[str]:
    """Verbs whose participle without an agent speaks of a state, from ``vocab/state_participles.tsv``."""
    return frozenset(row["lemma"] for row in vocab.load("state_participles"))


def is_state(tree: Tree, i: int) -> bool:
    """Whether a form that looks passive tells of a state; whoever is in it is its subject."""
    return tree.base(i) in state_participles() and is_passive(tree, i) and not agents(tree, i)
