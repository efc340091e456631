"""Whose a thing or deed is: the party behind "US warplanes", "the army's shells", "rockets fired by rebels", "the raid"."""

from __future__ import annotations

from functools import cache

from khabar import vocab
from khabar.claims.arguments import slots
from khabar.claims.arguments.noun_control import noun_control
from khabar.claims.arguments.relatives import clauses_about
from khabar.claims.classes import classes_of
from khabar.claims.roles.predication import filled
from khabar.claims.tree import Tree

BY_CLAUSE = ("by", "possessor")
QUALIFYING = ("amod", "compound")


def owners(tree: Tree, head: int) -> tuple[int, ...]:
    """Who is said to have made, sent or done it, by a phrase of its own: an agent or a possessor."""
    found = slots(tree, head)
    named = tuple(h for slot in BY_CLAUSE for h in found.get(slot, ()) if may_act(tree, h) and not _made_by(tree, h))
    described = (*senders(tree, head), *blamed(tree, head))
    return named or tuple(h for h in dict.fromkeys(described) if may_act(tree, h))


def _made_by(tree: Tree, party: int) -> bool:
    """Whether a party only made the thing: it hangs from the participle of such a verb."""
    over = tree.words[party].head
    return over >= 0 and tree.is_verb(over) and tree.lemma(over) in making_verbs()


def blamed(tree: Tree, head: int) -> tuple[int, ...]:
    """Who is said to be behind it by a clause that describes it: "an explosion blamed on separatists"."""
    obliques = ((v, o) for v in tree.under(head, "acl") if tree.is_verb(v) for o in tree.under(v, "obl"))
    keyed = ((o, tree.case(o), noun_control().get(f"{tree.lemma(v)} {tree.case(o)}", ())) for v, o in obliques)
    return tuple(o for o, case, controls in keyed if any((c.slot, c.role) == (case, "actor") for c in controls))


def senders(tree: Tree, head: int) -> tuple[int, ...]:
    """Who acts in a clause that describes a thing: "shells fired by the army", "the bombs that rebels planted"."""
    parties = [c for c in tree.under(head, "compound") if may_act(tree, c)]
    clauses = (
        c for c in clauses_about(tree, head) if tree.is_verb(c) and not any(c < party < head for party in parties)
    )
    from_clauses = [slots(tree, c) for c in clauses if tree.lemma(c) not in making_verbs()]
    return tuple(h for found in from_clauses if head in found.get("object", ()) for h in found.get("subject", ()))


@cache
def making_verbs() -> frozenset[str]:
    """Verbs whose doer made a thing and need not be who uses it ("British-made bombs"), from ``vocab/making_verbs.tsv``."""
    return frozenset(row["lemma"] for row in vocab.load("making_verbs"))


def qualifiers(tree: Tree, head: int) -> tuple[int, ...]:
    """The nation or group that a phrase is qualified by: "US warplanes", "rebel artillery", "coalition troops and raids"."""
    found = filled(tree, QUALIFYING, slots(tree, head))
    if not found and tree.words[head].deprel == "conj" and tree.first(head, "det", "nmod:poss", "case") is None:
        return qualifiers(tree, tree.words[head].head)
    parties = (h for h in found if tree.words[h].upos != "NUM")
    return tuple(h for h in parties if "weapon" not in classes_of(tree, h) and may_act(tree, h))


def may_act(tree: Tree, head: int) -> bool:
    """Whether a phrase speaks of somebody who can act."""
    return "actor" in classes_of(tree, head)
