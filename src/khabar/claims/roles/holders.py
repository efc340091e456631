"""Whose the place or thing is that a deed is done to: "the rebel-held town", "the group's stronghold", "bases of the army"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from khabar import vocab
from khabar.claims.arguments import slots
from khabar.claims.classes import classes_of
from khabar.claims.roles.acting import core_of
from khabar.claims.roles.owners import may_act
from khabar.claims.roles.predication import Predication, Roles
from khabar.claims.tree import Tree

HOSTILE = ("ASSAULT", "COERCE")
HELD = frozenset({"place", "facility", "territory", "weapon", "vehicle", "commodity"})


@cache
def holding_verbs() -> frozenset[str]:
    """Verbs that say whose something is, from ``vocab/holding_verbs.tsv``."""
    return frozenset(row["lemma"] for row in vocab.load("holding_verbs"))


def holders(p: Predication, roles: Roles) -> Roles:
    """The recipients, with those whose places or things are attacked or taken before them; of "its bases", the bases."""
    if p.line.event not in HOSTILE or any(may_act(p.tree, h) and not _is_held(p.tree, h) for h in roles["recipient"]):
        return {}
    things = (*roles["recipient"], *p.arguments.get("object", ()), *p.arguments.get("of", ()))
    owners = [o for thing in dict.fromkeys(things) if _is_held(p.tree, thing) for o in _holders(p.tree, thing)]
    named = (o for o in owners if p.tree.words[o].upos != "PRON")
    fresh = [o for o in named if o not in roles["actor"] and may_act(p.tree, o)]
    return {"recipient": tuple(dict.fromkeys((*fresh, *roles["recipient"])))}


def _is_held(tree: Tree, head: int) -> bool:
    counted = tree.words[head].upos in ("NUM", "PRON")
    return bool(classes_of(tree, head) & HELD) and tree.name_of[head] is None and not counted


def _holders(tree: Tree, thing: int) -> Iterator[int]:
    for part in tree.conjuncts(core_of(tree, thing)):
        yield from _holders_of(tree, core_of(tree, part))


def _holders_of(tree: Tree, thing: int) -> Iterator[int]:
    found = slots(tree, thing)
    yield from found.get("possessor", ())
    yield from (h for h in found.get("of", ()) if not classes_of(tree, h) & HELD)
    for clause in tree.under(thing, "amod", "acl"):
        if tree.base(clause) in holding_verbs():
            yield from slots(tree, clause).get("subject", ())
