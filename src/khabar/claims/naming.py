"""What somebody calls a thing: "called the strike an act of war", "described the raid as a massacre"."""

from __future__ import annotations

from khabar.claims.cues import cue
from khabar.claims.tree import Tree

NAMING = ("name", "as", "judged")


def naming_verb(tree: Tree, noun: int) -> int | None:
    """The verb by which somebody calls a thing what a noun says."""
    verb, word = tree.words[noun].head, tree.words[noun]
    called = word.upos == "NOUN" and (word.deprel == "xcomp" or (word.deprel == "obl" and tree.case(noun) == "as"))
    found = cue(tree.base(verb), "verb") if called and tree.is_verb(verb) else None
    return verb if found is not None and any(found.allows(form) for form in NAMING) else None


def names_a_thing(tree: Tree, verb: int) -> bool:
    """Whether a verb has a noun that tells what its object is called: "declared the killing an act of war"."""
    return any(naming_verb(tree, c) is not None for c in tree.under(verb, "xcomp", "obl"))
