"""Nouns for deeds in general ("violence", "support") make a claim only where something ties them to a deed in particular."""

from __future__ import annotations

from functools import cache

from khabar import vocab
from khabar.claims.arguments.nouns import occurrence_verbs
from khabar.claims.classes import is_temporal
from khabar.claims.events.deed import Deed
from khabar.claims.events.nominal import is_figured
from khabar.claims.tree import Tree

PARTIES = ("actor", "recipient", "instrument", "place")


def is_bare(deed: Deed) -> bool:
    """Whether a deed is named by a general noun alone: nobody takes part, it is not counted, dated, nor said to happen."""
    tree, word = deed.tree, deed.word
    if tree.is_verb(word) or deed.anchor != word or not _is_general(tree, deed):
        return False
    return not (any(role in deed.roles for role in PARTIES) or _counted_or_dated(tree, word) or _occurs(tree, word))


def _is_general(tree: Tree, deed: Deed) -> bool:
    words = " ".join(tree.base(w) for w in sorted(deed.words))
    return words in general_nouns() or tree.printed(deed.word) in general_nouns()


def _counted_or_dated(tree: Tree, i: int) -> bool:
    dated = any(is_temporal(tree, c) for c in tree.under(i, "nmod", "compound", "amod"))
    return dated or tree.first(i, "nummod") is not None or is_figured(tree, i)


def _occurs(tree: Tree, i: int) -> bool:
    """Whether it is said to happen: "fighting erupted", "there were casualties"."""
    governor = tree.words[i].head
    if governor < 0 or tree.relation(i) != "nsubj":
        return False
    happens = tree.is_verb(governor) and tree.lemma(governor) in occurrence_verbs()
    return happens or tree.first(governor, "expl") is not None


@cache
def general_nouns() -> frozenset[str]:
    """Nouns for deeds in general, from ``vocab/mass_events.tsv``."""
    return frozenset(row["lemma"] for row in vocab.load("mass_events"))
