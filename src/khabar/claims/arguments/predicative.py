"""Whom a party noun is said of: "has become a supplier", "is one of the suppliers", "Moscow, the main supplier, …"."""

from __future__ import annotations

from khabar.claims.arguments.relatives import antecedent
from khabar.claims.arguments.verbs import objects, subjects
from khabar.claims.classes import classes_of
from khabar.claims.tree import Tree


def said_of(tree: Tree, i: int) -> list[int]:
    """The parties of which a noun for a party is said, or none where it stands for somebody itself."""
    over, relation = tree.words[i].head, tree.relation(i)
    if over < 0 or "actor" not in classes_of(tree, i):
        return []
    found = [over] if relation == "appos" else []
    if relation == "xcomp" and tree.is_verb(over) and not objects(tree, over):
        found = subjects(tree, over)
    elif relation == "conj" or _is_one_of(tree, i):
        found = subject_of(tree, over) or said_of(tree, over)
    return [head for head in found if "actor" in classes_of(tree, head)]


def _is_one_of(tree: Tree, i: int) -> bool:
    return tree.relation(i) == "nmod" and tree.case(i) == "of" and tree.printed(tree.words[i].head) == "one"


def subject_of(tree: Tree, i: int) -> list[int]:
    """What a noun under a copula is said of."""
    return [antecedent(tree, i, c) for c in tree.under(i, "nsubj")] if tree.first(i, "cop") is not None else []
