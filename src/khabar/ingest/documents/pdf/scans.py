"""Pages that are pictures of words: drawn, and given to the recogniser where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from statistics import median

import pypdfium2

from khabar.frozen import record
from khabar.ingest import alive, recogniser
from khabar.ingest.documents.pdf.lines import Line, Sheet
from khabar.ingest.limits import Limits
from khabar.ingest.recogniser import Picture, Recognised

_DOTS_AN_INCH = 300
_POINTS_AN_INCH = 72
# No page is drawn larger, whatever it says of its size.
_LONGEST_SIDE = 6_000
# Letters whose height differs by less than this share are of one size: a line without an ascender looks smaller.
_SAME_SIZE = 0.35


@record(frozen=True, slots=True)
class Filled:
    """The pages of a document with the words that were recognised, which pages those were, and how surely on the whole.

    ``passed_over`` are the pages for which the limit left no time.
    """

    sheets: tuple[Sheet, ...]
    recognised: tuple[int, ...] = ()
    passed_over: tuple[int, ...] = ()
    sureness: float = 0.0


def wanting(sheets: Sequence[Sheet]) -> tuple[int, ...]:
    """The numbers of the pages without words that may show some; a page that shows nothing is blank unless all are."""
    blank = not any(sheet.lines for sheet in sheets)
    return tuple(sheet.number for sheet in sheets if not sheet.lines and (sheet.pictures or blank))


def filled(data: bytes, sheets: tuple[Sheet, ...], limits: Limits) -> Filled:
    """The pages with the words of those that are pictures, up to the limit; as they were where there is no recogniser."""
    wanted = wanting(sheets)
    if not wanted or recogniser.program() is None:
        return Filled(sheets)
    found: dict[int, Sheet] = {}
    sureness: list[float] = []
    with closing(pypdfium2.PdfDocument(data)) as document:
        for number in wanted[: limits.ocr_pages]:
            sheet, sure = _recognised(document, sheets[number - 1], limits)
            found[number] = sheet
            sureness += sure
            alive.still()
    read = tuple(number for number, sheet in found.items() if sheet.lines)
    together = tuple(found.get(sheet.number, sheet) for sheet in sheets)
    return Filled(together, read, wanted[limits.ocr_pages :], sum(sureness) / len(sureness) if sureness else 0.0)


def _recognised(document: pypdfium2.PdfDocument, sheet: Sheet, limits: Limits) -> tuple[Sheet, list[float]]:
    scale = min(_DOTS_AN_INCH / _POINTS_AN_INCH, _LONGEST_SIDE / max(sheet.width, sheet.height, 1.0))
    picture = _drawn(document, sheet.number, scale)
    lines = recogniser.recognised(picture, round(scale * _POINTS_AN_INCH), limits.wall)
    sizes = _sizes(lines)
    placed = tuple(_line(line, sheet.number, scale, size) for line, size in zip(lines, sizes, strict=True))
    return replace(sheet, lines=placed), [line.sureness for line in lines]


def _drawn(document: pypdfium2.PdfDocument, number: int, scale: float) -> Picture:
    with closing(document[number - 1]) as page, closing(page.render(scale=scale, grayscale=True)) as bitmap:
        held, stride = bytes(bitmap.buffer), bitmap.stride
        rows = (held[start : start + bitmap.width] for start in range(0, stride * bitmap.height, stride))
        return Picture(bitmap.width, bitmap.height, b"".join(rows))


def _sizes(lines: Sequence[Recognised]) -> list[float]:
    """The height of each line's letters in dots, that of most lines where they are about as high."""
    heights = [line.bottom - line.top for line in lines]
    usual = median(heights) if heights else 0.0
    return [usual if abs(height - usual) <= _SAME_SIZE * usual else float(height) for height in heights]


def _line(line: Recognised, page: int, scale: float, size: float) -> Line:
    left, top, right, bottom = (value / scale for value in (line.left, line.top, line.right, line.bottom))
    return Line(line.text, page, left, top, right, bottom, size / scale)
