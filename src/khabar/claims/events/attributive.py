"""Participles before a noun that say of what kind it is, and tell of no deed: "banned weapons", "a negotiated transition"."""

from __future__ import annotations

from khabar.claims.arguments.passives import agents
from khabar.claims.classes import classes_of
from khabar.claims.events.deed import Deed
from khabar.claims.tree import HYPHENS

# What such a participle tells of these was done to them: "the besieged town", "captured soldiers", "seized land".
UNDERGOING = frozenset({"armed", "captive", "number", "people", "person", "place", "territory", "facility", "name"})
DONE_TO = ("ASSAULT", "COERCE", "RETREAT", "SANCTION")
LANDS = frozenset({"place", "territory"})


def only_describes(deed: Deed) -> bool:
    """Whether a deed is told by no more than a participle before a thing that nobody is said to have done it to."""
    tree, word = deed.tree, deed.word
    noun = tree.words[word].head
    if tree.words[word].deprel != "amod" or not tree.is_verb(word) or word > noun:
        return False
    classes = classes_of(tree, noun)
    if agents(tree, word):
        held = deed.line.register == "territory" and tree.words[word - 1].text in HYPHENS
        return held and not classes & LANDS
    return not (deed.line.event in DONE_TO and classes & UNDERGOING)
