"""The verbs of saying of a sentence that is being mended."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.claims.cues import allowing, cue
from khabar.claims.tree import Tree, per_tree
from khabar.records import Word

# Prepositions that lead in what made somebody act, and not where something was said.
OCCASIONS = ("following", "amid", "amidst", "despite", "over", "given", "because of", "due to", "from", "without")
# The classes of those who can say something, and of what is written.
SPEAKING = frozenset({"actor", "document"})
FINITE = ("VBD", "VBZ", "VBP", "VBN")


@per_tree
def tags(tree: Tree) -> Sequence[tuple[int, Word]]:
    """The finite verbs by which speech can be tagged, in order."""
    spoken = allowing("verb", "tag")
    return tuple([(i, word) for i, word in tree.verbs if word.xpos in FINITE and tree.base(i) in spoken])


def is_occasion(tree: Tree, noun: int) -> bool:
    """Whether a noun tells what made somebody act or speak: "amid fears that …", "responded to reports that …"."""
    told = tree.case(noun) == "to" and cue(tree.base(noun), "noun") is not None
    return told or tree.case(noun) in OCCASIONS


def follows(tree: Tree, phrase: int, i: int) -> bool:
    """Whether a phrase begins right after a word, marks aside."""
    return next((w for w in tree.subtree(phrase) if tree.words[w].upos != "PUNCT"), None) == i + 1


def can_tag(tree: Tree, i: int) -> bool:
    """Whether a word is a finite verb by which speech can be tagged."""
    return tree.tag(i) in FINITE and speaks(tree, i)


def speaks(tree: Tree, i: int) -> bool:
    """Whether a word is a verb by which speech can be tagged."""
    return tree.is_verb(i) and tree.base(i) in allowing("verb", "tag")
