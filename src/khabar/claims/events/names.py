"""Nouns that only say what a deed told beside them is called: "called the strike an act of war"."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.claims.events.deed import Deed
from khabar.claims.naming import naming_verb

PARTIES = frozenset({"actor", "recipient"})


def named_again(name: Deed, deeds: Mapping[int, Deed]) -> bool:
    """Whether a noun only says what a deed told beside it is called, and nothing of who did it or to whom."""
    verb = naming_verb(name.tree, name.word) if not name.roles.keys() & PARTIES else None
    thing = name.tree.first(verb, "obj", "nsubj:pass") if verb is not None else None
    return thing is not None and thing in deeds and thing != name.word
