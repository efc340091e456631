"""Under which entries of the codebook a word is looked up: alone, with its particle, and in phrases of any length.

A phrase ("take control", "lay siege to", "hold hostage", "act of war") may be broken up by other words: its words have to
stand in order among the word and those that depend on it closely, so that "took full control" and "held twelve people
hostage" are met as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.claims.classes import is_temporal
from khabar.claims.tree import Tree, per_tree
from khabar.codebook import Codebook, Predicate
from khabar.frozen import record

# A lemma as the codebook prints it (a word's own, or the word as it stands: "hostilities", "arms"), and its words.
Printed = tuple[str, tuple[int, ...]]
CLOSE = ("compound", "advmod", "obj", "iobj", "obl", "nmod", "xcomp")
APART = ("during", "after", "before", "since", "until", "amid", "following", "despite", "without")
MODIFIERS = ("compound", "amod", "case", "nummod", "fixed")


@record(frozen=True, slots=True)
class Key:
    """The lines of an entry of the codebook, and the words of a sentence that make it up."""

    words: tuple[int, ...]
    lines: tuple[Predicate, ...]


def keys(tree: Tree, i: int, codebook: Codebook, pos: str) -> list[Key]:
    """The entries of the codebook that a word may stand for as ``verb``, ``noun`` or ``adj``, the longest first."""
    if "-" not in tree.said and codebook.words[pos].isdisjoint(tree.forms[i]):
        return []
    phrases = _phrases(tree, i, codebook, pos) if _may_be_phrase(tree, i, codebook, pos) else ()
    printed = dict.fromkeys((*phrases, *_single(tree, i)))
    found = [Key(words, lines) for lemma, words in printed if (lines := codebook.predicates(lemma, pos))]
    return sorted(found, key=lambda k: -len(k.words)) if found else found


def _single(tree: Tree, i: int) -> list[Printed]:
    """The word alone; with its particle where it has one, since "blow up" is no "blow"."""
    found: list[Printed] = []
    if "-" in tree.said and (joined := _hyphenated(tree, i)) != (i,):
        opening = "".join(tree.printed(w) for w in joined[:-1])
        found += [(opening + form, joined) for form in tree.forms[joined[-1]]]
    particle = tree.first(i, "compound:prt")
    if particle is not None:
        return [*found, (tree.lemma(i), (i, particle))]
    return [*found, *((form, (i,)) for form in tree.forms[i])]


def _hyphenated(tree: Tree, i: int) -> tuple[int, ...]:
    """A word with those that hyphens join to it: the parts of "carve-up" are words of their own."""
    first = last = i
    while first >= 2 and _joins(tree, first - 1):
        first -= 2
    while last + 2 < len(tree) and _joins(tree, last + 1):
        last += 2
    return tuple(range(first, last + 1))


def _joins(tree: Tree, i: int) -> bool:
    """Whether a word is a hyphen without spaces at either side."""
    word = tree.words[i]
    return word.text == "-" and tree.words[i - 1].end == word.start and word.end == tree.words[i + 1].start


def _may_be_phrase(tree: Tree, i: int, codebook: Codebook, pos: str) -> bool:
    """Whether the sentence has all words of a phrase that a word is in; one of a verb or an adjective begins with it."""
    phrases = codebook.within if pos == "noun" else codebook.phrases[pos]
    for form in tree.forms[i]:
        if form in phrases and any(all_forms(tree).issuperset(parts) for _, parts in phrases[form]):
            return True
    return False


def _phrases(tree: Tree, i: int, codebook: Codebook, pos: str) -> Iterator[Printed]:
    phrases = codebook.phrases[pos]
    sequence = _group(tree, i, 2) if pos == "noun" else [i, *_satellites(tree, i)]
    at = sequence.index(i)
    for start in range(at + 1):
        for form in tree.forms[sequence[start]]:
            for lemma, parts in phrases.get(form, ()):
                words = _met(tree, parts, sequence[start:]) if all_forms(tree).issuperset(parts) else ()
                if i in words and not any(_is_beyond(tree, w, words) for w in words):
                    yield lemma, words


@per_tree
def all_forms(tree: Tree) -> frozenset[str]:
    """The words of a sentence in all their forms: a phrase with a word that is none of them is not met."""
    return frozenset([form for forms in tree.forms for form in forms])


def _is_beyond(tree: Tree, i: int, words: tuple[int, ...]) -> bool:
    """Whether a noun hangs from one that is no part of the phrase, by a preposition that is none either, and is not counted
    by it: "concern about support"; or only tells when: "made during a visit", "taken by guards in May" (no "taken in"); or
    a preposition belongs to what hangs from another noun: "flown to a town in Iraq" (no "flown in").
    """
    over = tree.words[i].head
    if tree.relation(i) == "case" and over not in words and (is_temporal(tree, over) or _is_deep(tree, over, words)):
        return True
    hangs = over >= 0 and over not in words and tree.is_noun(i) and tree.relation(i) == "nmod" and tree.is_noun(over)
    led = any(c in words for c in tree.under(i, "case"))
    if over in words and tree.relation(i) == "obl" and tree.case(i) in APART and not led:
        return True
    return hangs and not led and tree.case(i) != "of" and any(w < over < i for w in words)


def _is_deep(tree: Tree, i: int, words: tuple[int, ...]) -> bool:
    """Whether a noun hangs from an oblique that is no part of the phrase."""
    over = tree.words[i].head
    return tree.relation(i) == "nmod" and over not in words and tree.relation(over) == "obl"


def _met(tree: Tree, parts: Sequence[str], sequence: Sequence[int]) -> tuple[int, ...]:
    """The words of the sequence that are the parts in their order, or none."""
    words: list[int] = []
    for word in sequence:
        if parts[len(words)] in tree.forms[word]:
            words.append(word)
            if len(words) == len(parts):
                return tuple(words)
    return ()


def _satellites(tree: Tree, i: int) -> list[int]:
    """What follows a verb or adjective closely: particle, adverbs, objects and obliques; a passive's subject comes first."""
    undergone = [w for c in tree.under(i, "nsubj:pass") for w in _group(tree, c, 1)]
    after = [w for c in tree.under(i, *CLOSE) if c > i for w in _group(tree, c, 1)]
    return [*undergone, *sorted(after)]


def _group(tree: Tree, head: int, depth: int) -> list[int]:
    """A word with what modifies it closely: prepositions, adjectives and compounds, and its own noun modifiers."""
    found = [head]
    if not tree.is_verb(head):
        found += [c for c in tree.under(head, "advmod") if tree.base(c) == "not"]
        for child in tree.under(head, *MODIFIERS):
            found += [child, *(c for c in tree.children[child] if tree.relation(c) in ("fixed", "compound", "conj"))]
        for child in tree.under(head, "nmod", "obl") if depth else ():
            found += _group(tree, child, depth - 1)
    return sorted(found)
