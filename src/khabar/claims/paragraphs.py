"""Where paragraphs begin and end in a stretch of a report: at blank lines, and at line ends where lines are not wrapped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from khabar.records import Span

BLANK = re.compile(r"\n[^\S\n]*\n")
# A line that ends as a paragraph does, before one that begins as a paragraph does.
LINE = re.compile(r"\n[^\S\n]*\n|(?<=[.!?:;…”’\"')\]])[^\S\n]*\n(?=[^\S\n]*\S)")
# How a line ends that goes on in the next.
GOES_ON = re.compile(r"[\w,;-]")


def paragraphs(text: str, start: int, end: int) -> list[Span]:
    """The paragraphs between two offsets of a text, in order, gaps between them left out; empty ones are kept."""
    gap = BLANK if _is_wrapped(text[start:end].split("\n")) else LINE
    found, at = [], start
    for match in gap.finditer(text, start, end):
        found.append(Span(at, match.start()))
        at = match.end()
    return [*found, Span(at, end)]


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether some line goes on in the next."""
    return any(
        "a" <= after.lstrip()[:1] <= "z" and GOES_ON.match(line.rstrip()[-1:]) for line, after in pairwise(lines)
    )
