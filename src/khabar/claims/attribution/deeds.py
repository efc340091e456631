"""Whether a noun phrase tells of something that can be told: a deed, a state, a statement, a count."""

from __future__ import annotations

from khabar.claims.cues import cue
from khabar.claims.tree import Tree
from khabar.claims.view import View

DEPTH = 4


def tells_deed(tree: Tree, head: int, view: View, depth: int = DEPTH, *, speech: bool = True) -> bool:
    """Whether a phrase is a clause, a noun of the codebook or (if asked) of speech, or holds one: "a rise in sales"."""
    word = tree.words[head]
    if tree.is_verb(head) or tree.first(head, "cop") is not None:
        return True
    lemma = word.lemma.lower()
    if word.upos == "ADJ" and view.eventive(lemma):
        return True
    if word.upos == "NOUN" and (view.eventive(lemma) or (speech and cue(lemma, "noun") is not None)):
        return True
    inside = (*tree.under(head, "nmod", "conj", "compound"), *_gerunds(tree, head))
    return depth > 0 and any(
        tells_deed(tree, c, view, depth - 1, speech=speech) for c in inside if tree.words[c].deprel != "nmod:poss"
    )


def _gerunds(tree: Tree, head: int) -> list[int]:
    """Clauses that complete a noun: "the risk of losing", "an order to fire"; descriptions of it do not count."""
    return [c for c in tree.under(head, "acl", "ccomp") if c > head and tree.first(c, "mark", "case") is not None]


def counts(tree: Tree, head: int) -> bool:
    """Whether a phrase counts what it names."""
    return (
        tree.words[head].upos == "NUM"
        or tree.first(head, "nummod") is not None
        or any(counts(tree, c) for c in tree.under(head, "conj"))
    )
