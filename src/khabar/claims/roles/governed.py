"""Who acts by a noun that another verb governs: "Iran announced the deployment", "blamed rebels for the attack"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from khabar import vocab
from khabar.claims.arguments import slots
from khabar.claims.classes import classes_of
from khabar.claims.roles.owners import may_act, owners, qualifiers
from khabar.claims.roles.predication import Predication, Roles
from khabar.claims.tree import Tree

STEPS = 4
OPEN = ("of", "in", "for", "to", "on", "over", "about")
PASSED = ("nmod", "conj", "compound")


class Control(NamedTuple):
    """``slot`` of a verb fills ``role`` of the noun that it governs, for events of the kinds in ``events`` (all if empty)."""

    slot: str
    role: str
    events: tuple[str, ...]


@cache
def noun_control() -> dict[str, tuple[Control, ...]]:
    """Verbs, with the preposition that leads to the noun if any, and whom they make its actor or recipient."""
    found: dict[str, tuple[Control, ...]] = {}
    for row in vocab.load("noun_control"):
        events = () if row["events"] == "-" else tuple(row["events"].split("|"))
        found[row["governor"]] = (*found.get(row["governor"], ()), Control(row["slot"], row["role"], events))
    return found


def governed(p: Predication, roles: Roles) -> Roles:
    """The actor and recipient that a noun owes to what governs it, where it has none of its own."""
    missing = [r for r in ("actor", "recipient") if not roles[r]]
    if p.is_verbal or not missing:
        return {}
    found: dict[str, tuple[int, ...]] = {}
    for role, heads in _offered(p):
        if role in missing and role not in found and (heads := _fresh(p, roles, heads)):
            found[role] = heads
    return found


def _fresh(p: Predication, roles: Roles, heads: tuple[int, ...]) -> tuple[int, ...]:
    """Those who can act, are somebody, and have no other part in the deed yet."""
    taken = {h for filled in roles.values() for h in filled}
    return tuple(h for h in heads if h not in taken and may_act(p.tree, h) and not _is_nobody(p.tree, h))


def _is_nobody(tree: Tree, head: int) -> bool:
    words = (tree.words[head], *(tree.words[c] for c in tree.under(head, "det")))
    return any(w.lemma.lower() in ("no", "nobody", "none", "neither") for w in words)


def _offered(p: Predication) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Roles with their fillers, nearest first, going up from the noun through nouns ("the start of a series of …")."""
    noun = p.word
    for _ in range(STEPS):
        governor, relation = p.tree.words[noun].head, p.tree.relation(noun)
        if governor < 0:
            return
        if p.tree.is_verb(governor):
            yield from _by_verb(p, governor, _link(p.tree, noun, relation))
            return
        if relation not in PASSED or (relation == "nmod" and p.tree.case(noun) not in OPEN):
            return
        if may_act(p.tree, governor) or classes_of(p.tree, governor) & {"place", "facility"}:
            return
        yield "actor", owners(p.tree, governor) or qualifiers(p.tree, governor)
        noun = governor


def _link(tree: Tree, noun: int, relation: str) -> str | None:
    """How a noun hangs from its verb: an empty string for an object, the preposition for an oblique."""
    if relation == "obj" or tree.words[noun].deprel == "nsubj:pass":
        return ""
    return tree.case(noun) or None if relation == "obl" else None


def _by_verb(p: Predication, verb: int, link: str | None) -> Iterator[tuple[str, tuple[int, ...]]]:
    if link is None:
        return
    controls = noun_control().get(f"{p.tree.lemma(verb)} {link}".strip(), ())
    around = slots(p.tree, verb) if controls else {}
    for control in controls:
        if not control.events or p.line.event in control.events:
            yield control.role, around.get(control.slot, ())
