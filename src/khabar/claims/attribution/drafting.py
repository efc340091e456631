"""An attribution put together from a cue and what the tree shows of its source and content."""

from __future__ import annotations

from khabar.claims.attribution.sources import source_span
from khabar.claims.cues import Cue
from khabar.claims.tree import Tree
from khabar.claims.view import Draft
from khabar.records import Span


def draft_of(
    tree: Tree, found: Cue, cue: Span, content: tuple[Span, ...], head: int | None, *, held: bool = True, depth: int = 0
) -> Draft:
    """A draft with what its cue tells; ``head`` is the source's head word, or None where the text prints no source."""
    return Draft(
        tree.parse.sentence,
        source_span(tree, head) if head is not None else None,
        head,
        cue,
        content,
        found.speech_act,
        found.factuality,
        found.stance,
        kind=None if head is not None else "anonymous",
        depth=depth,
        held=held,
    )
