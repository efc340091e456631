"""Who acts by a noun that another verb governs: "Iran announced the deployment", "blamed rebels for the attack"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.claims.arguments import slots
from khabar.claims.arguments.noun_control import MEANS, link_of, noun_control
from khabar.claims.arguments.verbs import subjects
from khabar.claims.classes import classes_of
from khabar.claims.roles.owners import may_act, owners, qualifiers
from khabar.claims.roles.predication import Predication, Roles
from khabar.claims.tree import Tree

STEPS = 4
OPEN = ("of", "in", "for", "to", "on", "over", "about")
# What others give to whoever does something with it: "took the town with the backing of …".
HELP = ("AID", "SUPPORT")
BEHIND = ("behind",)
# What somebody does in the course of doing something with others, they do too: "took the town after clashes with …".
COURSE = ("after", "during", "following", "amid")
PASSED = ("nmod", "conj", "compound")


def governed(p: Predication, roles: Roles) -> Roles:
    """The actor and recipient that a noun owes to what governs it, where it has none of its own."""
    missing = [r for r in ("actor", "recipient") if all(_is_own(p.tree, h) for h in roles[r])]
    if p.is_verbal or not missing:
        return {}
    found: dict[str, tuple[int, ...]] = {}
    for role, heads in _offered(p, roles):
        if role in missing and role not in found and (heads := _fresh(p, roles, heads)):
            found[role] = heads
    return found


def offered(p: Predication, role: str) -> tuple[int, ...]:
    """Those who can act whom the verb over a noun gives a role in what the noun speaks of."""
    return next((able for r, heads in _offered(p, {"actor": ()}) if r == role and (able := _fresh(p, {}, heads))), ())


def _is_own(tree: Tree, head: int) -> bool:
    """Whether a filler is but a possessive pronoun, which refers to the subject nearby: "renewed their support"."""
    return tree.tag(head) == "PRP$"


def _fresh(p: Predication, roles: Roles, heads: tuple[int, ...]) -> tuple[int, ...]:
    """Those who can act, are somebody, and have no other part in the deed yet."""
    taken = {h for filled in roles.values() for h in filled}
    return tuple(h for h in heads if h not in taken and may_act(p.tree, h) and not _is_nobody(p.tree, h))


def _is_nobody(tree: Tree, head: int) -> bool:
    words = (tree.words[head], *(tree.words[c] for c in tree.under(head, "det")))
    return any(w.lemma.lower() in ("no", "nobody", "none", "neither") for w in words)


def _offered(p: Predication, roles: Roles) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Roles with their fillers, nearest first, going up from the noun through nouns ("the start of a series of …")."""
    noun = p.word
    for _ in range(STEPS):
        governor, relation = p.tree.words[noun].head, p.tree.relation(noun)
        if governor < 0:
            return
        if p.tree.is_verb(governor):
            yield from _by_verb(p, governor, link_of(p.tree, noun))
            return
        if p.tree.words[governor].upos == "ADJ" or p.tree.first(governor, "cop") is not None:
            yield from _by_adjective(p, governor, p.tree.case(noun))
            return
        if relation == "nmod":
            yield from _by_noun(p, governor, p.tree.case(noun))
        if relation == "conj" and p.tree.first(noun, "det") is not None:
            return
        if relation not in PASSED or (relation == "nmod" and p.tree.case(noun) not in OPEN):
            return
        if may_act(p.tree, governor) or classes_of(p.tree, governor) & {"place", "facility"}:
            return
        if not roles["actor"]:
            yield "actor", owners(p.tree, governor) or qualifiers(p.tree, governor)
        noun = governor


def _by_adjective(p: Predication, adjective: int, case: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Who is said to be responsible for the deed, or involved in it: what the adjective describes."""
    described = p.tree.words[adjective].head
    under = described >= 0 and p.tree.relation(adjective) in ("acl", "amod") and p.tree.is_noun(described)
    subject = p.tree.conjuncts(described) if under else tuple(subjects(p.tree, adjective))
    for control in noun_control().get(f"{p.tree.printed(adjective)} {case}", ()):
        if not control.events or p.line.event in control.events:
            yield control.role, subject


def _by_company(p: Predication, verb: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Who gets the help that a deed is done with; who has the wounds that somebody is treated or found with."""
    found = slots(p.tree, verb)
    if p.line.event in HELP:
        yield "recipient", found.get("subject", ())
    if p.line.register == "casualties":
        yield "recipient", found.get("object", ()) or found.get("subject", ())


def _by_noun(p: Predication, noun: int, case: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Who stands behind a deed, and who is helped in it: "those behind the raid", "support for the army in its fight"."""
    if case in BEHIND:
        yield "actor", p.tree.conjuncts(noun)
    controls = noun_control().get(f"{p.tree.base(noun)} {case}", ())
    around = slots(p.tree, noun) if controls else {}
    for control in controls:
        yield control.role, around.get(control.slot, ())


def _by_verb(p: Predication, verb: int, link: str | None) -> Iterator[tuple[str, tuple[int, ...]]]:
    if link is None:
        return
    if link in MEANS:
        yield "actor", slots(p.tree, verb).get("subject", ())
    if link in COURSE and p.arguments.get("with"):
        yield "actor", slots(p.tree, verb).get("subject", ())
    controls = noun_control().get(f"{p.tree.lemma(verb)} {link}".strip(), ())
    if link == "with" and not controls:
        yield from _by_company(p, verb)
    around = slots(p.tree, verb) if controls else {}
    for control in controls:
        if not control.events or p.line.event in control.events:
            yield control.role, around.get(control.slot, ())
