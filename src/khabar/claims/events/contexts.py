"""The fields of affairs that a deed belongs to, by the words of its own clause: "voted on the constitution"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from operator import contains

from khabar.claims.events.deed import Deed
from khabar.claims.events.keys import all_forms
from khabar.claims.tree import Tree
from khabar.codebook import Codebook

# What another clause tells is no matter of this one; but of what is said or agreed it is the matter.
APART = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis", "appos", "conj", "list"})
BESIDE = frozenset({"acl:relcl", "parataxis", "appos", "conj", "list"})
VERBAL = frozenset({"ACCUSE", "AGREE", "CONCEDE", "DENY", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
JOINED = frozenset({"acl", "acl:relcl", "parataxis", "list"})
# Crime is a context only where none more exact applies, but beside attacks by computer.
CRIME, BESIDE_CRIME = "crime", frozenset({"crime", "cyber"})


def with_contexts(deed: Deed, codebook: Codebook) -> Deed:
    """The deed with the contexts that its line brings and those that words of its clause show."""
    may_show = not codebook.context_words.keys().isdisjoint(all_forms(deed.tree))
    shown = {c for words in _own_words(deed) for c in _shown(deed.tree, words, codebook)} if may_show else ()
    found = {*deed.line.contexts, *shown}
    if CRIME not in deed.line.contexts and found - BESIDE_CRIME:
        found.discard(CRIME)
    contexts = tuple(sorted(found))
    return deed if contexts == deed.line.contexts else replace(deed, line=replace(deed.line, contexts=contexts))


def _own_words(deed: Deed) -> Iterator[list[int]]:
    """The words of the deed's clause, and of the phrases that take part in it where these hang elsewhere."""
    tree = deed.tree
    verbal = deed.line.event in VERBAL
    yield _branch(tree, deed.anchor, BESIDE if verbal else APART)
    heads = [deed.word, *(h for role, filled in sorted(deed.roles.items()) if role != "date" for h in filled)]
    for head in dict.fromkeys(heads):
        if tree.is_noun(head):
            yield _branch(tree, head, BESIDE if verbal else JOINED | {"conj"})


def _branch(tree: Tree, top: int, apart: frozenset[str]) -> list[int]:
    found, waiting = [], [top]
    while waiting:
        word = waiting.pop()
        found.append(word)
        waiting += [c for c in tree.children[word] if tree.words[c].deprel not in apart]
    return sorted(found)


def _shown(tree: Tree, words: list[int], codebook: Codebook) -> Iterator[str]:
    for i in words:
        for form in tree.forms[i]:
            for phrase, context in codebook.context_words.get(form, ()):
                after = tree.forms[i + 1 : i + len(phrase)]
                if len(after) == len(phrase) - 1 and all(map(contains, after, phrase[1:])):
                    yield context
