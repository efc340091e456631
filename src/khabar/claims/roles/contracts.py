"""Who gives and who gets what a contract is about: "signed a contract with Russia for the supply of helicopters"."""

from __future__ import annotations

from functools import cache

from khabar import vocab
from khabar.claims.arguments import slots
from khabar.claims.classes import classes_of
from khabar.claims.roles.owners import may_act, owners, qualifiers
from khabar.claims.roles.predication import Predication, Roles

ABOUT = ("for", "on", "over", "covering")


@cache
def contract_nouns() -> dict[str, str]:
    """Nouns of giving from ``vocab/contract_nouns.tsv``: who gives under a contract, its ``first`` party or the ``other``."""
    return {row["lemma"]: row["giver"] for row in vocab.load("contract_nouns")}


def contracts(p: Predication, roles: Roles) -> Roles:
    """The parties of the contract that a noun of giving hangs from, where the noun has none of its own."""
    giver, contract = contract_nouns().get(p.tree.base(p.word)), _contract(p)
    about = contract >= 0 and p.tree.relation(p.word) in ("nmod", "obl") and p.tree.case(p.word) in ABOUT
    if giver is None or not about or "agreement" not in classes_of(p.tree, contract):
        return {}
    other = tuple(h for h in slots(p.tree, contract).get("with", ()) if may_act(p.tree, h))
    first = tuple(h for h in _first(p, contract) if may_act(p.tree, h))
    gives, gets = (other, first) if giver == "other" else (first, other)
    offered = {"actor": gives, "recipient": gets}
    return {role: heads for role, heads in offered.items() if heads and other and not _known(p, role)}


def _contract(p: Predication) -> int:
    """The noun over the predicate, or beside it where the parser hung the predicate from the verb or the other party."""
    over = p.tree.words[p.word].head
    if over >= 0 and p.tree.is_verb(over):
        return p.tree.first(over, "obj") or p.word
    with_whom = over >= 0 and p.tree.relation(over) == "nmod" and p.tree.case(over) == "with"
    return p.tree.words[over].head if with_whom else over


def _known(p: Predication, role: str) -> bool:
    """Whether the noun names the party itself: "the supply of jets by Russia to Iraq"."""
    return any(p.arguments.get(slot) for slot in (("by", "from", "possessor") if role == "actor" else ("to",)))


def _first(p: Predication, contract: int) -> tuple[int, ...]:
    own = owners(p.tree, contract) or qualifiers(p.tree, contract)
    governor = p.tree.words[contract].head
    verb = governor >= 0 and p.tree.is_verb(governor) and p.tree.relation(contract) == "obj"
    return own or (slots(p.tree, governor).get("subject", ()) if verb else ())
