"""Who acts by a noun in the ways that any noun of a deed has, where its line of the codebook names none that is filled."""

from __future__ import annotations

from khabar.claims.roles.owners import may_act, owners, qualifiers
from khabar.claims.roles.predication import Predication, Roles

AGENTIVE = ("by", "between", "among", "within", "from")
LEAST = ("of",)


def usual(p: Predication, roles: Roles) -> Roles:
    """The agent of a noun, or the nation or group that qualifies it."""
    if roles["actor"] or p.is_verbal:
        return {}
    taken = {*roles["recipient"], *roles["instrument"]}
    named = (p.arguments.get(slot, ()) for slot in AGENTIVE)
    last = (p.arguments.get(slot, ()) for slot in LEAST)
    ways = (*named, owners(p.tree, p.word), qualifiers(p.tree, p.word), *last)
    inside = {h for h in p.arguments.get("within", ()) if p.tree.name_of[h] == "LOC"}
    acting = (tuple(h for h in heads if may_act(p.tree, h) and h not in taken | inside) for heads in ways)
    return {"actor": next((heads for heads in acting if heads), ())}
