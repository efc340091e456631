"""Whole segments in another's voice: the attribution that each block quotation makes."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.claims.view import Draft, View
from khabar.records import Span


def passages(view: View) -> Iterator[Draft]:
    """One attribution for each run of block quotations, whose source the text may not name."""
    for segment in view.segments:
        if segment.kind == "block_quote":
            yield Draft(
                -1 - segment.segment,
                None,
                None,
                None,
                (Span(segment.start, segment.end),),
                quotation="block",
                kind="document",
            )
