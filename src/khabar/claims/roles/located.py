"""A town, land or fight in which a deed happened is where it was, not to whom it was done: "demonstrated in Baghdad"."""

from __future__ import annotations

from functools import cache

from khabar import vocab
from khabar.claims.classes import classes_of
from khabar.claims.roles.predication import Predication, Roles, names_where

WITHIN = ("in", "inside", "around", "near", "at")
DEEDS = frozenset({"attack"})
LANDS = frozenset({"place", "territory", "country"})
PROTEST, EXPULSION = "PROTEST", "expel"
# Shells that land in a district are fired at it.
SHELLING = "heavy-weapons"


@cache
def deeds_done_to_lands() -> frozenset[str]:
    """Nouns and verbs for what is done to a land by being done in it ("the war in Iraq"), from ``vocab/deeds_to_lands.tsv``."""
    return frozenset(row["lemma"] for row in vocab.load("deeds_to_lands"))


def located(p: Predication, roles: Roles) -> Roles:
    """The recipients without those that only say where an attack or a protest was; who flees a land is driven by no land."""
    if p.line.mode == EXPULSION:
        fled = {h for h in p.arguments.get("from", ()) if p.tree.name_of[h] == "LOC"}
        kept = tuple(h for h in roles["actor"] if h not in fled)
        return {} if kept == roles["actor"] else {"actor": kept}
    if p.line.lemma in deeds_done_to_lands():
        return {} if roles["recipient"] else {"recipient": _concerned(p)}
    if p.line.event not in ("ASSAULT", PROTEST) or p.line.mode == SHELLING:
        return {}
    rows = [p.arguments.get(slot, ()) for slot in WITHIN if slot in p.line.recipient]
    where = {h for row in rows if any(_is_land(p, h) for h in row) for h in row}
    kept = tuple(h for h in roles["recipient"] if h not in where)
    return {} if kept == roles["recipient"] else {"recipient": kept}


def _concerned(p: Predication) -> tuple[int, ...]:
    """The land before the noun for what is done to it ("the Iraq occupation"), unless both are a name: "the Gulf War"."""
    compounds = () if p.tree.words[p.word].upos == "PROPN" else p.arguments.get("compound", ())
    return tuple(h for h in compounds if names_where(p.tree, h))


def _is_land(p: Predication, head: int) -> bool:
    classes = classes_of(p.tree, head)
    facility = "facility" in classes and p.line.event != PROTEST
    return (p.tree.name_of[head] == "LOC" or bool(classes & (LANDS | DEEDS))) and not facility
