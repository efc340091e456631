"""Lines to paragraphs: by the gap above a line, its indentation, its size, and how full the line before it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from khabar.ingest.documents.pdf.lines import Line
from khabar.ingest.paragraphs import unfinished

# In line heights: a gap that parts paragraphs, an indentation that begins one, and room left that ends one.
_GAP = 0.45
_INDENT = 0.7
_ROOM = 4.0
_OTHER_SIZE = 0.12
_HEADING_SIZE = 1.15
_LONGEST_HEADING = 200


def groups(printed: Sequence[Line], aside: Collection[int]) -> Iterator[list[int]]:
    """The numbers of the lines of each paragraph in turn, none of it both text and furniture."""
    for run in _runs(printed, aside):
        spacing = _usual_gap([printed[n] for n in run])
        group: list[int] = []
        for number in run:
            if group and _begins(printed[group[-1]], printed[number], [printed[n] for n in group], spacing):
                yield group
                group = []
            group.append(number)
        yield group


def _runs(printed: Sequence[Line], aside: Collection[int]) -> Iterator[list[int]]:
    """The lines of each column, parted where text and furniture meet."""
    for column in columns(printed, range(len(printed))):
        for _, run in groupby(column, key=lambda number: number in aside):
            yield list(run)


def columns(printed: Sequence[Line], numbers: Iterable[int]) -> Iterator[list[int]]:
    """Lines that follow one another down a page; a column ends where the next line does not lie below the last one."""
    column: list[int] = []
    for number in numbers:
        if column and not _below(printed[column[-1]], printed[number]):
            yield column
            column = []
        column.append(number)
    if column:
        yield column


def _below(above: Line, line: Line) -> bool:
    return (
        line.page == above.page and line.top > above.top and min(above.right, line.right) > max(above.left, line.left)
    )


def _usual_gap(run: Sequence[Line]) -> float:
    gaps = [below.top - above.bottom for above, below in pairwise(run)]
    return median(gaps) if gaps else 0.0


def _begins(before: Line, line: Line, group: Sequence[Line], spacing: float) -> bool:
    """Whether a paragraph begins with a line."""
    if abs(line.size - before.size) > _OTHER_SIZE * before.size:
        return True
    if line.top - before.bottom - spacing > _GAP * line.size:
        return True
    left = min(one.left for one in group[1:]) if len(group) > 1 else None
    if left is not None and line.left - left > _INDENT * line.size:
        return True
    full = max(one.right for one in group)
    return full - before.right > _ROOM * line.size and not unfinished(before.text)


def is_heading(group: Sequence[Line], size: float) -> bool:
    """Whether a paragraph stands in larger letters than the text and is no sentence."""
    text = " ".join(line.text for line in group)
    return group[0].size > _HEADING_SIZE * size and len(text) <= _LONGEST_HEADING and unfinished(text)


def usual_size(printed: Sequence[Line]) -> float:
    """The height of most letters of a document."""
    return median(size for line in printed for size in [line.size] * max(1, len(line.text) // 10))
