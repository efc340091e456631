"""ODT: the paragraphs of an OpenDocument text (ISO/IEC 26300), with its notes, comments, headers and footers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from khabar.errors import ReportError
from khabar.ingest import pieces
from khabar.ingest.blocks import Note, Page
from khabar.ingest.documents import package, properties, xml
from khabar.ingest.documents.xml import Element, attribute, local
from khabar.ingest.limits import Limits
from khabar.ingest.lists import table
from khabar.ingest.maintext import Piece

EXTRACTOR = "opendocument/1"
_CONTENT = "content.xml"
_STYLES = "styles.xml"
_PARAGRAPHS = ("p", "h")
# However many blanks stand in a row, one of them parts two words.
_BLANKS = {"s": " ", "tab": " ", "line-break": "\n"}
# Notes and comments stand within the paragraph that they belong to; what was deleted is kept in a list of changes.
_APART = frozenset(("note", "annotation"))
_PASSED_OVER = frozenset(("tracked-changes", "note-citation", "creator", "date", "ruby-text"))


def read(data: bytes, limits: Limits) -> Page:
    """A document as blocks. Raises ReportError (``damaged``, ``malformed``, ``empty``)."""
    opened = package.opened(data, limits)
    content = opened.part(_CONTENT)
    if content is None:
        raise ReportError("malformed", "this file has no content.xml, so it is no OpenDocument text")
    found = [*_pieces(xml.root(content, _CONTENT), _CONTENT)]
    if styles := opened.part(_STYLES):
        found += [(piece, False) for piece, _ in _pieces(xml.root(styles, _STYLES), _STYLES)]
    found.sort(key=lambda one: not one[1])
    if not found:
        raise ReportError("empty", "this document holds no text")
    notes = [*properties.note(opened.part("meta.xml")), *_tracked(content)]
    return pieces.page([piece for piece, _ in found], [own for _, own in found], EXTRACTOR, notes=notes)


def _pieces(root: Element, name: str) -> Iterator[tuple[Piece, bool]]:
    """The paragraphs that hold words, each with whether it is the text's own, and not a note's."""
    kinds = {row["style"]: row["kind"] for row in table("document_styles")}
    paragraphs = [element for element in root.iter() if local(element) in _PARAGRAPHS]
    for number, element in enumerate(paragraphs, start=1):
        above = {local(one) for one in element.iterancestors()}
        if above & _PASSED_OVER:
            continue
        gap = "\n\n"
        for line in "".join(_text(element)).split("\n"):
            if text := " ".join(line.split()):
                piece = Piece(_kind(element, above, kinds), text, gap, f"{name} (//text:p|//text:h)[{number}]")
                yield piece, not above & _APART
                gap = "\n"


def _kind(paragraph: Element, above: set[str], kinds: Mapping[str, str]) -> str:
    if local(paragraph) == "h":
        return "heading"
    if above & {"list-item", "table-cell"}:
        return "item"
    return kinds.get(attribute(paragraph, "style-name").replace("_20_", " ").casefold(), "paragraph")


def _text(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name in _BLANKS:
            yield _BLANKS[name]
        elif name and name not in _PARAGRAPHS and not {name} & (_APART | _PASSED_OVER):
            yield from _text(child)
        yield child.tail or ""


def _tracked(content: bytes) -> Iterator[Note]:
    if b"<text:tracked-changes" in content:
        yield "tracked_changes", "warning", "this document has tracked changes; it was read as if all were accepted"
