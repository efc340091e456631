"""Deeds that two parties do to each other: "fighting between A and B", "A and B met"."""

from __future__ import annotations

from khabar.claims.roles.owners import may_act
from khabar.claims.roles.predication import Predication, Roles

MUTUAL = ("between", "among")


def reciprocal(p: Predication, roles: Roles) -> Roles:
    """Both parties as recipients too, where each acts on the other; those between whom somebody else brings it about."""
    if roles["recipient"]:
        return {}
    parties = tuple(h for slot in MUTUAL for h in p.arguments.get(slot, ()) if may_act(p.tree, h))
    if roles["actor"] and len(parties) > 1 and not set(parties) & set(roles["actor"]):
        return {"recipient": parties}
    if len(roles["actor"]) < 2:
        return {}
    mutual = any(set(roles["actor"]) <= set(p.arguments.get(slot, ())) for slot in MUTUAL)
    return {"recipient": roles["actor"]} if mutual or p.line.recipient[:1] == ("with",) else {}
