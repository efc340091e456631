"""Forces that are moved act themselves where nobody is said to move them: "the withdrawal of US troops"."""

from __future__ import annotations

from khabar.claims.classes import classes_of
from khabar.claims.roles.governed import offered
from khabar.claims.roles.predication import Predication, Roles

FORCES = frozenset({"armed", "military", "militia", "police", "force"})
MOVES = ("MOBILIZE", "RETREAT")


def moved(p: Predication, roles: Roles) -> Roles:
    """The forces that a deployment or withdrawal without an actor is about; where somebody moves them, they are moved."""
    if p.line.event not in MOVES:
        return {}
    if not roles["actor"]:
        about = roles["instrument"] or p.arguments.get("object", ()) or p.arguments.get("of", ())
        return {"actor": tuple(h for h in about if classes_of(p.tree, h) & FORCES)}
    forces = tuple(h for h in roles["actor"] if h in p.arguments.get("of", ()))
    mover = tuple(m for m in _movers(p) if m not in forces)
    return {"actor": mover, "instrument": (*roles["instrument"], *forces)} if forces and mover else {}


def _movers(p: Predication) -> tuple[int, ...]:
    """Who is said to raise, keep or end the presence of forces."""
    return () if p.is_verbal else offered(p, "actor")
