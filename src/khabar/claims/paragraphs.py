"""Where paragraphs begin and end in a stretch of a report: at blank lines, and at line ends where lines are not wrapped."""

from __future__ import annotations

import re

from khabar.records import Span

BLANK = re.compile(r"\n[^\S\n]*\n")
# A line that ends as a paragraph does, before one that begins as a paragraph does.
LINE = re.compile(r"\n[^\S\n]*\n|(?<=[.!?:;…”’\"')\]])[^\S\n]*\n(?=[^\S\n]*\S)")
WRAPPED = re.compile(r"[\w,;-][^\S\n]*\n[^\S\n]*[a-z]")


def paragraphs(text: str, start: int, end: int) -> list[Span]:
    """The paragraphs between two offsets of a text, in order, gaps between them left out; empty ones are kept."""
    gap = BLANK if WRAPPED.search(text, start, end) else LINE
    found, at = [], start
    for match in gap.finditer(text, start, end):
        found.append(Span(at, match.start()))
        at = match.end()
    return [*found, Span(at, end)]
