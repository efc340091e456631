"""PDF: the words of a printed page in reading order, by the library pypdfium2, with the page and box of each paragraph.

Running heads, page numbers, notes at the foot of a page and text that is not to be seen are kept as furniture. A file
that is pictures of words, such as a scan, is read by the recogniser where there is one, and refused else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.errors import ReportError
from khabar.ingest import page_breaks, paragraphs, recogniser
from khabar.ingest.blocks import Block, Note, Page
from khabar.ingest.documents.pdf import furniture, grouping, lines, scans
from khabar.ingest.documents.pdf.lines import Line, Sheet
from khabar.ingest.documents.pdf.scans import Filled
from khabar.ingest.limits import Limits
from khabar.ingest.offsets import Mapped, whole
from khabar.ingest.paragraphs import Vocabulary
from khabar.ingest.repairs import CHARACTER_RULES, Change, repair

EXTRACTOR = "pdf/1"


def read(data: bytes, limits: Limits) -> Page:
    """A document as blocks. Raises ReportError (``damaged``, ``encrypted``, ``needs_ocr``, ``ocr_failed``, ``empty``)."""
    filled = scans.filled(data, lines.sheets(data), limits)
    sheets = filled.sheets
    printed = [line for sheet in sheets for line in sheet.lines]
    if not printed:
        raise _wordless(sheets)
    aside = furniture.found(sheets)
    source_text = "\n".join(line.text for line in printed)
    contents, changes = _contents(printed, source_text)
    known = Vocabulary(source_text)
    groups = [[i for i in group if contents[i].text] for group in grouping.groups(printed, aside)]
    size = grouping.usual_size(printed)
    blocks = [
        _block([printed[i] for i in group], [contents[i] for i in group], group[0] in aside, known, size)
        for group in groups
        if group
    ]
    extractor = f"{EXTRACTOR} {recogniser.version()}" if filled.recognised else EXTRACTOR
    mended = tuple(page_breaks.mend(blocks, known))
    return Page(source_text, mended, changes, extractor=extractor, notes=tuple(_notes(filled)))


def _wordless(sheets: Sequence[Sheet]) -> ReportError:
    """Why a document without a word is not read, and what to do."""
    if recogniser.program():
        return ReportError("empty", f"its {len(sheets)} pages hold no text, and no words were recognised on them")
    return ReportError(
        "needs_ocr",
        f"its {len(sheets)} pages hold pictures of words and no text, as a scan does; to have them read, {recogniser.HELP}",
    )


def _contents(printed: Sequence[Line], source_text: str) -> tuple[list[Mapped], tuple[Change, ...]]:
    """Each line's words, repaired, with their map to the text as it was printed."""
    source, start = whole(source_text), 0
    contents: list[Mapped] = []
    changes: list[Change] = []
    for line in printed:
        repaired = repair(source.slice(start, start + len(line.text)), CHARACTER_RULES)
        contents.append(repaired.content.stripped())
        changes.extend(repaired.changes)
        start += len(line.text) + 1
    return contents, tuple(changes)


def _block(group: Sequence[Line], contents: Sequence[Mapped], aside: bool, known: Vocabulary, size: float) -> Block:
    content, joins = paragraphs.join("line", contents, known)
    kind = "furniture" if aside else "heading" if grouping.is_heading(group, size) else "paragraph"
    return Block(kind, content, path=_box(group), joins=joins)


def _box(group: Sequence[Line]) -> str:
    """The page of a paragraph's first line, and the box of its lines there, in points from the page's upper left."""
    here = [line for line in group if line.page == group[0].page]
    left, top = min(line.left for line in here), min(line.top for line in here)
    right, bottom = max(line.right for line in here), max(line.bottom for line in here)
    return f"page={here[0].page}&viewrect={left:.0f},{top:.0f},{right - left:.0f},{bottom - top:.0f}"


def _notes(filled: Filled) -> Iterator[Note]:
    sheets = filled.sheets
    left = [number for number in scans.wanting(sheets) if number not in filled.passed_over]
    if filled.passed_over:
        told = f"pages of pictures beyond the limit called ocr_pages were not read: {_shown(filled.passed_over)}"
        yield "needs_ocr", "error", told
    if left and recogniser.program():
        yield "ocr_nothing", "warning", f"no words were recognised on these of its {len(sheets)} pages: {_shown(left)}"
    elif left:
        told = f"these of its {len(sheets)} pages hold pictures and no text: {_shown(left)}"
        yield "needs_ocr", "error", f"{told}; to have them read, {recogniser.HELP}"
    if filled.recognised:
        yield (
            "ocr",
            "warning",
            f"the words of these of its {len(sheets)} pages were recognised by {recogniser.version()}, with a mean sureness "
            f"of {filled.sureness:.0f} of 100; compare them with the page before you rely on them: {_shown(filled.recognised)}",
        )
    if unseen := sum(line.unseen for sheet in sheets for line in sheet.lines):
        yield "hidden_text", "warning", f"{unseen} lines are not to be seen on the page; they are kept as boilerplate"


def _shown(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages))[:300]
