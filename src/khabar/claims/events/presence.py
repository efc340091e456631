"""Forces that are said to be somewhere: "800 soldiers are on the ground in Iraq"."""

from __future__ import annotations

from khabar.claims.arguments import slots
from khabar.claims.classes import classes_of
from khabar.claims.events.deed import Deed
from khabar.claims.roles.places import places_among
from khabar.claims.tree import Tree
from khabar.codebook import Codebook
from khabar.records import Span


def presence(tree: Tree, i: int, codebook: Codebook) -> Deed | None:
    """The state that forces are where a noun under a copula says."""
    if tree.words[i].upos not in ("NOUN", "PROPN") or tree.first(i, "cop") is None:
        return None
    subject = tree.first(i, "nsubj")
    somewhere = tree.case(i) in ("in", "on", "at", "inside", "near")
    if subject is None or not somewhere or not classes_of(tree, subject) & {"armed", "force"}:
        return None
    line = next((p for p in codebook.predicates("presence", "noun") if p.register == "deployment"), None)
    if line is None or tree.words[subject].upos == "PRON":
        return None
    first = min(tree.first(i, "case") or i, i)
    trigger = Span(tree.words[first].start, tree.words[i].end)
    roles = {"actor": tree.conjuncts(subject), "place": places_among(tree, slots(tree, i))}
    return Deed(tree, i, i, (i,), trigger, line, roles)
