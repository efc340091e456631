"""The verbs of saying of a sentence that is being mended."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.claims.cues import cue
from khabar.claims.tree import Tree
from khabar.records import Word

# Prepositions that lead in what made somebody act, and not where something was said.
OCCASIONS = ("following", "amid", "amidst", "despite", "over", "given", "because of", "due to", "from", "without")
FINITE = ("VBD", "VBZ", "VBP", "VBN")


def tags(tree: Tree) -> Iterator[tuple[int, Word]]:
    """The finite verbs by which speech can be tagged, in order."""
    return ((i, word) for i, word in tree.verbs if can_tag(tree, i))


def follows(tree: Tree, phrase: int, i: int) -> bool:
    """Whether a phrase begins right after a word, marks aside."""
    return next((w for w in tree.subtree(phrase) if tree.words[w].upos != "PUNCT"), None) == i + 1


def can_tag(tree: Tree, i: int) -> bool:
    """Whether a word is a finite verb by which speech can be tagged."""
    return tree.tag(i) in FINITE and speaks(tree, i)


def speaks(tree: Tree, i: int) -> bool:
    """Whether a word is a verb by which speech can be tagged."""
    found = cue(tree.forms[i][0], "verb") if tree.is_verb(i) else None
    return found is not None and found.allows("tag")
