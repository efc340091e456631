"""Where a report quotes: spans between quotation marks, straight or curly, over as many sentences as the marks enclose.

Curly single marks count where no double ones are open; the closing one is told from an apostrophe by what stands around it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from khabar.records import Segment, Span

OPENING, CLOSING, STRAIGHT = "“„«", "”»", '"'
SINGLE = re.compile(r"(?<!\w)‘(?=\w)([^‘“”\n]{2,400}?[\w.,!?…])’(?!\w)")
PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
MARK = re.compile(f"[{OPENING}{CLOSING}{STRAIGHT}]")


def find_quotes(text: str, segments: Sequence[Segment]) -> tuple[Span, ...]:
    """The quoted spans of a report, marks outside. A quotation left open runs on only if the next paragraph opens again."""
    double = tuple(quote for segment in segments for quote in _in_segment(text, segment.start, segment.end))
    return tuple(sorted((*double, *_singles(text, segments, double)), key=lambda q: q.start))


def _singles(text: str, segments: Sequence[Segment], double: Sequence[Span]) -> Iterator[Span]:
    """What stands between curly single marks outside double ones."""
    for segment in segments:
        for found in SINGLE.finditer(text, segment.start, segment.end):
            n = bisect_right(double, found.start(), key=lambda q: q.start) - 1
            if n < 0 or double[n].end <= found.start():
                yield Span(found.start(1), found.end(1))


def _in_segment(text: str, start: int, end: int) -> Iterator[Span]:
    opened: int | None = None
    for first, last in _paragraphs(text, start, end):
        if opened is not None and not _opens(text, first):
            opened = None
        for mark in MARK.finditer(text, first, last):
            at, char = mark.start(), mark.group()
            if opened is None:
                if char not in CLOSING:
                    opened = at + 1
            elif char not in OPENING and at > opened and not (at == first and char in STRAIGHT):
                yield Span(opened, at)
                opened = None


def _opens(text: str, at: int) -> bool:
    return at < len(text) and text[at] in OPENING + STRAIGHT


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for gap in PARAGRAPH.finditer(text, start, end):
        yield at, gap.start()
        at = gap.end()
    yield at, end
