"""The lines of a PDF as they are printed: words, box and size, in the order of the page's content."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from khabar.errors import ReportError
from khabar.frozen import record

MOST_PAGES = 5_000
# pdfium's sign for a hyphen at a line's end, where it takes the line break out.
_LINE_END_HYPHENS = ("\ufffe", "\x02")
_INVISIBLE = 3


@record(frozen=True, slots=True)
class Line:
    """A printed line. Its box is in points from the page's upper left corner; ``size`` is the height of its letters."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    size: float
    unseen: bool = False


@record(frozen=True, slots=True)
class Sheet:
    """A page: its number from 1, its size in points, its lines, and whether it shows pictures."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    pictures: bool


@record(frozen=True, slots=True)
class _Letter:
    character: str
    left: float
    bottom: float
    right: float
    top: float
    index: int


def sheets(data: bytes) -> tuple[Sheet, ...]:
    """The pages of a document. Raises ReportError (``damaged``, ``encrypted``, ``too_large``)."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error) from error
    with closing(document):
        if len(document) > MOST_PAGES:
            raise ReportError("too_large", f"it has {len(document):,} pages; the limit is {MOST_PAGES:,}")
        return tuple(_sheet(document, number) for number in range(len(document)))


def _refusal(error: pypdfium2.PdfiumError) -> ReportError:
    if "password" in str(error).casefold():
        return ReportError("encrypted", "it is locked with a password")
    return ReportError("damaged", f"it is no sound PDF: {error}")


def _sheet(document: pypdfium2.PdfDocument, number: int) -> Sheet:
    try:
        page = document[number]
    except pypdfium2.PdfiumError as error:
        raise ReportError("damaged", f"its page {number + 1} cannot be loaded: {error}") from error
    with closing(page), closing(page.get_textpage()) as words:
        width, height = page.get_size()
        found = tuple(_lines(words, number + 1, width, height))
        pictures = any(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2))
        return Sheet(number + 1, width, height, _without_own_layer(found), pictures)


def _without_own_layer(found: tuple[Line, ...]) -> tuple[Line, ...]:
    """Where every line is unseen, they are the words that a scanner's program put behind its picture."""
    if not all(line.unseen for line in found):
        return found
    return tuple(Line(x.text, x.page, x.left, x.top, x.right, x.bottom, x.size) for x in found)


def _lines(words: pypdfium2.PdfTextPage, page: int, width: float, height: float) -> Iterator[Line]:
    """The lines that hold more than blanks."""
    held: list[_Letter] = []
    for letter in _letters(words):
        broken = letter.character in "\r\n"
        hyphen = letter.character in _LINE_END_HYPHENS
        if hyphen:
            held.append(_Letter("-", letter.left, letter.bottom, letter.right, letter.top, letter.index))
        if broken or hyphen or (held and _elsewhere(held[-1], letter)):
            yield from _line(words, held, page, width, height)
            held = []
        if not broken and not hyphen:
            held.append(letter)
    yield from _line(words, held, page, width, height)


def _elsewhere(before: _Letter, after: _Letter) -> bool:
    """Whether a letter stands clear above or below the one before it; pdfium tells most line ends, not all."""
    return (
        before.right > before.left
        and after.right > after.left
        and (after.bottom > before.top or after.top < before.bottom)
    )


def _line(words: pypdfium2.PdfTextPage, held: list[_Letter], page: int, width: float, height: float) -> Iterator[Line]:
    inked = [letter for letter in held if not letter.character.isspace() and letter.right > letter.left]
    text = "".join(letter.character for letter in held).strip()
    if not text or not inked:
        return
    left, right = min(x.left for x in inked), max(x.right for x in inked)
    bottom, top = min(x.bottom for x in inked), max(x.top for x in inked)
    outside = right < 0 or left > width or top < 0 or bottom > height
    unseen = outside or _is_invisible(words, inked[0].index)
    yield Line(text, page, left, height - top, right, height - bottom, median(x.top - x.bottom for x in inked), unseen)


def _letters(words: pypdfium2.PdfTextPage) -> Iterator[_Letter]:
    box = pdfium.FS_RECTF()
    high = 0
    for index in range(words.count_chars()):
        code = pdfium.FPDFText_GetUnicode(words, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
        high = 0
        found = pdfium.FPDFText_GetLooseCharBox(words, index, ctypes.byref(box))
        left, bottom, right, top = (box.left, box.bottom, box.right, box.top) if found else (0.0, 0.0, 0.0, 0.0)
        yield _Letter(chr(code or 0x20), left, bottom, right, top, index)


def _is_invisible(words: pypdfium2.PdfTextPage, index: int) -> bool:
    drawn = pdfium.FPDFText_GetTextObject(words, index)
    return bool(drawn) and pdfium.FPDFTextObj_GetTextRenderMode(drawn) == _INVISIBLE
