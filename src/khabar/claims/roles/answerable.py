"""Whom a judgement is on, where it speaks of a deed or a word: "condemned the army's use of …", "refused Iraqi requests"."""

from __future__ import annotations

from khabar.claims.arguments import slots
from khabar.claims.classes import classes_of, is_temporal
from khabar.claims.roles.owners import may_act, owners, qualifiers
from khabar.claims.roles.predication import Predication, Roles
from khabar.claims.tree import Tree

JUDGING = ("ACCUSE", "SUPPORT", "REJECT", "DENY", "PROTEST")
# What is said or decided is that of whom an adjective names; a thing so named may be of another's making.
OF_SOMEBODY = frozenset({"accusation", "attack", "demand", "event", "information", "policy", "protest", "sanction"})
# "The decision of the court" is the court's, "the killing of the judge" is not the judge's.
HELD_BY = frozenset({"policy", "demand", "accusation"})
# Talks are turned down, or a pact denounced, towards those with whom they are.
SHARED_WITH = frozenset({"meeting", "agreement", "relation"})


def answerable(p: Predication, roles: Roles) -> Roles:
    """The doers of the deeds and the speakers of the words that are praised, refused or condemned."""
    if p.line.event not in JUDGING or not p.is_verbal:
        return {}
    things = roles["recipient"] or (p.arguments.get("object", ()) if p.line.event == "DENY" else ())
    if any(may_act(p.tree, h) for h in things):
        return {}
    parties = tuple(dict.fromkeys(o for h in things for o in _whose(p.tree, h)))
    fresh = tuple(h for h in parties if h not in roles["actor"])
    return {"recipient": fresh} if fresh else {}


def _whose(tree: Tree, thing: int) -> tuple[int, ...]:
    classes = classes_of(tree, thing)
    found = owners(tree, thing) or (qualifiers(tree, thing) if classes & OF_SOMEBODY else ())
    if not found and classes & HELD_BY:
        found = tuple(h for h in slots(tree, thing).get("of", ()) if may_act(tree, h))
    if not found and classes & SHARED_WITH:
        found = tuple(h for h in slots(tree, thing).get("with", ()) if may_act(tree, h))
    return tuple(h for h in found if not is_temporal(tree, h) and tree.tag(h) != "PRP$")
