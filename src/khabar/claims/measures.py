"""The word lists of measures: what nouns, verbs and adjectives make of those they are said of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from khabar import vocab
from khabar.claims.classes import noun_classes
from khabar.claims.tree import Tree

PERSONS = frozenset({"killed", "injured", "casualties", "missing", "detained", "displaced"})
FORCES = frozenset({"military", "militia"})
DESIGNATION = re.compile(r"[A-Z][A-Za-z]{0,3}-?\d")


@cache
def words(kind: str, side: str = "any") -> dict[str, str]:
    """The measure of each word of a kind: nouns, adjectives, deeds; verbs by the side on which the counted stand."""
    return {r["word"]: r["measure"] for r in vocab.kept("measures") if r["kind"] == kind and r["side"] == side}


# Endings of printed words and what may stand in their place in a list, where the lemma itself is not in it.
ENDINGS = (
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ied", "y"),
    ("ed", "e"),
    ("ed", ""),
    ("ing", "e"),
    ("ing", ""),
    ("men", "man"),
    ("ren", ""),
)


def names(tree: Tree, i: int) -> Iterator[str]:
    """The forms under which a word may stand in a list: its lemma, as printed, and without its ending."""
    lemma, printed = tree.lemma(i), tree.printed(i)
    yield lemma
    yield printed
    yield from _unended(printed, lemma.partition(" ")[2])


@lru_cache(maxsize=1 << 9)
def _unended(printed: str, particle: str) -> tuple[str, ...]:
    """A word without its ending, in all ways, with its particle."""
    found = []
    for ending, instead in ENDINGS:
        if printed.endswith(ending) and len(printed) > len(ending) + 2:
            stem = printed.removesuffix(ending)
            found.append(f"{stem}{instead} {particle}".strip())
            if not instead and stem[-1] == stem[-2]:
                found.append(f"{stem[:-1]} {particle}".strip())
    return tuple(found)


def look_up(tree: Tree, i: int, table: Mapping[str, str]) -> str | None:
    """What a table says of a word."""
    for name in names(tree, i):
        if name in table:
            return table[name]
    return None


@cache
def statuses() -> dict[str, str]:
    """Whether the people a noun names count as civilians or combatants."""
    return {row["word"]: row["status"] for row in vocab.load("populations")}


def harm_of(tree: Tree, node: int) -> str | None:
    """The harm that an adjective or participle names: dead, wounded, missing."""
    return words("adjective").get(tree.printed(node))


def measure_of(tree: Tree, noun: int) -> str | None:
    """The measure that a noun has of itself: deaths, prisoners, missiles, troops."""
    for child in tree.under(noun, "compound", "amod"):
        for name in names(tree, noun):
            if found := words("noun").get(f"{tree.base(child)} {name}"):
                return found
    for part in tree.under(noun, "nmod"):
        if found := words("noun").get(f"{tree.words[noun].lemma} {tree.case(part)} {tree.words[part].lemma}".lower()):
            return found
    if found := look_up(tree, noun, words("noun")):
        return found
    if DESIGNATION.match("".join(w.text for w in tree.words[noun : noun + 3])):
        return "weapons"
    return "troops" if classes_named(tree, noun) & FORCES else None


def classes_named(tree: Tree, noun: int) -> frozenset[str]:
    """The classes of a noun in the list of nouns."""
    return next((noun_classes()[name] for name in names(tree, noun) if name in noun_classes()), frozenset())
