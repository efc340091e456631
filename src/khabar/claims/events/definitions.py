"""Sentences that explain a word and tell of no deed: "a strike means one or more …", "bombing a hospital is a war crime"."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from khabar import vocab
from khabar.claims.tree import Tree


def defined(tree: Tree, deeds: Collection[int]) -> frozenset[int]:
    """The words of deeds that only serve to explain a term, among those given."""
    tops = [i for i in range(len(tree)) if _may_explain(tree, i) and _explains(tree, i, deeds)] if deeds else ()
    return frozenset(w for top in tops for w in tree.subtree(top) if w in deeds)


def _may_explain(tree: Tree, i: int) -> bool:
    """Whether a word has what such a clause has: a verb that explains, or a clause as its subject."""
    return "csubj" in tree.below[i] or tree.base(i) in defining_verbs()


def _explains(tree: Tree, i: int, deeds: Collection[int]) -> bool:
    """Whether a clause says what a word means, what counts as something, or that doing one thing is another."""
    if tree.lemma(i) in defining_verbs():
        terms = [*tree.under(i, "nsubj")] if defining_verbs()[tree.lemma(i)] == "subject" else [*tree.under(i, "obl")]
        as_term = all(tree.case(t) == "as" for t in terms) or defining_verbs()[tree.lemma(i)] == "subject"
        return as_term and any(t in deeds and _is_any(tree, t) for t in terms)
    gerund = next((c for c in tree.under(i, "csubj") if tree.tag(c) == "VBG"), None)
    return i in deeds and gerund is not None and tree.first(i, "cop") is not None


def _is_any(tree: Tree, i: int) -> bool:
    """Whether a noun speaks of any of its kind: "a strike", "strikes"."""
    article = tree.first(i, "det", "nmod:poss", "nummod")
    return article is None or tree.printed(article) in ("a", "an", "any", "each", "every")


@cache
def defining_verbs() -> dict[str, str]:
    """Verbs that explain a term, and whether it is their ``subject`` or after ``as``, from ``vocab/defining_verbs.tsv``."""
    return {row["lemma"]: row["term"] for row in vocab.load("defining_verbs")}
