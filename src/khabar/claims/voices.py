"""Whole segments in another's voice: block quotations, marked or only announced by a lead-in that ends in a colon.

A plain-text page often loses its indentation, so that a quoted passage shows only in its lead-in ("Read on:") and in its
style. Such a passage is taken to last while its paragraphs keep a reporter's style, and to end with the first that speaks
to the reader, asks, exclaims, or takes up the thread with a discourse marker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from khabar.records import Segment, Span

PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
PERSONAL = re.compile(r"\b(?:I|me|my|mine|we|our|us|you|your|I'm|I've|let's|don't|can't|isn't)\b")
TAKES_UP = re.compile(
    r"(?:so|and|but|yet|now|well|yes|no|ok|okay|that|this|these|those|which|here|there|indeed|of course|in other words|"
    r"really|again|note|notice|recall|remember|what|why|how|who|where|when|meanwhile|clearly|obviously|apparently)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[“\"][^“”\"]{0,400}[”\"]")
LONGEST = 8
QUOTATION_MARKS = '“"„«‘'


def separate_voices(text: str, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The segments with block quotations cut out of bodies, numbered afresh; the whole text stays covered."""
    parts = [part for segment in segments for part in _parts(text, segment)]
    return tuple(replace(part, segment=n) for n, part in enumerate(parts))


def _parts(text: str, segment: Segment) -> Iterator[Segment]:
    if segment.kind != "body":
        yield segment
        return
    at = segment.start
    for block in _blocks(text, segment):
        if block.start > at:
            yield replace(segment, start=at, end=block.start)
        yield replace(segment, start=block.start, end=block.end, kind="block_quote")
        at = block.end
    if at < segment.end:
        yield replace(segment, start=at)


def _blocks(text: str, segment: Segment) -> Iterator[Span]:
    """The stretches that a lead-in announces and style bounds."""
    paragraphs = _paragraphs(text, segment)
    n = 0
    while n < len(paragraphs) - 1:
        lead, first = paragraphs[n], n + 1
        n = first
        if not _leads_in(text[lead.start : lead.end]) or text[paragraphs[first].start] in QUOTATION_MARKS:
            continue
        while n < len(paragraphs) and n - first < LONGEST and _reporting(text[paragraphs[n].start : paragraphs[n].end]):
            n += 1
        if n > first:
            yield Span(paragraphs[first].start, paragraphs[n].start if n < len(paragraphs) else segment.end)


def _paragraphs(text: str, segment: Segment) -> list[Span]:
    starts = [segment.start, *(m.end() for m in PARAGRAPH.finditer(text, segment.start, segment.end))]
    ends = [*starts[1:], segment.end]
    spans = [Span(s, s + len(text[s:e].rstrip())) for s, e in zip(starts, ends, strict=True)]
    return [s for s in spans if s.end > s.start]


def _leads_in(paragraph: str) -> bool:
    return paragraph.endswith(":") and len(paragraph.split()) > 1


def _reporting(paragraph: str) -> bool:
    """Whether a paragraph reads as reporting: nobody addressed, nothing asked or exclaimed, no thread taken up."""
    plain = QUOTED.sub("", paragraph)
    addressed = PERSONAL.search(plain) or "?" in plain or "!" in plain
    return not addressed and not TAKES_UP.match(paragraph) and not _leads_in(paragraph) and len(paragraph.split()) > 4
