"""Verbs that tell of a deed; a light verb leaves it to its noun ("carried out a strike")."""

from __future__ import annotations

from khabar.claims.arguments import Slots, slots
from khabar.claims.events.deed import Deed
from khabar.claims.events.matching import has_line, matched
from khabar.claims.operators import light_verbs
from khabar.claims.tree import Tree
from khabar.codebook import Codebook


def verbal(tree: Tree, i: int, codebook: Codebook) -> Deed | None:
    """The deed that a verb tells of."""
    if not tree.is_verb(i):
        return None
    arguments = _arguments(tree, i)
    found = matched(tree, i, i, codebook, "verb", arguments)
    light = tree.lemma(i) in light_verbs() and any(has_line(tree, o, codebook) for o in arguments.get("object", ()))
    return None if light and (found is None or len(found.words) == 1) else found


def _arguments(tree: Tree, i: int) -> Slots:
    """A verb's arguments with what it is said to do or that ("told his men to leave"), by ``infinitive`` and ``clause``.

    Whom it is said to stands for its object where it has no other.
    """
    found = dict(slots(tree, i))
    told = tuple(tree.under(i, "iobj"))
    found.setdefault("object", told)
    found["infinitive"] = tuple(c for c in tree.under(i, "xcomp") if tree.is_verb(c))
    found["clause"] = tuple(tree.under(i, "ccomp"))
    return {slot: heads for slot, heads in found.items() if heads}
