"""Obliques of a verb by their preposition."""

from __future__ import annotations

from khabar.claims.arguments.passives import at_whose_hands, is_agent
from khabar.claims.arguments.relatives import antecedent, gap_place
from khabar.claims.tree import Tree


def obliques(tree: Tree, i: int) -> dict[str, list[int]]:
    """The obliques of a verb: preposition to heads, agents of passives left out."""
    found: dict[str, list[int]] = {}
    for child in tree.under(i, "obl"):
        if (preposition := tree.case(child)) and not is_agent(tree, child):
            if by := at_whose_hands(tree, child):
                found.setdefault("by", []).extend(by)
            else:
                found.setdefault(preposition, []).append(antecedent(tree, i, child))
    if place := gap_place(tree, i):
        found.setdefault("in", []).extend(place)
    return found
