"""Quotations that a lead-in announces: "The minister said:" and, after the colon or in the next paragraph, the marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from khabar.claims.attribution.leadins import Introduction, introduction, said_last
from khabar.claims.attribution.sources import source_span
from khabar.claims.attribution.verbs import cue_span, verb_cue
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View, coverage
from khabar.records import Span

GAP = 12
# How far a sentence begins after a quotation: a mark and a space.
CLOSING = 2
POINTING = re.compile(
    r"(?:this|these|the following|following|the (?:claims?|allegations?|accusations?|charges?|reports?))\b", re.I
)


def announced(view: View, found: Sequence[Draft]) -> Iterator[Draft]:
    """An attribution for each quotation that nobody is yet the source of and that the sentence before it leads in to."""
    covered = coverage(found)
    for quote in view.quotes:
        lead = view.tree_before(quote.start - 1)
        if not covered.at(quote.start) and (tag := _tag_after(view, quote)) is not None:
            yield tag
            continue
        if lead is None or covered.at(quote.start) or not _is_next(view.report.text, lead, quote):
            continue
        source, head, cue = _lead_in(lead, view.report.text[lead.parse.start : quote.start - 1].rstrip()) or NOBODY
        if source is not None and cue is not None:
            yield Draft(lead.parse.sentence, source, head, cue, (quote,), quotation="direct")


def _tag_after(view: View, quote: Span) -> Draft | None:
    """The quotation as that of who a bare tag in the sentence after its stop names: "“It fell.” The mayor said, adding …"."""
    tree = view.tree_at(quote.end + CLOSING)
    if tree is None or not 0 < tree.parse.start - quote.end <= CLOSING:
        return None
    verb = next((i for i, w in enumerate(tree.words) if w.head < 0), 0)
    found = verb_cue(tree, verb) if tree.is_verb(verb) else None
    head = tree.first(verb, "nsubj")
    bare = tree.words[verb + 1 : verb + 2] and tree.words[verb + 1].text in (",", ".")
    if found is None or not found.allows("tag") or head is None or not bare or max(tree.subtree(head)) + 1 != verb:
        return None
    if min(tree.subtree(head)) > 0:
        return None
    source = source_span(tree, head)
    return Draft(tree.parse.sentence, source, head, cue_span(tree, verb, found), (quote,), quotation="direct")


def _is_next(text: str, lead: Tree, quote: Span) -> bool:
    """Whether a quotation follows a sentence with no words between them."""
    between = text[lead.parse.end : quote.start]
    return len(between) <= GAP and not any(c.isalnum() for c in between)


NOBODY = (None, None, None)


def _lead_in(lead: Tree, words: str) -> Introduction | None:
    """What a sentence tells of the quotation after it, where it ends in a colon or in "…, he stated,"."""
    if words.endswith(":"):
        return introduction(lead)
    return said_last(lead) if words.endswith(",") else None


def without_pointers(view: View, found: Sequence[Draft], voices: Sequence[Draft]) -> list[Draft]:
    """Drafts without those that only point to what is quoted after them: "denied these allegations: “…”"."""
    cues = {(d.source, d.cue) for d in voices if d.cue is not None and d.source is not None}
    return [d for d in found if (d.source, d.cue) not in cues or not _points(view, d)]


def _points(view: View, draft: Draft) -> bool:
    return POINTING.match(view.report.text, draft.content[0].start) is not None
