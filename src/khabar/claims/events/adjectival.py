"""Adjectives that tell of a deed or state: "responsible for the blast", "loyal to"."""

from __future__ import annotations

from khabar.claims.arguments import Slots, slots
from khabar.claims.arguments.verbs import subjects
from khabar.claims.events.deed import Deed
from khabar.claims.events.keys import keys
from khabar.claims.events.matching import matched
from khabar.claims.tree import Tree
from khabar.codebook import Codebook


def adjectival(tree: Tree, i: int, codebook: Codebook) -> Deed | None:
    """The deed or state that an adjective tells of, or a preposition that says as much: "was behind the blast"."""
    word = tree.words[i]
    says = word.upos == "ADJ" or (word.deprel == "case" and tree.first(word.head, "cop") is not None)
    entries = keys(tree, i, codebook, "adj") if says else ()
    if not entries:
        return None
    said = {"subject": tuple(tree.under(word.head, "nsubj")), "for": (word.head,)}
    return matched(tree, i, i, entries, _arguments(tree, i) if word.upos == "ADJ" else said)


def _arguments(tree: Tree, i: int) -> Slots:
    """Arguments of an adjective: what it is said of ("they are dead", "they are reported dead"), and its obliques."""
    own = tree.under(i, "nsubj") or (subjects(tree, i) if tree.words[i].deprel == "xcomp" else ())
    said_of = [c for s in own for c in tree.conjuncts(s)]
    said_of = said_of or ([tree.words[i].head] if tree.words[i].deprel in ("amod", "acl") else [])
    found = dict(slots(tree, i))
    if told := tuple(c for c in tree.under(i, "xcomp", "advcl", "ccomp") if tree.is_verb(c) and _is_marked_to(tree, c)):
        found["infinitive"] = told
    return {**found, "subject": tuple(said_of)} if said_of else found


def _is_marked_to(tree: Tree, i: int) -> bool:
    """Whether a clause is an infinitive, or a gerund after "to": "committed to helping"."""
    return any(tree.printed(m) == "to" for m in tree.under(i, "mark", "case"))
