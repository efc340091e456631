"""At whom a deed is aimed, where only its means say so: "conducted strikes using drones against the militia"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.claims.roles.instruments import using_verbs
from khabar.claims.roles.predication import Predication, Roles


def aimed(p: Predication, roles: Roles) -> Roles:
    """The recipient of an attack that names none, from the clause that tells what it was done with."""
    if p.line.event != "ASSAULT" or roles["recipient"]:
        return {}
    return {"recipient": next((heads for heads in _against(p) if heads), ())}


def _against(p: Predication) -> Iterator[tuple[int, ...]]:
    tree = p.tree
    for verb in (c for head in dict.fromkeys((p.anchor, p.word)) for c in tree.under(head, "advcl", "acl")):
        if tree.tag(verb) == "VBG" and tree.lemma(verb) in using_verbs():
            things = (thing for o in tree.under(verb, "obj") for thing in tree.conjuncts(o))
            below = (c for head in (*tree.conjuncts(verb), *things) for c in tree.under(head, "nmod", "obl"))
            yield tuple(t for c in below if tree.case(c) == "against" for t in tree.conjuncts(c))
