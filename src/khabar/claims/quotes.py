"""Where a report quotes: spans between quotation marks, straight or curly, over as many sentences as the marks enclose.

What stands around a straight mark tells whether it opens or closes, so that one mark too many or too few does not turn a
whole report inside out. A quotation within a quotation belongs to the outer one. Single marks count where no double ones
are open; the closing one is told from an apostrophe by what stands around it, a straight one by the stop before it. Those
around whole paragraphs may hold apostrophes of any kind, and run over nine paragraphs at most: hostile text is read in time
that grows with its length alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from khabar.claims.paragraphs import paragraphs
from khabar.frozen import record
from khabar.records import Segment, Span

OPENING, CLOSING, STRAIGHT = "“„«", "”»", '"'
# A mark is asked for before what stands around it: most characters are none.
SINGLE = re.compile(
    r"(?=['‘])(?:^‘(?=\w)([^‘“”\n]+(?:\n[^\S\n]*\n‘[^‘“”\n]+){0,8}[.,!?…])’[^\S\n]*$"
    r"|(?:^|(?<=:)|(?<=[,:]\s))'(?=\w)([^‘“”\"\n]{1,1000}(?:\n[^\S\n]*\n'\w[^‘“”\"\n]{1,1000}){1,8}[.,!?…])'[^\S\n]*$"
    r"|(?<!\w)‘(?=\w)([^‘“”\n]{2,400}?[\w.,!?…])’(?!\w)"
    r"|(?<![\w'\"])'(?=\w)([^“”\"\n]{2,400}?[.,!?…])'(?![\w'\"]))",
    re.MULTILINE,
)
# What every quotation between single marks begins with, and is found fast.
SINGLE_MARK = re.compile(r"['‘](?<!\w['‘])(?=\w)")
# Double marks made of two single ones.
PAIRS = {"‘‘": True, "``": True, "’’": False, "''": False}
# A straight mark may stand twice, as tables escape it.
MARK = re.compile(f"(?=[{OPENING}{CLOSING}{STRAIGHT}‘`’'])(?:[{OPENING}{CLOSING}]|{STRAIGHT}{{1,2}}|{'|'.join(PAIRS)})")
# Over how many paragraphs without a mark a quotation may run on to its closing mark.
REACH = 3
BEFORE_OPENING = "([{—–-/:"
AFTER_CLOSING = ".,;:!?)]}—–-'’…"


@record(frozen=True, slots=True)
class Mark:
    """A quotation mark, and whether it can open and close a quotation by what stands around it."""

    start: int
    end: int
    opens: bool
    closes: bool
    straight: bool

    def pairs_with(self, other: Mark) -> bool:
        """Whether two marks are of one size: doubled ones close doubled ones."""
        return not (self.straight and other.straight) or self.end - self.start == other.end - other.start


def find_quotes(text: str, segments: Sequence[Segment]) -> tuple[Span, ...]:
    """The quoted spans of a report, marks outside.

    A quotation left open runs on if the next paragraph opens again, or if one soon closes it.
    """
    double = tuple(quote for segment in segments for quote in _in_segment(text, segment.start, segment.end))
    return tuple(sorted((*double, *_singles(text, segments, double)), key=lambda q: q.start))


def _singles(text: str, segments: Sequence[Segment], double: Sequence[Span]) -> Iterator[Span]:
    """What stands between curly single marks outside double ones."""
    for segment in segments:
        if SINGLE_MARK.search(text, segment.start, segment.end) is None:
            continue
        for found in SINGLE.finditer(text, segment.start, segment.end):
            n = bisect_right(double, found.start(), key=lambda q: q.start) - 1
            if n < 0 or double[n].end <= found.start():
                yield Span(*found.span(found.lastindex or 1))


def _in_segment(text: str, start: int, end: int) -> Iterator[Span]:
    opened: Mark | None = None
    parts = paragraphs(text, start, end)
    for n, part in enumerate(parts):
        first, last = _unescaped(text, part)
        marks = [_mark(text, m, first, last) for m in MARK.finditer(text, first, last)]
        if not marks and opened is None:
            continue
        again = n + 1 < len(parts) and _opens(text, parts[n + 1].start)
        closing = _closes_later(text, parts[n + 1 : n + 1 + REACH])
        quotes, opened = _paired(marks, opened, first, runs_on=again or closing)
        opened = opened if again or (opened is not None and _begins_speech(text, opened, parts)) else None
        yield from quotes


def _closes_later(text: str, following: Sequence[Span]) -> bool:
    """Whether of some paragraphs the first with a mark has one that closes before any that opens."""
    for part in following:
        if (found := MARK.search(text, part.start, part.end)) is not None:
            mark = _mark(text, found, part.start, part.end)
            return mark.closes and not mark.opens
    return False


def _begins_speech(text: str, mark: Mark, parts: Sequence[Span]) -> bool:
    """Whether a mark opens speech that may run over paragraphs: at the start of one, or after a comma or colon."""
    before = text[max(0, mark.start - 2) : mark.start].rstrip()
    return before[-1:] in (",", ":") or any(part.start == mark.start for part in parts)


def _unescaped(text: str, part: Span) -> tuple[int, int]:
    """Where a paragraph begins and ends, without the marks that a table put round it when it doubled those within."""
    cell = text[part.start : part.end].rstrip()
    escaped = len(cell) > 2 and cell[0] == cell[-1] == STRAIGHT and STRAIGHT * 2 in cell[1:-1]
    return (part.start + 1, part.start + len(cell) - 1) if escaped else (part.start, part.end)


def _mark(text: str, found: re.Match[str], first: int, last: int) -> Mark:
    char, start, end = found.group(), found.start(), found.end()
    if char[0] not in STRAIGHT:
        opens = PAIRS.get(char, char in OPENING)
        return Mark(start, end, opens, not opens, straight=False)
    before = text[start - 1] if start > first else " "
    after = text[end] if end < last else " "
    opens = (before.isspace() or before in BEFORE_OPENING) and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in AFTER_CLOSING)
    return Mark(start, end, opens or not closes, closes or not opens, straight=True)


def _paired(
    marks: Sequence[Mark], carried: Mark | None, first: int, *, runs_on: bool
) -> tuple[list[Span], Mark | None]:
    """The quotations of a paragraph, and the mark that stays open for the next; ``carried`` is the one from before.

    A mark that nothing closes is passed over, and what follows it is read as if it were not there.
    """
    again = carried is not None and bool(marks) and marks[0].start == first
    waiting = [carried] if carried is not None else []
    found: list[Span] = []
    for n in range(int(again), len(marks)):
        mark = marks[n]
        if not waiting:
            waiting = [mark] if mark.opens or _is_opening_misplaced(marks, n) else []
        elif mark.opens and not mark.closes:
            waiting.append(mark)
        elif mark.pairs_with(waiting[-1]) and mark.start > waiting[-1].end:
            found.append(Span(waiting.pop().end, mark.start))
        elif mark.end - mark.start > 1 and len(waiting) > 1:
            # A quotation within another ends where that ends, and a doubled mark closes both.
            waiting.pop()
            found.append(Span(waiting.pop().end, mark.start))
    outermost = waiting[0] if waiting and runs_on else None
    before = [q for q in found if outermost is None or q.end < outermost.start]
    return _not_nested(before), outermost


def _not_nested(found: Sequence[Span]) -> list[Span]:
    """Quotations that stand in no other one, in text order."""
    kept: list[Span] = []
    for quote in sorted(found, key=lambda q: (q.start, -q.end)):
        if not kept or quote.start >= kept[-1].end:
            kept.append(quote)
    return kept


def _is_opening_misplaced(marks: Sequence[Mark], n: int) -> bool:
    """Whether a straight mark that looks like a closing one opens, since the next one closes too: 'schools," For …'."""
    both = marks[n : n + 2]
    return len(both) == 2 and all(m.straight and m.closes and not m.opens for m in both)


def _opens(text: str, at: int) -> bool:
    return at < len(text) and text[at] in OPENING + STRAIGHT
