"""Verbs that tell of a deed; a light verb leaves it to its noun ("carried out a strike")."""

from __future__ import annotations

from khabar.claims.arguments import slots
from khabar.claims.events.deed import Deed
from khabar.claims.events.matching import has_line, matched
from khabar.claims.operators import light_verbs
from khabar.claims.tree import Tree
from khabar.codebook import Codebook


def verbal(tree: Tree, i: int, codebook: Codebook) -> Deed | None:
    """The deed that a verb tells of."""
    if not tree.is_verb(i):
        return None
    arguments = slots(tree, i)
    found = matched(tree, i, i, codebook, "verb", arguments)
    light = tree.lemma(i) in light_verbs() and any(has_line(tree, o, codebook) for o in arguments.get("object", ()))
    return None if light and (found is None or len(found.words) == 1) else found
