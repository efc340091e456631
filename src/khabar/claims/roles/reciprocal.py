"""Deeds that two parties do to each other: "fighting between A and B", "A and B met"."""

from __future__ import annotations

from khabar.claims.roles.predication import Predication, Roles

MUTUAL = ("between", "among")


def reciprocal(p: Predication, roles: Roles) -> Roles:
    """Both parties as recipients too, where each acts on the other."""
    if roles["recipient"] or len(roles["actor"]) < 2:
        return {}
    mutual = any(set(roles["actor"]) <= set(p.arguments.get(slot, ())) for slot in MUTUAL)
    return {"recipient": roles["actor"]} if mutual or p.line.recipient[:1] == ("with",) else {}
