"""With whom somebody comes to harm: "was killed along with two guards", "arrested him together with his brother"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.claims.arguments.passives import is_passive
from khabar.claims.classes import classes_of
from khabar.claims.roles.acting import ARMS
from khabar.claims.roles.owners import may_act
from khabar.claims.roles.predication import Predication, Roles
from khabar.claims.tree import Tree

HARMFUL = ("ASSAULT", "COERCE")
ALONG = ("along", "alongside", "together")


def companions(p: Predication, roles: Roles) -> Roles:
    """Those who undergo a deed beside the one it is done to, as recipients too; none of them is what it was done with."""
    if p.line.event not in HARMFUL or not p.is_verbal or not roles["recipient"]:
        return {}
    company = tuple(h for h in dict.fromkeys(_company(p, roles)) if may_act(p.tree, h) and not _is_weapon(p.tree, h))
    means = tuple(h for h in roles["instrument"] if h not in company)
    return {"recipient": tuple(dict.fromkeys((*roles["recipient"], *company))), "instrument": means} if company else {}


def _company(p: Predication, roles: Roles) -> Iterator[int]:
    for party in roles["recipient"]:
        beside = (c for c in p.tree.under(party, "nmod") if p.tree.case(c) in ALONG)
        yield from (h for c in beside for h in p.tree.conjuncts(c))
    undergone = is_passive(p.tree, p.word) or "subject" in p.line.recipient
    object_ = max(p.tree.under(p.word, "obj"), default=None)
    for slot in ALONG:
        yield from (h for h in p.arguments.get(slot, ()) if undergone or (object_ is not None and object_ < h))
    together = any(p.tree.printed(a) == "together" for a in p.tree.under(p.word, "advmod"))
    if undergone or together:
        yield from p.arguments.get("with", ())


def _is_weapon(tree: Tree, head: int) -> bool:
    """Whether a phrase speaks of a weapon or vehicle, and not of a number that may be one of people."""
    classes = classes_of(tree, head)
    return bool(classes & ARMS) and "person" not in classes
