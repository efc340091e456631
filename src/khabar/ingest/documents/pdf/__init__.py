"""PDF: the words of a printed page in reading order, by the library pypdfium2, with the page and box of each paragraph.

Running heads, page numbers, notes at the foot of a page and text that is not to be seen are kept as furniture. A file
without words, such as a scan, is refused as one that needs character recognition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.errors import ReportError
from khabar.ingest import page_breaks, paragraphs
from khabar.ingest.blocks import Block, Note, Page
from khabar.ingest.documents.pdf import furniture, grouping, lines
from khabar.ingest.documents.pdf.lines import Line, Sheet
from khabar.ingest.offsets import Mapped, whole
from khabar.ingest.paragraphs import Vocabulary
from khabar.ingest.repairs import CHARACTER_RULES, Change, repair

EXTRACTOR = "pdf/1"


def read(data: bytes) -> Page:
    """A document as blocks. Raises ReportError (``damaged``, ``encrypted``, ``needs_ocr``)."""
    sheets = lines.sheets(data)
    printed = [line for sheet in sheets for line in sheet.lines]
    if not printed:
        raise ReportError("needs_ocr", f"its {len(sheets)} pages hold no text, only pictures; it needs OCR")
    aside = furniture.found(sheets)
    source_text = "\n".join(line.text for line in printed)
    contents, changes = _contents(printed, source_text)
    known = paragraphs.vocabulary(source_text)
    groups = [[i for i in group if contents[i].text] for group in grouping.groups(printed, aside)]
    size = grouping.usual_size(printed)
    blocks = [
        _block([printed[i] for i in group], [contents[i] for i in group], group[0] in aside, known, size)
        for group in groups
        if group
    ]
    return Page(
        source_text, tuple(page_breaks.mend(blocks, known)), changes, extractor=EXTRACTOR, notes=tuple(_notes(sheets))
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


def _notes(sheets: Sequence[Sheet]) -> Iterator[Note]:
    empty = [str(sheet.number) for sheet in sheets if not sheet.lines and sheet.pictures]
    if empty:
        yield (
            "needs_ocr",
            "error",
            f"these of its {len(sheets)} pages hold pictures and no text: {', '.join(empty)[:300]}",
        )
    if unseen := sum(line.unseen for sheet in sheets for line in sheet.lines):
        yield "hidden_text", "warning", f"{unseen} lines are not to be seen on the page; they are kept as boilerplate"
