"""Sentences that only tell on what terms somebody spoke: "The officials spoke on condition of anonymity".

They say nothing themselves; their content is that of the attribution before them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.claims import unnamed
from khabar.claims.attribution.sources import can_speak, source_span
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View
from khabar.records import Span

REACH = 3


def grounds(view: View, found: Sequence[Draft]) -> Iterator[Draft]:
    """An attribution for each sentence that tells on what terms the last speaker spoke."""
    for tree in view.trees:
        terms = next(iter(unnamed.grounds(tree)), None)
        speaker = _speaker(tree, terms[-1]) if terms else None
        if terms is None or speaker is None:
            continue
        verb, head = speaker
        cue = Span(tree.words[min(verb, terms[0])].start, tree.words[terms[-1]].end)
        earlier = _before(found, tree, cue)
        if earlier is not None:
            content = earlier.content
            yield Draft(
                tree.parse.sentence, source_span(tree, head), head, cue, content, depth=earlier.depth, held=False
            )


def _speaker(tree: Tree, last: int) -> tuple[int, int] | None:
    """The sentence's main verb and subject, where the terms belong to them."""
    root = next((i for i, w in enumerate(tree.words) if w.head < 0), None)
    if root is None or root > last:
        return None
    subject = tree.first(root, "nsubj")
    return (root, subject) if subject is not None and can_speak(tree, subject) else None


def _before(found: Sequence[Draft], tree: Tree, cue: Span) -> Draft | None:
    """The last attribution to somebody in the sentences before, or what the same sentence says already."""
    near = [d for d in found if 0 <= tree.parse.sentence - d.sentence <= REACH and d.head is not None and d.held]
    if any(d.sentence == tree.parse.sentence for d in near):
        return None
    earlier = [d for d in near if d.content[0].start < cue.start]
    return max(earlier, key=lambda d: (d.sentence, d.size), default=None)
