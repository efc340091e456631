"""Roles as pairs of words, from PropBank's spans over gold trees as they are scored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from evaluation.scorers.roles import Triple, wanted

NO_ROLE = "-"


def roles_of(predicates: Iterable[dict[str, Any]], heads: Sequence[int]) -> tuple[tuple[int, ...], tuple[Triple, ...]]:
    """The predicates of one annotated sentence in order, and their (predicate, argument, label) triples, sorted."""
    places, triples = wanted(predicates, heads)
    return tuple(sorted(places)), tuple(sorted(triples))
