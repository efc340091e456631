"""What is printed around the text of each page: running heads, page numbers, notes at the foot, unseen words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from khabar.ingest.documents.pdf.grouping import columns, usual_size
from khabar.ingest.documents.pdf.lines import Line, Sheet
from khabar.ingest.page_breaks import is_running_head

_DIGITS = re.compile(r"\d+|\b[ivxlc]{1,7}\b", re.I)
_NOTE_MARK = re.compile(r"\[?\d{1,3}[\].)]?\s?[^\W\d]|[*†‡§]")
# The share of the page at its upper and lower edge where running heads stand.
_EDGE = 0.12
# A note's letters against those of the text.
_SMALLER = 0.93


def found(sheets: Sequence[Sheet]) -> frozenset[int]:
    """The furniture among all lines of a document, by their numbers from 0."""
    numbered: list[tuple[Sheet, list[int]]] = []
    count = 0
    for sheet in sheets:
        numbered.append((sheet, list(range(count, count + len(sheet.lines)))))
        count += len(sheet.lines)
    printed = [line for sheet in sheets for line in sheet.lines]
    size = usual_size(printed)
    again = _repeated(sheets)
    aside: set[int] = set()
    for sheet, numbers in numbered:
        edge = {n for n in numbers if printed[n].unseen or _is_head(printed[n], sheet, again)}
        aside |= edge.union(_notes(printed, [n for n in numbers if n not in edge], size))
    return frozenset(aside)


def _is_head(line: Line, sheet: Sheet, again: frozenset[str]) -> bool:
    return _at_edge(line, sheet) and (is_running_head(line.text) or _key(line.text) in again)


def _at_edge(line: Line, sheet: Sheet) -> bool:
    return line.bottom < _EDGE * sheet.height or line.top > (1 - _EDGE) * sheet.height


def _key(text: str) -> str:
    """A line without its numbers: what stays the same from page to page."""
    return _DIGITS.sub("#", text.casefold())


def _repeated(sheets: Sequence[Sheet]) -> frozenset[str]:
    """The lines at the edges of pages that return on a third of them, on two at least; even and odd pages may differ."""
    seen = Counter(key for sheet in sheets for key in {_key(x.text) for x in sheet.lines if _at_edge(x, sheet)})
    return frozenset(key for key, times in seen.items() if times >= max(2, len(sheets) / 3))


def _notes(printed: Sequence[Line], numbers: Sequence[int], size: float) -> Iterator[int]:
    """The lines of the notes at the foot of each column of a page: the small ones at its end, from a note's mark on."""
    for column in columns(printed, numbers):
        small = list(takewhile(lambda n: printed[n].size < _SMALLER * size, reversed(column)))
        while small and not _NOTE_MARK.match(printed[small[-1]].text):
            small.pop()
        yield from small
