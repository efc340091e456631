"""Where a report quotes: spans between quotation marks, straight or curly, over as many sentences as the marks enclose.

Curly single marks count where no double ones are open; the closing one is told from an apostrophe by what stands around it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from khabar.claims.paragraphs import paragraphs
from khabar.records import Segment, Span

OPENING, CLOSING, STRAIGHT = "“„«", "”»", '"'
SINGLE = re.compile(r"(?<!\w)‘(?=\w)([^‘“”\n]{2,400}?[\w.,!?…])’(?!\w)")
# A straight mark may stand twice, as tables escape it.
MARK = re.compile(f"[{OPENING}{CLOSING}]|{STRAIGHT}{{1,2}}")


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
    opened: re.Match[str] | None = None
    for part in paragraphs(text, start, end):
        first, last = _unescaped(text, part)
        if opened is not None and not _opens(text, first):
            opened = None
        for mark in MARK.finditer(text, first, last):
            if opened is None:
                opened = mark if mark.group() not in CLOSING else None
            elif _closes(opened, mark, first):
                yield Span(opened.end(), mark.start())
                opened = None


def _unescaped(text: str, part: Span) -> tuple[int, int]:
    """Where a paragraph begins and ends, without the marks that a table put round it when it doubled those within."""
    cell = text[part.start : part.end].rstrip()
    escaped = len(cell) > 2 and cell[0] == cell[-1] == STRAIGHT and STRAIGHT * 2 in cell[1:-1]
    return (part.start + 1, part.start + len(cell) - 1) if escaped else (part.start, part.end)


def _closes(opened: re.Match[str], mark: re.Match[str], first: int) -> bool:
    """Whether a mark ends a quotation: no straight one that opens a paragraph again, and doubled only if it was doubled."""
    char, straight = mark.group(), mark.group()[0] in STRAIGHT
    alike = not straight or opened.group()[0] not in STRAIGHT or len(opened.group()) == len(char)
    again = straight and mark.start() == first
    return char not in OPENING and mark.start() > opened.end() and alike and not again


def _opens(text: str, at: int) -> bool:
    return at < len(text) and text[at] in OPENING + STRAIGHT
