"""Whose a thing or deed is: the party behind "US warplanes", "the army's shells", "rockets fired by rebels", "the raid"."""

from __future__ import annotations

from khabar.claims.arguments import slots
from khabar.claims.classes import classes_of
from khabar.claims.roles.predication import filled
from khabar.claims.tree import Tree

BY_CLAUSE = ("by", "possessor")
QUALIFYING = ("amod", "compound")


def owners(tree: Tree, head: int) -> tuple[int, ...]:
    """Who is said to have made, sent or done it, by a phrase of its own: an agent or a possessor."""
    found = slots(tree, head)
    named = tuple(h for slot in BY_CLAUSE for h in found.get(slot, ()) if may_act(tree, h))
    return named or tuple(h for h in senders(tree, head) if may_act(tree, h))


def senders(tree: Tree, head: int) -> tuple[int, ...]:
    """Who acts in a clause that describes a thing: "shells fired by the army", "the bombs that rebels planted"."""
    from_clauses = [slots(tree, c) for c in tree.under(head, "acl") if tree.is_verb(c)]
    return tuple(h for found in from_clauses if head in found.get("object", ()) for h in found.get("subject", ()))


def qualifiers(tree: Tree, head: int) -> tuple[int, ...]:
    """The nation or group that a phrase is qualified by: "US warplanes", "rebel artillery", "coalition troops and raids"."""
    found = filled(tree, QUALIFYING, slots(tree, head))
    if not found and tree.words[head].deprel == "conj" and tree.first(head, "det", "nmod:poss", "case") is None:
        return qualifiers(tree, tree.words[head].head)
    return tuple(h for h in found if "weapon" not in classes_of(tree, h) and may_act(tree, h))


def may_act(tree: Tree, head: int) -> bool:
    """Whether a phrase speaks of somebody who can act."""
    return "actor" in classes_of(tree, head)
