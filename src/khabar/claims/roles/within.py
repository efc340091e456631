"""Harm done in the course of a deed is done by whoever does the deed: "killed in US air strikes"."""

from __future__ import annotations

from khabar.claims.classes import classes_of
from khabar.claims.roles.acting import DEEDS, behind, core_of
from khabar.claims.roles.predication import Predication, Roles

COURSE = ("in", "by", "from", "during", "through", "as a result of", "because of", "following", "as")
OUTCOMES = ("result", "consequence", "outcome")


def within(p: Predication, roles: Roles) -> Roles:
    """The actor of the attack in which somebody was harmed, and the attack as the means."""
    if roles["actor"] or p.line.event != "ASSAULT":
        return {}
    deeds = tuple(d for slot in COURSE for h in p.arguments.get(slot, ()) for d in _deed(p, h))
    actor = tuple(dict.fromkeys(a for d in deeds for a in _doers(p, d) if a != d))
    return {"actor": actor}


def _doers(p: Predication, deed: int) -> tuple[int, ...]:
    """Who does the deed; where a clause about it tells of the harm, only its own words tell by whom: "freed them in a raid in
    which two soldiers died".
    """
    found, inside = behind(p.tree, core_of(p.tree, deed)), p.tree.subtree(deed)
    return tuple(a for a in found if a in inside) if p.word in inside else found


def _deed(p: Predication, head: int) -> tuple[int, ...]:
    if p.tree.base(head) in OUTCOMES:
        return tuple(c for c in p.tree.under(head, "nmod") if p.tree.case(c) == "of")
    return (head,) if classes_of(p.tree, core_of(p.tree, head)) & DEEDS else ()
