"""With whom a deed is done, where the meeting beside it says so: "met the elders to discuss …", "met them and agreed …"."""

from __future__ import annotations

from functools import cache

from khabar import vocab
from khabar.claims.arguments import slots
from khabar.claims.roles.owners import may_act
from khabar.claims.roles.predication import Predication, Roles

SHARED = ("CONSULT", "AGREE", "COOPERATE")
COMPANY = ("with", "object", "to")


@cache
def meeting_verbs() -> frozenset[str]:
    """Verbs of meeting or speaking with somebody, from ``vocab/meeting_verbs.tsv``."""
    return frozenset(row["lemma"] for row in vocab.load("meeting_verbs"))


def company(p: Predication, roles: Roles) -> Roles:
    """The recipients of talks and agreements that name none, from the verb of meeting that governs them."""
    governor = p.tree.words[p.word].head
    joined = p.is_verbal and p.tree.relation(p.word) in ("advcl", "xcomp", "conj") and governor < p.word
    if p.line.event not in SHARED or roles["recipient"] or not joined or governor < 0:
        return {}
    if p.tree.lemma(governor) not in meeting_verbs():
        return {}
    around = slots(p.tree, governor)
    met = next((around[slot] for slot in COMPANY if around.get(slot)), ())
    return {"recipient": tuple(h for h in met if may_act(p.tree, h) and h not in roles["actor"])}
