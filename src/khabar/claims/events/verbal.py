"""Verbs that tell of a deed; a light verb leaves it to its noun ("carried out a strike")."""

from __future__ import annotations

from khabar.claims.arguments import Slots, slots
from khabar.claims.events.deed import Deed
from khabar.claims.events.keys import keys
from khabar.claims.events.matching import matched
from khabar.claims.events.nominal import counted_by, nominal
from khabar.claims.operators import is_wished, light_verbs
from khabar.claims.tree import Tree
from khabar.codebook import Codebook


def verbal(tree: Tree, i: int, codebook: Codebook) -> Deed | None:
    """The deed that a verb tells of."""
    entries = keys(tree, i, codebook, "verb") if tree.is_verb(i) else ()
    if not entries:
        return None
    arguments = _arguments(tree, i)
    found = matched(tree, i, i, entries, arguments)
    if tree.lemma(i) not in light_verbs() or (found is not None and len(found.words) > 1):
        return found
    done = (n for o in arguments.get("object", ()) for n in (o, *tree.under(o, "nmod")) if counted_by(tree, n) == o)
    return None if any(nominal(tree, n, codebook) for n in done) else found


def _arguments(tree: Tree, i: int) -> Slots:
    """A verb's arguments with what it is said to do or that ("told his men to leave"), by ``infinitive`` and ``clause``,
    and what is to be by ``subjunctive`` too.

    Whom it is said to stands for its object where it has no other. What is made clear or known hangs from the adjective.
    """
    found = dict(slots(tree, i))
    told = tuple(tree.under(i, "iobj"))
    found.setdefault("object", told)
    found["infinitive"] = tuple(c for c in tree.under(i, "xcomp", "advcl") if tree.is_verb(c) and _is_told(tree, c))
    named = (i, *(c for c in tree.under(i, "xcomp") if tree.words[c].upos == "ADJ"))
    found["clause"] = tuple(c for said in named for c in tree.under(said, "ccomp"))
    found["subjunctive"] = tuple(c for c in found["clause"] if is_wished(tree, c))
    return {slot: heads for slot, heads in found.items() if heads}


def _is_told(tree: Tree, i: int) -> bool:
    """Whether a clause is what a verb is about: its complement, or a gerund after "to" ("is committed to helping")."""
    if tree.relation(i) == "xcomp":
        return True
    return tree.tag(i) == "VBG" and any(tree.printed(m) == "to" for m in tree.under(i, "mark", "case"))
