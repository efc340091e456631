"""Who acts where the subject is a thing or a deed: a weapon is an instrument, and whoever stands behind it the actor."""

from __future__ import annotations

from khabar.claims.arguments.noun_control import leads_to_doer
from khabar.claims.arguments.relatives import described
from khabar.claims.arguments.verbs import doers
from khabar.claims.classes import classes_of, partitive_nouns
from khabar.claims.roles.owners import may_act, owners, qualifiers
from khabar.claims.roles.places import is_place
from khabar.claims.roles.predication import Predication, Roles
from khabar.claims.tree import LISTING, Tree

ARMS = frozenset({"weapon", "vehicle"})
DEEDS = frozenset({"attack", "event", "fire"})
TEXTS = frozenset({"document", "law"})


def acting(p: Predication, roles: Roles) -> Roles:
    """The actors behind things and deeds, and the things themselves as instruments."""
    subject = p.arguments.get("subject", ()) if "subject" in p.line.instrument else ()
    heads = tuple(dict.fromkeys(_over(p, h) for h in (*roles["actor"], *subject)))
    actor = tuple(dict.fromkeys(a for h in heads for a in behind(p.tree, h)))
    things = tuple(h for h in heads if classes_of(p.tree, h) & (ARMS | DEEDS) and not _acts_alone(p.tree, h))
    return {"actor": actor, "instrument": tuple(dict.fromkeys((*roles["instrument"], *things)))}


def _over(p: Predication, head: int) -> int:
    """The deed that did harm in a place, where a relative clause was hung from the place: "attacks in the town that killed"."""
    if p.line.event != "ASSAULT" or not p.is_verbal or described(p.tree, p.word) != head or not is_place(p.tree, head):
        return head
    above = next((a for a in (head, *p.tree.ancestors(head)) if p.tree.relation(a) not in ("nmod", "compound")), head)
    governor = p.tree.words[above].head
    beside = p.tree.under(governor, "obj", "nsubj:pass") if p.tree.relation(above) == "obl" else ()
    around = (*p.tree.ancestors(head), *beside)
    return next((a for a in around if p.tree.is_noun(a) and classes_of(p.tree, a) & (DEEDS | ARMS)), head)


def behind(tree: Tree, head: int) -> tuple[int, ...]:
    """Who acts by a phrase: itself, its owner, or nobody that the text states ("a car bomb exploded")."""
    if not tree.is_noun(head) or (_acts_alone(tree, head) and _stands_for(tree, head) == head):
        return (head,)
    if found := owners(tree, head):
        return found
    classes = classes_of(tree, _stands_for(tree, head))
    if classes & ARMS:
        return (head,) if qualifiers(tree, head) or _is_crewed(tree, head) else _fleet_of(tree, head)
    if classes & DEEDS:
        return qualifiers(tree, core_of(tree, head)) or _doers(tree, head)
    return (_doers(tree, head) if classes & TEXTS else ()) or (head,)


def _fleet_of(tree: Tree, head: int) -> tuple[int, ...]:
    """Whose weapons or vehicles do something: "vessels of the navy"."""
    parties = (c for c in tree.under(head, "nmod") if tree.case(c) == "of")
    return tuple(c for party in parties for c in tree.conjuncts(party) if may_act(tree, c))


def _stands_for(tree: Tree, head: int) -> int:
    """What a word stands for that takes up one of several deeds: "attacks, including one that killed ten"."""
    over = tree.words[head].head
    taken_up = tree.words[head].upos in ("NUM", "PRON", "DET") and tree.relation(head) == "nmod" and over >= 0
    return over if taken_up and tree.case(head) in LISTING and classes_of(tree, over) & (ARMS | DEEDS) else head


def _doers(tree: Tree, head: int) -> tuple[int, ...]:
    """Who acts by a deed or text that somebody else's verb governs: "carried out raids that killed …"."""
    governed = tree.words[head].head >= 0 and leads_to_doer(tree, head)
    return tuple(d for d in doers(tree, head) if may_act(tree, d)) if governed else ()


def _acts_alone(tree: Tree, head: int) -> bool:
    classes = classes_of(tree, head)
    return may_act(tree, head) and not (classes & ARMS and "person" not in classes)


def _is_crewed(tree: Tree, head: int) -> bool:
    classes = classes_of(tree, head)
    return "aircraft" in classes and "drone" not in classes


def core_of(tree: Tree, head: int) -> int:
    """What a counting noun counts: the raids of "a series of raids"."""
    if tree.base(head) not in partitive_nouns():
        return head
    return next((c for c in tree.under(head, "nmod") if tree.case(c) == "of"), head)
