"""What kind of source a phrase names, and how far its span reaches."""

from __future__ import annotations

from functools import cache

from khabar import vocab
from khabar.claims.tree import Tree, noun_phrase
from khabar.records import Span

PLURAL_WORDS = frozenset({"several", "many", "some", "various", "multiple", "numerous", "few"})


def source_span(tree: Tree, head: int) -> Span:
    """The span of a source as printed, conjoined names included, relative clauses left out."""
    spans = [noun_phrase(tree, h) for h in tree.conjuncts(head)]
    apposed = [noun_phrase(tree, a) for a in tree.under(head, "appos") if tree.words[a].upos == "PROPN"]
    first = noun_phrase(tree, head)
    near = [s for s in (*spans, *apposed) if s.start - first.end < 40]
    return Span(min(s.start for s in (first, *near)), max(s.end for s in (first, *near)))


@cache
def source_nouns() -> dict[str, str]:
    """Head nouns that tell a source's kind, from ``vocab/sources.tsv``."""
    return {row["lemma"]: row["kind"] for row in vocab.load("sources")}


def kind_of(tree: Tree, head: int) -> str:
    """The identification level of a source, from its head noun, its names and its modifiers."""
    label, word = tree.name_of[head], tree.words[head]
    kind = source_nouns().get(word.lemma.lower())
    inside = [tree.name_of[w] for w in tree.subtree(head, without=("acl:relcl", "acl", "advcl"))]
    if label == "PER" or (kind == "role" and "PER" in inside):
        return "named_person"
    if label in ("ORG", "LOC") or word.upos == "PROPN":
        return "organization"
    if kind == "role" and _bare(tree, head):
        return "anonymous"
    return kind or ("described" if word.upos == "NOUN" else "named_person" if word.upos == "PRON" else "organization")


def _bare(tree: Tree, head: int) -> bool:
    """Whether a phrase is nothing but a number or quantifier and a role: "officials", "two sources"."""
    return not any(tree.under(head, "amod", "compound", "nmod", "appos", "acl"))


def plurality_of(tree: Tree, head: int) -> str:
    """How many a source is said to be: one, two, several or unstated."""
    number = tree.first(head, "nummod")
    if number is not None:
        word = tree.words[number].text.lower()
        return {"one": "one", "1": "one", "two": "two", "2": "two"}.get(word, "several")
    if tree.tag(head) in ("NNS", "NNPS") or len(tree.conjuncts(head)) > 1:
        return "several"
    return "one" if tree.words[head].upos in ("NOUN", "PROPN", "PRON") else "unstated"
