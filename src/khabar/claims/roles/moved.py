"""Forces that are moved act themselves where nobody is said to move them: "the withdrawal of US troops"."""

from __future__ import annotations

from khabar.claims.classes import classes_of
from khabar.claims.roles.predication import Predication, Roles

FORCES = frozenset({"armed", "military", "militia", "police", "force"})
MOVES = ("MOBILIZE", "RETREAT")


def moved(p: Predication, roles: Roles) -> Roles:
    """The forces that a deployment or withdrawal without an actor is about."""
    if roles["actor"] or p.line.event not in MOVES:
        return {}
    about = roles["instrument"] or p.arguments.get("object", ()) or p.arguments.get("of", ())
    return {"actor": tuple(h for h in about if classes_of(p.tree, h) & FORCES)}
