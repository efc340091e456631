"""Adverbs that mark hearsay without naming anybody: "reportedly", "allegedly"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.claims.cues import cue
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View, span_of
from khabar.records import Span


def find(tree: Tree, _view: View) -> Iterator[Draft]:
    """The attributions that adverbs of one sentence make; what they govern is the content."""
    for i, word in enumerate(tree.words):
        pos = {"ADV": "adverb", "ADJ": "adjective"}.get(word.upos)
        found = cue(word.text.lower(), pos) if pos else None
        if found is None or word.head < 0:
            continue
        if content := span_of(tree, tree.subtree(word.head), frozenset(tree.subtree(i))):
            yield Draft(
                tree.parse.sentence,
                None,
                None,
                Span(word.start, word.end),
                content,
                found.speech_act,
                found.factuality,
                found.stance,
                kind="anonymous",
            )
