"""Who does what to whom: the arguments of a predicate, read off the tree.

Slots are named as in the codebook: ``subject`` and ``object`` are deep (passives, relatives, control and conjunction are
undone); obliques go by their preposition (``to``, ``against``, …); nouns have ``possessor``, ``compound`` and ``amod``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.claims.arguments.nouns import modifiers, noun_arguments
from khabar.claims.arguments.obliques import obliques
from khabar.claims.arguments.verbs import objects, subjects
from khabar.claims.tree import Tree

Slots = Mapping[str, tuple[int, ...]]


def slots(tree: Tree, i: int) -> Slots:
    """The arguments of a verbal or nominal predicate: slot name to the heads that fill it, in sentence order."""
    found = _verb_arguments(tree, i) if tree.is_verb(i) else noun_arguments(tree, i)
    return {name: tuple(_spread(tree, heads)) for name, heads in found.items() if heads}


def _spread(tree: Tree, heads: Sequence[int]) -> list[int]:
    """Heads with their conjuncts, each once."""
    return list(dict.fromkeys(c for head in heads for c in tree.conjuncts(head) if tree.is_noun(c) or c == head))


def _verb_arguments(tree: Tree, i: int) -> dict[str, list[int]]:
    found = obliques(tree, i)
    object_ = objects(tree, i)
    found["subject"], found["object"] = subjects(tree, i), object_
    found["compound"] = [c for c in tree.under(i, "compound") if tree.words[c].deprel == "compound"]
    found["to"] = list(tree.under(i, "iobj")) + found.get("to", [])
    for o in object_:
        for name, heads in modifiers(tree, o).items():
            found.setdefault(f"object.{name}", heads)
    return found
