"""Quotations that a lead-in announces: "The minister said:" and, after the colon or in the next paragraph, the marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.claims.attribution.leadins import introduction
from khabar.claims.view import Draft, View, coverage

GAP = 12


def announced(view: View, found: Sequence[Draft]) -> Iterator[Draft]:
    """An attribution for each quotation that nobody is yet the source of and a sentence ending in a colon leads in to."""
    covered = coverage(found)
    for quote in view.quotes:
        lead = view.tree_before(quote.start - 1)
        if lead is None or covered.at(quote.start) or quote.start - lead.parse.end > GAP:
            continue
        if view.report.text[lead.parse.start : quote.start - 1].rstrip().endswith(":"):
            source, head, cue = introduction(lead)
            if source is not None:
                yield Draft(lead.parse.sentence, source, head, cue, (quote,), quotation="direct")
