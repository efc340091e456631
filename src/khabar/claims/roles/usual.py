"""Who acts by a noun in the ways that any noun of a deed has, where its line of the codebook names none that is filled."""

from __future__ import annotations

from khabar.claims.classes import is_national
from khabar.claims.roles.owners import may_act, owners, qualifiers
from khabar.claims.roles.predication import Predication, Roles
from khabar.claims.tree import Tree

AGENTIVE = ("by", "between", "among", "within", "from")
LEAST = ("of",)


def usual(p: Predication, roles: Roles) -> Roles:
    """The agent of a noun, or the nation or group that qualifies it."""
    if roles["actor"] or p.is_verbal:
        return {}
    taken = {*roles["recipient"], *roles["instrument"]}
    named = (p.arguments.get(slot, ()) for slot in AGENTIVE)
    last = (p.arguments.get(slot, ()) for slot in LEAST)
    # Nobody acts by a death: whose it is dies.
    owned = "subject" in p.line.actor or "possessor" not in p.line.recipient
    ways = (*named, owners(p.tree, p.word) if owned else (), _qualifiers(p), *last)
    inside = {h for h in p.arguments.get("within", ()) if p.tree.name_of[h] == "LOC"}
    acting = (tuple(h for h in heads if may_act(p.tree, h) and h not in taken | inside) for heads in ways)
    return {"actor": next((heads for heads in acting if heads), ())}


def _qualifiers(p: Predication) -> tuple[int, ...]:
    """Who qualifies a noun; a name before one for killing tells where it was or of whom: "the Nariva massacre"."""
    found = qualifiers(p.tree, p.word)
    if p.line.register != "casualties":
        return found
    return tuple(h for h in found if p.tree.words[h].deprel != "compound" or not _is_unknown(p.tree, h))


def _is_unknown(tree: Tree, head: int) -> bool:
    """Whether a word is a name of which nothing tells that it is a party's."""
    known = tree.name_of[head] == "ORG" or is_national(tree, head) or tree.words[head].text.isupper()
    return tree.words[head].upos == "PROPN" and not known
