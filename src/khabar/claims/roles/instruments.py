"""What a deed was done with: "with rockets", "using tanks", "used bombs to …", "a mortar attack"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from khabar import vocab
from khabar.claims.arguments import slots
from khabar.claims.classes import classes_of
from khabar.claims.roles.acting import ARMS
from khabar.claims.roles.predication import Predication, Roles

WITH = ("with", "by", "through", "by means of")


@cache
def using_verbs() -> frozenset[str]:
    """Verbs whose object is what the deed beside them is done with, from ``vocab/using_verbs.tsv``."""
    return frozenset(row["lemma"] for row in vocab.load("using_verbs"))


def instruments(p: Predication, roles: Roles) -> Roles:
    """The weapons by which a deed was done, where the codebook's line names no slot for them."""
    if roles["instrument"]:
        return {}
    taken = {*roles["actor"], *roles["recipient"]}
    found = (h for h in dict.fromkeys(_candidates(p)) if h not in taken)
    return {"instrument": tuple(h for h in found if classes_of(p.tree, h) & ARMS)}


def _candidates(p: Predication) -> Iterator[int]:
    for slot in WITH if p.is_verbal else (*WITH, "compound"):
        yield from p.arguments.get(slot, ())
    for clause in p.tree.under(p.anchor, "advcl"):
        if p.tree.lemma(clause) in using_verbs() and p.tree.first(clause, "nsubj", "nsubj:pass") is None:
            yield from _used(p, clause)
    governor = p.tree.words[p.anchor].head
    purpose = (
        governor >= 0 and p.tree.relation(p.anchor) in ("advcl", "xcomp") and p.tree.first(p.anchor, "nsubj") is None
    )
    if purpose and p.tree.lemma(governor) in using_verbs():
        yield from _used(p, governor)


def _used(p: Predication, verb: int) -> tuple[int, ...]:
    found = slots(p.tree, verb)
    return (*found.get("object", ()), *found.get("with", ()))
