"""DOCX: the paragraphs of an Office Open XML document (ECMA-376), with its notes, comments, headers and footers.

Changes that were tracked are read as if accepted: what was inserted is told, what was deleted is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from khabar.errors import ReportError
from khabar.ingest import pieces
from khabar.ingest.blocks import Note, Page
from khabar.ingest.documents import package, properties, xml
from khabar.ingest.documents.package import Package
from khabar.ingest.documents.xml import Element, attribute, local
from khabar.ingest.limits import Limits
from khabar.ingest.lists import table
from khabar.ingest.maintext import Piece

EXTRACTOR = "word/1"
_BODY = "word/document.xml"
_STYLES = "word/styles.xml"
# Parts that stand around the text: shown to a reader, told by nobody in the report's own voice.
_AROUND = ("word/footnotes", "word/endnotes", "word/comments", "word/header", "word/footer")
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
# An object is given twice, for new readers and for old ones; deleted and moved words are no longer said.
_PASSED_OVER = frozenset(("Fallback", "del", "moveFrom", "instrText", "delText"))
# Separators between the text and its notes are kept as notes themselves.
_NO_NOTE = ("separator", "continuationSeparator", "continuationNotice")


def read(data: bytes, limits: Limits) -> Page:
    """A document as blocks. Raises ReportError (``damaged``, ``malformed``, ``empty``)."""
    opened = package.opened(data, limits)
    body = opened.part(_BODY)
    if body is None:
        raise ReportError("malformed", "this file has no word/document.xml, so it is no Word document")
    kinds = _kinds(opened)
    told = [*_pieces(xml.root(body, _BODY), _BODY, kinds)]
    around = [piece for name in _around(opened) for piece in _note_pieces(opened, name, kinds)]
    if not told and not around:
        raise ReportError("empty", "this document holds no text")
    own = [True] * len(told) + [False] * len(around)
    notes = [*properties.note(opened.part("docProps/core.xml")), *_tracked(body)]
    return pieces.page([*told, *around], own, EXTRACTOR, notes=notes)


def _kinds(opened: Package) -> Mapping[str, str]:
    """The kind of piece that each style stands for, by the name that the style has in every language of the program."""
    part = opened.part(_STYLES)
    known = {row["style"]: row["kind"] for row in table("document_styles")}
    found: dict[str, str] = {}
    for style in xml.root(part, _STYLES) if part else ():
        name = next((attribute(child, "val") for child in style if local(child) == "name"), "")
        if kind := known.get(name.casefold()):
            found[attribute(style, "styleId")] = kind
    return found


def _around(opened: Package) -> list[str]:
    return [name for name in opened.names() if name.startswith(_AROUND) and name.endswith(".xml")]


def _note_pieces(opened: Package, name: str, kinds: Mapping[str, str]) -> Iterator[Piece]:
    root = xml.root(opened.part(name) or b"<none/>", name)
    for note in list(root):
        if attribute(note, "type") in _NO_NOTE:
            root.remove(note)
    yield from _pieces(root, name, kinds)


def _pieces(root: Element, name: str, kinds: Mapping[str, str]) -> Iterator[Piece]:
    """The paragraphs under an element that hold words, in the order of the document; cells of tables among them."""
    number = 0
    for element in root.iter():
        if local(element) != "p" or _inside(element, _PASSED_OVER):
            continue
        number += 1
        lines = "".join(_text(element)).split("\n")
        kind = "item" if _inside(element, ("tc",)) else _kind(element, kinds)
        gap = "\n\n"
        for line in lines:
            if text := " ".join(line.split()):
                yield Piece(kind, text, gap, f"{name} (//w:p)[{number}]")
                gap = "\n"


def _inside(element: Element, names: tuple[str, ...] | frozenset[str]) -> bool:
    return any(local(above) in names for above in element.iterancestors())


def _text(element: Element) -> Iterator[str]:
    """The words of a paragraph; those of a text box within it are paragraphs of their own."""
    for child in element:
        name = local(child)
        if name in _PASSED_OVER or name == "p" or (name == "r" and _hidden(child)):
            continue
        if name == "t":
            yield child.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        else:
            yield from _text(child)


def _hidden(run: Element) -> bool:
    """Whether a run of characters is marked as not to be shown."""
    return any(
        local(mark) == "vanish" and attribute(mark, "val") not in ("0", "false") for part in run for mark in part
    )


def _kind(paragraph: Element, kinds: Mapping[str, str]) -> str:
    marks = [mark for part in paragraph if local(part) == "pPr" for mark in part]
    style = next((attribute(mark, "val") for mark in marks if local(mark) == "pStyle"), "")
    if any(local(mark) == "numPr" for mark in marks) and kinds.get(style) != "heading":
        return "item"
    return kinds.get(style, "paragraph")


def _tracked(body: bytes) -> Iterator[Note]:
    if b"<w:del " in body or b"<w:ins " in body:
        yield "tracked_changes", "warning", "this document has tracked changes; it was read as if all were accepted"
