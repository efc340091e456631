"""Deeds, states and statements: predicates of the tree that the codebook knows, with their participants.

A predicate is a verb, a noun, or a light verb with a noun ("carried out a strike"). The codebook's lines for its lemma are
tried in order; the first whose constraints the arguments meet decides event, mode and roles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from khabar.claims.events.adjectival import adjectival
from khabar.claims.events.armed import is_own_means
from khabar.claims.events.attributive import only_describes
from khabar.claims.events.bare import is_bare
from khabar.claims.events.contents import with_content, with_promised
from khabar.claims.events.contexts import with_contexts
from khabar.claims.events.deed import Deed
from khabar.claims.events.definitions import defined
from khabar.claims.events.names import named_again
from khabar.claims.events.nominal import nominal
from khabar.claims.events.once import told_once
from khabar.claims.events.presence import presence
from khabar.claims.events.venture import venture
from khabar.claims.events.verbal import verbal
from khabar.claims.tree import Tree
from khabar.claims.unnamed import withheld
from khabar.codebook import Codebook

__all__ = ["Deed", "deeds"]

Finder = Callable[[Tree, int, Codebook], Deed | None]

FINDERS: Mapping[str, tuple[Finder, ...]] = {
    "ADJ": (nominal, presence, adjectival),
    "NOUN": (venture, nominal, presence, adjectival),
    "NUM": (venture, nominal, presence, adjectival),
    "PRON": (venture, nominal, presence, adjectival),
    "PROPN": (venture, nominal, presence, adjectival),
    "VERB": (nominal, presence, verbal, adjectival),
}
"""What a word of a kind may tell of, tried in this order; the first that finds a deed decides. Half of the words of a text
are of other kinds.
"""

STANDING_IN: tuple[Finder, ...] = (nominal, presence, adjectival)
"""What a word of another kind may tell of."""

# What tells that a predicate of the codebook speaks of no deed in particular.
NONE: tuple[Callable[[Deed], bool], ...] = (is_bare, only_describes, is_own_means)


def deeds(tree: Tree, codebook: Codebook) -> Iterator[Deed]:
    """The deeds of one sentence in text order."""
    found = [deed for i in range(len(tree)) if (deed := _deed(tree, i, codebook))]
    if not found:
        return
    told = {deed.word: deed for deed in _apart(found)}
    kept = told_once(told)
    passed_over = defined(tree, kept) | withheld(tree)
    for word in sorted(kept.keys() - passed_over):
        deed = kept[word]
        if not (deed.line.stop or any(is_none(deed) for is_none in NONE) or named_again(deed, kept)):
            yield with_contexts(with_content(with_promised(deed, told), told, codebook), codebook)


def _deed(tree: Tree, i: int, codebook: Codebook) -> Deed | None:
    finders = FINDERS.get(tree.words[i].upos) or (STANDING_IN if _stands_as_telling(tree, i) else ())
    for find in finders:
        if deed := find(tree, i, codebook):
            return deed
    return None


def _stands_as_telling(tree: Tree, i: int) -> bool:
    """Whether a word of another kind may tell of something: a gerund, a form of "be", or a preposition under a copula."""
    word = tree.words[i]
    return word.xpos == "VBG" or tree.base(i) == "be" or (word.deprel == "case" and "cop" in tree.below[word.head])


def _apart(found: list[Deed]) -> Iterator[Deed]:
    """Deeds that share no words, those with the longest entries first: "took control" leaves no claim to "control"."""
    taken: set[int] = set()
    for deed in sorted(found, key=lambda d: (-len(d.words), d.word)):
        if deed.word not in taken:
            taken.update({deed.word, deed.anchor, *deed.words})
            yield deed
