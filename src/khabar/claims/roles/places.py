"""Where a deed happened, by the phrases that belong to it."""

from __future__ import annotations

from khabar.claims.arguments import Slots
from khabar.claims.classes import classes_of
from khabar.claims.roles.located import deeds_done_to_lands
from khabar.claims.roles.predication import Predication, Roles, names_where
from khabar.claims.tree import Tree

PLACE_PREPOSITIONS = (
    "in", "at", "near", "on", "outside", "inside", "across", "around", "over", "into", "from", "to", "throughout",
    "within", "along", "off", "towards", "toward", "between", "north of", "south of", "east of", "west of", "onto", "out of",
)  # fmt: skip
PLACE_SLOTS = tuple(slot for p in PLACE_PREPOSITIONS for slot in (p, f"object.{p}"))
# Statements, whose recipients are addressed and not gone to: "called on Turkey to leave".
VERBAL = ("ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT")
# What is talked about stands after "on".
TALKING = (*VERBAL, "CONSULT", "COOPERATE")
PLACE_CLASSES = frozenset({"place", "facility", "country", "territory"})


def places(p: Predication, roles: Roles) -> Roles:
    """The places among a predicate's obliques, else the place that it is done to, be it a land: "the invasion of Iraq"."""
    if p.line.event in VERBAL:
        asked = {*roles["recipient"], *_topics(p)}
        return {"place": tuple(h for h in places_among(p.tree, p.arguments) if h not in asked)}
    land = roles["recipient"] if p.line.lemma in deeds_done_to_lands() else ()
    done_to = tuple(h for h in (*p.arguments.get("object", ()), *land) if is_place(p.tree, h))
    named = tuple(h for h in p.arguments.get("compound", ()) if names_where(p.tree, h))
    apart = {*_topics(p), *_origins(p, roles)}
    among = tuple(h for h in places_among(p.tree, p.arguments) if h not in apart)
    return {"place": among or done_to or named}


def _topics(p: Predication) -> frozenset[int]:
    """The lands that something is said of: "talks on Yemen"."""
    talked = p.line.event in TALKING
    return frozenset(h for h in p.arguments.get("on", ()) if talked and p.tree.words[h].upos == "PROPN")


def _origins(p: Predication, roles: Roles) -> frozenset[int]:
    """Where those who came to harm are from: "killed two nurses from Chad"."""
    if p.line.register != "casualties":
        return frozenset()
    return frozenset(h for h in p.arguments.get("from", ()) if p.tree.words[h].head in roles["recipient"])


def places_among(tree: Tree, arguments: Slots) -> tuple[int, ...]:
    """The arguments that say where, once each."""
    found = [h for slot in PLACE_SLOTS if slot in arguments for h in arguments[slot]]
    return tuple(dict.fromkeys(h for h in found if is_place(tree, h)))


def is_place(tree: Tree, head: int) -> bool:
    """Whether a phrase names or describes a place; a proper noun only where it is known for one."""
    if tree.words[head].upos == "PRON":
        return False
    if tree.words[head].upos == "PROPN":
        return tree.name_of[head] == "LOC"
    return bool(classes_of(tree, head) & PLACE_CLASSES)
