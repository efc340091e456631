"""Parties that a speech act names in what it says: "demanded that Iran leave", "accusations that the army fired"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.claims.arguments import slots
from khabar.claims.roles.owners import may_act
from khabar.claims.roles.predication import Predication, Roles, filled

# The slot of what is said whose filler the act is aimed at.
AIMED_AT = {
    "ACCUSE": ("subject",),
    "REQUEST": ("subject",),
    "THREATEN": ("object",),
    "SUPPORT": ("object",),
    "REJECT": ("with", "to", "object"),
}
ASKED = ("for", "to")


def complement(p: Predication, roles: Roles) -> Roles:
    """The recipient of a speech act or of help that names none itself: who is to do it, or to whom it is to be done."""
    aimed = AIMED_AT.get(p.line.event or "", ())
    if roles["recipient"]:
        return {}
    found = (h for clause in _clauses(p) for h in filled(p.tree, aimed, slots(p.tree, clause)))
    return {"recipient": tuple(h for h in dict.fromkeys(found) if may_act(p.tree, h) and h not in roles["actor"])}


def _clauses(p: Predication) -> Iterator[int]:
    relations = ("ccomp", "xcomp", "advcl") if p.is_verbal else ("acl", "ccomp")
    for clause in p.tree.under(p.word, *relations):
        mark = p.tree.first(clause, "mark")
        word = p.tree.printed(mark) if mark is not None else ""
        adverbial = p.tree.relation(clause) == "advcl" and word not in ASKED
        if not adverbial and p.tree.words[clause].deprel != "acl:relcl":
            yield clause
