"""Finding the words that a hand-written key points at.

A pointer is a stretch of the report with the words meant in square brackets, as in ``that [he] had``; without brackets
the whole stretch is meant. `` … `` stands for anything between. A pointer must fit exactly one place. ``@24-26 he`` names
the place by its offsets, with the words there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

ABBREVIATIONS = frozenset(
    [
        *("Gen", "Lt", "Col", "Maj", "Brig", "Capt", "Sgt", "Spc", "Mr", "Mrs", "Dr", "St", "no", "vs"),
        *("U.S", "a.m", "p.m", "Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec"),
    ]
)
Span = tuple[int, int]
_OFFSETS = re.compile(r"@(\d+)-(\d+)(?: (.*))?", re.DOTALL)


class KeyMistakeError(ValueError):
    """A line of a hand-written key that does not fit its report."""


def _pattern(words: str) -> str:
    """Spaces match any white space, and an ellipsis the shortest stretch between."""
    pieces = [r"\s+".join(re.escape(w) for w in piece.split()) for piece in words.split("…")]
    return r"[\s\S]*?".join(pieces)


def find(text: str, pointer: str, within: Span | None = None) -> Span:
    """The span that a pointer means. Raises KeyMistakeError if it fits nowhere, or more than once."""
    if offsets := _OFFSETS.fullmatch(pointer):
        return _at_offsets(text, int(offsets[1]), int(offsets[2]), offsets[3])
    spans = list(fits(text, pointer, within or (0, len(text))))
    if len(spans) != 1:
        raise KeyMistakeError(f"{pointer!r} fits {len(spans)} places")
    return spans[0]


def _at_offsets(text: str, start: int, end: int, words: str | None) -> Span:
    if not start < end <= len(text) or (words and not re.fullmatch(_pattern(words), text[start:end])):
        raise KeyMistakeError(f"{words!r} does not stand at {start}-{end}")
    return start, end


def nearest(text: str, pointer: str, within: Span, to: Span) -> Span:
    """Of the places inside a sentence that a pointer fits, the one nearest to a span."""
    spans = list(fits(text, pointer, within))
    if not spans:
        raise KeyMistakeError(f"{pointer!r} does not stand in {text[slice(*within)]!r}")
    return min(spans, key=lambda s: max(s[0] - to[1], to[0] - s[1], 0))


def fits(text: str, pointer: str, within: Span) -> Iterator[Span]:
    """Every place that a pointer fits."""
    before, meant, after = ("", pointer, "")
    if "[" in pointer:
        before, rest = pointer.split("[", 1)
        meant, after = rest.rsplit("]", 1)
    gaps = [r"\s+" if a and a[-1].isspace() else "" for a in (before, meant)]
    parts = [_pattern(before), gaps[0], f"(?P<meant>{_pattern(meant)})"]
    parts += [r"\s+" if after[:1].isspace() else "", _pattern(after)]
    regex = re.compile(r"(?<!\w)" + "".join(parts) + r"(?!\w)")
    for match in regex.finditer(text, *within):
        yield match.span("meant")


def sentences(text: str, wholes: list[str]) -> list[Span]:
    """Sentences by end marks and blank lines; ``wholes`` are pointers to sentences that a page break cuts."""
    kept = [find(text, w) for w in wholes]
    cuts = {0, len(text)} | {m.end() for m in re.finditer(r"\n\s*\n|\n(?=[A-Z0-9])", text)}
    cuts |= {m.end() for m in re.finditer(r"[.!?:][\"”’)]*\s+(?=[\"“A-Z0-9])", text) if not _abbreviated(text, m)}
    cuts = {c for c in cuts if not any(a < c < b for a, b in kept)} | {x for span in kept for x in span}
    edges = sorted(cuts)
    spans = [_trim(text, (a, b)) for a, b in pairwise(edges)]
    return [s for s in spans if s[0] < s[1]]


def _abbreviated(text: str, match: re.Match[str]) -> bool:
    words = text[max(0, match.start() - 12) : match.start()].split()
    return match[0][0] == ":" or bool(words and words[-1].lstrip("(") in ABBREVIATIONS)


def _trim(text: str, span: Span) -> Span:
    piece = text[slice(*span)]
    return span[0] + len(piece) - len(piece.lstrip()), span[1] - len(piece) + len(piece.rstrip())
