"""The record of a deed, and the span of text that shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.claims.tree import Tree
from khabar.codebook import Predicate
from khabar.frozen import record
from khabar.records import Span

TRIGGER_REACH = 40


@record(frozen=True, slots=True)
class Deed:
    """A predicate that fits the codebook: its words, its line, and the heads that fill its roles.

    ``word`` is the predicate and ``anchor`` the word whose clause tells whether it happened: the light verb, if there is
    one. ``words`` are all that make up the predicate's entry in the codebook ("take", "control").
    """

    tree: Tree
    word: int
    anchor: int
    words: tuple[int, ...]
    trigger: Span
    line: Predicate
    roles: Mapping[str, tuple[int, ...]]

    @property
    def is_speech(self) -> bool:
        """Whether it is a noun for an act of speech: a request, a criticism, a threat."""
        return self.line.register == "statements" and not self.tree.is_verb(self.word)


def trigger(tree: Tree, i: int, anchor: int, words: Sequence[int]) -> Span:
    """The span of a predicate: its word, with the other words of its entry and the light verb where they stand close."""
    parts = [i, *(w for w in words if _between(tree, i, w) <= TRIGGER_REACH)]
    parts += [anchor] if min(_between(tree, p, anchor) for p in parts) <= TRIGGER_REACH else []
    return Span(min(tree.words[p].start for p in parts), max(tree.words[p].end for p in parts))


def _between(tree: Tree, a: int, b: int) -> int:
    """How many characters stand between two words."""
    return tree.words[max(a, b)].start - tree.words[min(a, b)].end
