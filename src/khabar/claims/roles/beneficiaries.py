"""For whom a deed was done, where that is not the party that it was done to."""

from __future__ import annotations

from khabar.claims.roles.owners import may_act
from khabar.claims.roles.predication import Predication, Roles

FOR = ("on behalf of", "in support of", "in favour of", "in favor of", "for")
VERBAL = ("ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONSULT", "PROTEST")


def beneficiaries(p: Predication, roles: Roles) -> Roles:
    """The parties in "for X" and "on behalf of X", with material deeds; force may be lent "to X".

    A bare figure is nobody: "raised the toll to 12".
    """
    if p.line.event in VERBAL or p.line.event is None:
        return {}
    taken = {h for filled in roles.values() for h in filled}
    helped = (*FOR, "to") if p.line.event == "ASSAULT" else FOR
    found = (h for slot in helped for h in p.arguments.get(slot, ()) if p.tree.words[h].upos != "NUM")
    return {"beneficiary": tuple(h for h in found if h not in taken and may_act(p.tree, h))}
