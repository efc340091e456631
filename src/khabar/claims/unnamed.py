"""Words that tell only that or why somebody stays unnamed: "asked not to be named because he feared arrest".

The phrases are those of ``vocab/anonymity.tsv``: ``terms`` tell it by themselves, a ``reason`` beside such, and so does a
``leave`` that is lacking, or with a verb of saying after it ("was not authorised to | speak to the press").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from khabar import vocab
from khabar.claims.cues import cue
from khabar.claims.tree import Tree, per_tree

TERMS, LEAVE = "terms", "leave"
NAMES = ("name", "names", "identity", "identities")
WHY = ("because", "as", "since", "for")
# What of a clause need not belong to what it tells.
BESIDE = ("nsubj", "nsubj:pass", "conj", "cc", "parataxis", "ccomp")


@per_tree
def grounds(tree: Tree) -> Sequence[range]:
    """The words of each phrase that tells on what terms somebody speaks, in order."""
    if tree.said.isdisjoint(_phrases()[0]):
        return ()
    found = [(kind, range(i, end)) for i in range(len(tree)) for kind, end in _phrase(tree, i)]
    told = any(kind == TERMS for kind, _ in found)
    return tuple(phrase for kind, phrase in found if told or (kind == LEAVE and _is_of_saying(tree, phrase.stop)))


@per_tree
def withheld(tree: Tree) -> frozenset[int]:
    """The words that tell that somebody stays unnamed, and why."""
    kept = () if tree.said.isdisjoint(NAMES) else [i for i, _ in tree.verbs if is_name_withheld(tree, i)]
    told = {w for phrase in grounds(tree) for w in _told(tree, phrase)}
    return frozenset(told.union(*(tree.subtree(clause) for clause in kept)))


def is_name_withheld(tree: Tree, clause: int) -> bool:
    """Whether it is told or asked that a name be kept back: "that their names not be used", "whose name is withheld"."""
    kept = tree.first(clause, "nsubj:pass")
    if kept is None or tree.base(kept) not in ("name", "identity"):
        return False
    hidden = tree.base(clause) in ("withhold", "protect", "conceal", "hide")
    return hidden or any(tree.printed(n) == "not" for n in tree.under(clause, "advmod"))


def _is_of_saying(tree: Tree, i: int) -> bool:
    return i < len(tree) and (cue(tree.base(i), "withheld") is not None or cue(tree.base(i), "verb") is not None)


def _told(tree: Tree, phrase: range) -> set[int]:
    """What a phrase and the clause about it tell; of a verb of saying only the phrase and the reason after it."""
    top = next(w for w in phrase if tree.words[w].head not in phrase)
    verb = next((w for w in (top, *tree.ancestors(top)) if tree.is_verb(w)), top)
    if verb in phrase or cue(tree.base(verb), "verb") is None:
        return {*phrase, *tree.subtree(verb, without=BESIDE)}
    whys = [c for c in tree.under(verb, "advcl") if any(tree.printed(m) in WHY for m in tree.under(c, "mark"))]
    after = [c for c in whys if 0 <= min(tree.subtree(c)) - phrase.stop <= 1]
    return {*phrase, *tree.subtree(top), *(w for c in after for w in tree.subtree(c))}


def _phrase(tree: Tree, start: int) -> list[tuple[str, int]]:
    """The kind of the longest phrase that begins at a word, with the index after it, if any does."""
    for words, kind in _phrases()[1].get(tree.printed(start), ()):
        end = start + len(words)
        if words == tuple([form[-1] for form in tree.forms[start:end]]):
            return [(kind, end)]
    return []


@cache
def _phrases() -> tuple[frozenset[str], dict[str, list[tuple[tuple[str, ...], str]]]]:
    """A word of each phrase without which it is not there, the last of its longest; and the phrases by their first word."""
    rows = [(tuple(row["phrase"].split()), row["kind"]) for row in vocab.load("anonymity")]
    signs = frozenset(max(reversed(words), key=len) for words, _ in rows)
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, kind in sorted(rows, key=lambda row: -len(row[0])):
        found.setdefault(words[0], []).append((words, kind))
    return signs, found
