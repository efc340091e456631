"""A quotation after a colon without a verb of saying: "X gave a bleak assessment: “ … ”"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.claims.arguments.verbs import subjects
from khabar.claims.attribution.sources import source_span
from khabar.claims.cues import cue
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View
from khabar.records import Span


def find(tree: Tree, view: View) -> Iterator[Draft]:
    """The attribution that a colon before a quotation makes; the subject of the clause before it speaks."""
    for i in range(1, len(tree) - 1) if ":" in tree.said else ():
        if tree.words[i].text != ":" or cue(tree.base(i - 1), "verb") is not None:
            continue
        after = tree.words[i].end
        opening = next((q for q in view.quotes_in(after, after + 4) if q.start > after), None)
        speaker = _speaker(tree, i) if opening else None
        if opening is None or speaker is None:
            continue
        verb, head = speaker
        verb_span = Span(tree.words[verb].start, tree.words[verb].end)
        yield Draft(tree.parse.sentence, source_span(tree, head), head, verb_span, (opening,), quotation="direct")


def _speaker(tree: Tree, colon: int) -> tuple[int, int] | None:
    """The main verb before the colon, with its subject."""
    for i in range(colon):
        if tree.is_verb(i) and tree.relation(i) in ("root", "parataxis", "conj"):
            found = subjects(tree, i)
            if found and found[0] < colon:
                return i, found[0]
    return None
