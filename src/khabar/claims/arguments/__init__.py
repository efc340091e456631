"""Who does what to whom: the arguments of a predicate, read off the tree.

Slots are named as in the codebook: ``subject`` and ``object`` are deep (passives, relatives, control and conjunction are
undone); obliques go by their preposition (``to``, ``against``, …); nouns have ``possessor``, ``compound`` and ``amod``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.claims.arguments.nouns import EVENTIVE, modifiers, noun_arguments, parties_below
from khabar.claims.arguments.obliques import obliques
from khabar.claims.arguments.verbs import objects, subjects
from khabar.claims.classes import classes_of
from khabar.claims.tree import Tree, per_word

Slots = Mapping[str, tuple[int, ...]]


@per_word
def slots(tree: Tree, i: int) -> Slots:
    """The arguments of a verbal or nominal predicate: slot name to the heads that fill it, in sentence order."""
    found = _verb_arguments(tree, i) if tree.is_verb(i) else noun_arguments(tree, i)
    filled = {name: tuple(_spread(tree, heads)) for name, heads in found.items() if heads}
    return {**filled, "object": _described(tree, i, filled["object"])} if "object" in filled else filled


def _spread(tree: Tree, heads: Sequence[int]) -> list[int]:
    """Heads with their conjuncts, each once; a deed joined to a party is none of it ("help for A and B's raid on C")."""
    return list(
        dict.fromkeys(c for head in heads for c in tree.conjuncts(head) if c == head or _is_alike(tree, head, c))
    )


def _is_alike(tree: Tree, head: int, conjunct: int) -> bool:
    deed = classes_of(tree, conjunct) & EVENTIVE and "actor" not in classes_of(tree, conjunct)
    return tree.is_noun(conjunct) and not (deed and "actor" in classes_of(tree, head))


def _described(tree: Tree, i: int, found: Sequence[int]) -> tuple[int, ...]:
    """What a participle before a noun is said of: that noun, and those joined to it without words of their own before them.

    "An ISIL-held building, a tank and vehicles": the tank is not said to be held.
    """
    noun = tree.words[i].head
    if tree.words[i].deprel != "amod" or noun not in found or i > noun:
        return tuple(found)
    return tuple(h for h in found if h == noun or tree.first(h, "det", "nummod", "nmod:poss") is None)


def _verb_arguments(tree: Tree, i: int) -> dict[str, list[int]]:
    found = obliques(tree, i)
    object_ = objects(tree, i)
    found["subject"], found["object"] = subjects(tree, i), object_
    found["compound"] = [c for c in tree.under(i, "compound") if tree.words[c].deprel == "compound"]
    found["to"] = list(tree.under(i, "iobj")) + found.get("to", [])
    for o in object_:
        for name, heads in modifiers(tree, o).items():
            found.setdefault(f"object.{name}", heads)
        for preposition, heads in parties_below(tree, o):
            found.setdefault(preposition, heads)
    return found
