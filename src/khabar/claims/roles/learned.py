"""Who takes part by the reader's own estimate, where nothing in the tree fills the role that the codebook asks for.

The estimate is PropBank's (Palmer et al. 2005): ARG0 acts, ARG1 is acted on. It counts only where the line of the codebook
looks for the role in the matching slots.
"""

from __future__ import annotations

from khabar.claims.classes import is_temporal
from khabar.claims.roles.owners import may_act
from khabar.claims.roles.predication import Predication, Roles
from khabar.claims.tree import Tree

LABELS = {"subject": "ARG0", "object": "ARG1", "of": "ARG1"}


def learned(p: Predication, roles: Roles) -> Roles:
    """Those who can act among the model's arguments of the predicate, for roles that stand empty."""
    wanted = {"actor": p.line.actor, "recipient": p.line.recipient}
    empty = {role: slots for role, slots in wanted.items() if not roles.get(role)}
    taken = {head for heads in roles.values() for head in heads}
    return {role: tuple(h for h in _estimated(p, slots) if h not in taken) for role, slots in empty.items()}


def _estimated(p: Predication, slots: tuple[str, ...]) -> tuple[int, ...]:
    """Heads of the first label that stands for one of the slots, unless the tree fills that slot already.

    What hangs on the predicate itself the slots know, and whoever tells of the deed takes no part in it by that.
    """
    slot = next((slot for slot in slots if slot in LABELS), None)
    if slot is None or slot in p.arguments:
        return ()
    label, teller = LABELS[slot], p.tree.words[p.word].head if p.tree.relation(p.word) == "ccomp" else p.word
    heads = (r.argument for r in p.tree.parse.roles if r.predicate in (p.word, p.anchor) and r.label == label)
    return tuple(h for h in heads if p.tree.words[h].head not in (p.word, teller) and _is_party(p.tree, h))


def _is_party(tree: Tree, head: int) -> bool:
    named = tree.is_noun(head) and tree.tag(head) != "PRP$" and not is_temporal(tree, head)
    return named and may_act(tree, head)
