"""Rows of clauses, of which each member hangs from the first."""

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
