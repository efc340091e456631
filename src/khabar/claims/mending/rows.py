"""Rows of clauses and of subjects, of which each member hangs from the first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from khabar.claims.tree import Tree
from khabar.records import Word


def row(tree: Tree) -> Mapping[int, Word]:
    """The third of a row of clauses with a copula, hung from the second: "40 were civilians, 12 policemen, | 10 attackers"."""
    return {
        i: replace(word, head=tree.words[word.head].head)
        for i, word in tree.related("conj")
        if tree.words[word.head].deprel == "conj"
        if all(tree.first(member, "cop") is not None for member in (i, word.head, tree.words[word.head].head))
    }


def row_before_verb(tree: Tree) -> Mapping[int, Word]:
    """The second of a row of subjects, taken for another name of the first: "London, | Paris and Rome sent troops".

    A name that is set in by commas has one behind it too.
    """
    for i, word in tree.related("appos"):
        if word.head < 0 or tree.relation(word.head) != "nsubj" or tree.first(i, "conj") is None:
            continue
        below = tree.subtree(i)
        first = next(c for c in below if tree.words[c].upos != "PUNCT")
        closed = any(tree.words[c].upos == "PUNCT" for c in (below[-1], min(below[-1] + 1, len(tree) - 1)))
        if not closed and tree.words[first - 1].text == ",":
            return {i: replace(word, deprel="conj")}
    return {}


def as_well_as(tree: Tree) -> Mapping[int, Word]:
    """Those who undergo a deed too, joined to its verb: "The colonel was killed, | as well as four of his men"."""
    for i, word in tree.related("conj") if "well" in tree.said else ():
        link = tree.first(i, "cc")
        if link is None or word.head > i or not tree.is_verb(word.head) or not tree.is_noun(i):
            continue
        if "well" not in [tree.printed(c) for c in tree.under(link, "fixed")] or "cop" in tree.below[i]:
            continue
        undergoes = tree.first(word.head, "obj", "nsubj:pass") or tree.first(word.head, "nsubj")
        if undergoes is not None and undergoes < i:
            return {i: replace(word, head=undergoes)}
    return {}
