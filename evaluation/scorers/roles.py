"""Roles: what a word is to a predicate, as exact triples of predicate, head of the argument, and PropBank's label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from evaluation.scorers.counts import Metrics, put

CORE = frozenset({"ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARG5"})
PREDICATE = "V"

Triple = tuple[int, int, str]


def wanted(predicates: Iterable[dict[str, Any]], heads: Sequence[int]) -> tuple[set[int], set[Triple]]:
    """The predicates of an annotated sentence, and their triples by the gold tree (``heads``, -1 the root).

    The head of a span is its word whose head lies outside the span; of several the one highest in the tree, then the
    first. Auxiliaries without an argument are no predicates.
    """
    places: set[int] = set()
    triples: set[Triple] = set()
    for row in predicates:
        arguments = [arg for arg in row["args"] if arg["role"] != PREDICATE]
        if arguments or row["upos"] != "AUX":
            places.add(row["predicate"])
            for arg in arguments:
                head = span_head(heads, arg["start"], arg["end"])
                if head != row["predicate"]:
                    triples.add((row["predicate"], head, arg["role"]))
    return places, triples


def span_head(heads: Sequence[int], start: int, end: int) -> int:
    """The word that a span of words hangs on the rest by."""
    outer = [word for word in range(start, end) if not start <= heads[word] < end]
    return min(outer, key=lambda word: (depth(heads, word), word))


def depth(heads: Sequence[int], word: int) -> int:
    """How many words stand between a word and the root."""
    steps = 0
    while heads[word] >= 0:
        word, steps = heads[word], steps + 1
    return steps


def score(sentences: Iterable[tuple[set[int], set[Triple], set[int], set[Triple]]]) -> Metrics:
    """Precision, recall and F1 of (predicates, triples) found, then wanted: of predicates, roles, core roles, and pairs.

    ``pairs`` leaves the label out. A role of a predicate that was not found is missed, one of a false predicate is wrong.
    """
    rows = list(sentences)
    metrics: Metrics = {}
    put(metrics, "predicates", *_counts((found, gold) for found, _, gold, _ in rows))
    put(metrics, "roles", *_counts((found, gold) for _, found, _, gold in rows))
    put(metrics, "core_roles", *_counts((_core(found), _core(gold)) for _, found, _, gold in rows))
    put(metrics, "pairs", *_counts((_bare(found), _bare(gold)) for _, found, _, gold in rows))
    return metrics | {"n_predicates": sum(len(r[2]) for r in rows), "n_roles": sum(len(r[3]) for r in rows)}


def _counts(pairs: Iterable[tuple[set[Any], set[Any]]]) -> tuple[int, int, int]:
    right = found = gold = 0
    for own, true in pairs:
        right, found, gold = right + len(own & true), found + len(own), gold + len(true)
    return right, found, gold


def _core(triples: set[Triple]) -> set[Triple]:
    return {triple for triple in triples if triple[2] in CORE}


def _bare(triples: set[Triple]) -> set[tuple[int, int]]:
    return {triple[:2] for triple in triples}
