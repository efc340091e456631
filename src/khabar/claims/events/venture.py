"""Ventures that are of the kind of what they are for: "an operation to recapture the town", "a push to dislodge them"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from khabar import vocab
from khabar.claims.arguments import Slots, slots
from khabar.claims.classes import classes_of
from khabar.claims.events.deed import Deed, trigger
from khabar.claims.events.nominal import light_governor, nominal_arguments
from khabar.claims.events.verbal import verbal
from khabar.claims.roles import roles_of
from khabar.claims.roles.predication import Predication
from khabar.claims.tree import Tree
from khabar.codebook import Codebook

KIND = "military operation"
"""The noun of the codebook whose line a venture of force takes."""


def venture(tree: Tree, i: int, codebook: Codebook) -> Deed | None:
    """The use of force that a venture is, where it is for one."""
    if not tree.is_noun(i) or tree.name_of[i] is not None or tree.lemma(i) not in ventures():
        return None
    line = next(iter(codebook.predicates(KIND, "noun")), None)
    purpose = next((p for p in _purposes(tree, i) if _is_forceful(tree, p, codebook)), None)
    if purpose is None or line is None:
        return None
    anchor = light_governor(tree, i)
    anchor = i if anchor is None else anchor
    arguments = _with_target(nominal_arguments(tree, i), slots(tree, purpose))
    roles = roles_of(Predication(tree, i, anchor, (i,), line, arguments))
    return Deed(tree, i, anchor, (i,), trigger(tree, i, anchor, (i,)), line, roles)


@cache
def ventures() -> frozenset[str]:
    """Nouns for ventures that may be of force or of peace, from ``vocab/ventures.tsv``."""
    return frozenset(row["lemma"] for row in vocab.load("ventures"))


def _purposes(tree: Tree, i: int) -> Iterator[int]:
    """The verbs that say what a noun is for: under it, under "aimed at", or right after it wherever they hang."""
    for clause in _clauses(tree, i):
        yield from tree.conjuncts(clause)
        yield from (c for c in tree.under(clause, "xcomp", "advcl", "obl") if tree.is_verb(c))


def _clauses(tree: Tree, i: int) -> Iterator[int]:
    yield from tree.under(i, "acl")
    if i + 1 < len(tree) and tree.words[i + 1].deprel == "mark":
        yield tree.words[i + 1].head


def _is_forceful(tree: Tree, i: int, codebook: Codebook) -> bool:
    deed = verbal(tree, i, codebook)
    if deed is None:
        return False
    rid = deed.line.mode == "expel" and any("armed" in classes_of(tree, h) for h in deed.roles.get("recipient", ()))
    return rid or deed.line.event == "ASSAULT" or deed.line.register == "territory"


def _with_target(arguments: Slots, aim: Slots) -> Slots:
    """A venture's arguments, with what its purpose is done to as what it is against."""
    target = aim.get("object", ())
    return {**arguments, "against": target} if target and "against" not in arguments else arguments
