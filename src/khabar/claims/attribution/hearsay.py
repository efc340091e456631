"""Adverbs and adjectives that mark hearsay without naming anybody: "reportedly", "the alleged attack"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.claims.attribution.deeds import tells_deed
from khabar.claims.attribution.drafting import draft_of
from khabar.claims.cues import Cue, cue
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View, span_of
from khabar.records import Span, Word


def find(tree: Tree, view: View) -> Iterator[Draft]:
    """The attributions that adverbs and adjectives of one sentence make; what they govern is the content."""
    for i, word in enumerate(tree.words):
        found = _hearsay(word) if word.upos == "ADV" or word.deprel == "amod" else None
        governor = word.head
        if found is None or governor < 0:
            continue
        if found.pos == "adjective" and not tells_deed(tree, governor, view):
            continue
        opening = [*tree.under(governor, "case", "mark"), *(c for c in tree.under(governor, "cc") if c < governor)]
        words = [w for w in tree.subtree(governor, without=_loose(found)) if w not in opening]
        if content := span_of(tree, words, frozenset(tree.subtree(i))):
            yield draft_of(tree, found, Span(word.start, word.end), content, None)


def _loose(found: Cue) -> tuple[str, ...]:
    return ("acl:relcl", "det", "case", "nmod:poss") if found.pos == "adjective" else ()


def _hearsay(word: Word) -> Cue | None:
    return cue(word.text.lower(), "adverb" if word.upos == "ADV" else "adjective")
