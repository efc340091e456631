"""Whole segments in another's voice: block quotations with their lead-ins, editors' notes, and reports that are excerpts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from khabar import vocab
from khabar.claims.attribution.leadins import introduction
from khabar.claims.attribution.levels import kind_of
from khabar.claims.attribution.sources import source_span
from khabar.claims.statements import points_ahead
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View
from khabar.records import Segment, Span

LABEL = re.compile(
    r"\W{0,4}(editor['’]?s?['’]? note|note from the editors?|correction|clarification|update)\b", re.IGNORECASE
)
TOLD = ("body", "block_quote", "list", "caption")
OUTERMOST = -9


def passages(view: View) -> Iterator[Draft]:
    """One attribution for each run of block quotations, each editor's note, and each note that names where a report is from."""
    for segment in view.segments:
        if segment.kind == "block_quote":
            yield _block(view, segment)
        elif segment.kind == "editor_note":
            yield from _note(view, segment)


def _block(view: View, segment: Segment) -> Draft:
    lead = _before(view, segment)
    source, head, cue = introduction(lead) if lead is not None else (None, None, None)
    kind = kind_of(lead, head) if lead is not None and head is not None else "document"
    return Draft(-1 - segment.segment, source, head, cue, (_span(view, segment),), quotation="block", kind=kind)


def _before(view: View, segment: Segment) -> Tree | None:
    """The sentence that leads in to a block: the one right before it, where it points ahead."""
    lead = view.tree_before(segment.start)
    if lead is None or not points_ahead(view.report.text[lead.parse.start : segment.start].rstrip("> \n\t*_")):
        return None
    return lead


def _note(view: View, segment: Segment) -> Iterator[Draft]:
    label = LABEL.match(view.report.text, segment.start, segment.end)
    if label is not None:
        source = Span(label.start(1), label.end(1))
        yield Draft(-1 - segment.segment, source, None, None, (_span(view, segment),), quotation="block", kind="role")
        return
    tree = view.tree_at(segment.start)
    origin = _origin(tree) if tree is not None else None
    told = tuple(_span(view, s) for s in view.segments if s.kind in TOLD)
    if tree is not None and origin is not None and told:
        verb, head = origin
        cue = Span(tree.words[verb].start, tree.words[verb].end)
        kind = kind_of(tree, head)
        sentence = -1 - segment.segment
        yield Draft(sentence, source_span(tree, head), head, cue, told, quotation="free", kind=kind, depth=OUTERMOST)


def _origin(tree: Tree) -> tuple[int, int] | None:
    """The verb that tells how a report comes from elsewhere ("excerpted from"), with where it comes from."""
    for i, word in enumerate(tree.words):
        if word.lemma.lower() in _derived():
            for child in tree.under(i, "obl", "nmod"):
                if tree.case(child) in ("from", "by", "in", "on", "at", "with"):
                    return i, child
    return None


@cache
def _derived() -> frozenset[str]:
    """Verbs by which a note says that a text was first published elsewhere, from ``vocab/excerpts.tsv``."""
    return frozenset(row["lemma"] for row in vocab.load("excerpts"))


def _span(view: View, segment: Segment) -> Span:
    """A segment without the white space at its ends."""
    text = view.report.text[segment.start : segment.end]
    start = segment.start + len(text) - len(text.lstrip())
    return Span(start, max(start, segment.start + len(text.rstrip())))
