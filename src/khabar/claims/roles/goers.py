"""Who holds the talks that somebody goes to: "flew to Geneva for talks with the rebels"."""

from __future__ import annotations

from khabar.claims.arguments.verbs import subjects
from khabar.claims.operators import effect_through
from khabar.claims.roles.owners import may_act
from khabar.claims.roles.predication import Predication, Roles

TALKS, PURPOSE = "CONSULT", "for"


def goers(p: Predication, roles: Roles) -> Roles:
    """The subject of the verb that a noun for talks is the purpose of, unless they are only called for."""
    tree, verb = p.tree, p.tree.words[p.word].head
    if p.line.event != TALKS or p.is_verbal or roles["actor"] or p.anchor != p.word or tree.case(p.word) != PURPOSE:
        return {}
    if tree.relation(p.word) != "obl" or not tree.is_verb(verb) or effect_through(tree, verb, (PURPOSE,)) is not None:
        return {}
    return {"actor": tuple(s for s in subjects(tree, verb) if may_act(tree, s) and s not in roles["recipient"])}
