"""EPUB: the pages of a book in the order of its spine (EPUB 3.3, packages of EPUB 2 too)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from khabar.errors import ReportError
from khabar.ingest import decode, pieces, webpage
from khabar.ingest.blocks import Page
from khabar.ingest.documents import package, xml
from khabar.ingest.documents.package import Package
from khabar.ingest.documents.xml import Element, attribute, local
from khabar.ingest.limits import Limits
from khabar.ingest.maintext import Piece
from khabar.records import Metadata

EXTRACTOR = "epub/1"
_CONTAINER = "META-INF/container.xml"


def read(data: bytes, limits: Limits) -> Page:
    """A book as blocks. Raises ReportError (``damaged``, ``malformed``, ``empty``)."""
    opened = package.opened(data, limits)
    where = _package_path(opened)
    described = xml.root(opened.part(where) or b"", where)
    found = [piece for name in _spine(described, where) for piece in _chapter(opened, name)]
    if not found:
        raise ReportError("empty", "this book shows no text")
    return pieces.page(found, [not piece.strong for piece in found], EXTRACTOR, _stated(described))


def _package_path(opened: Package) -> str:
    container = opened.part(_CONTAINER)
    if container is None:
        raise ReportError("malformed", f"this file has no {_CONTAINER}, so it is no EPUB book")
    paths = (attribute(e, "full-path") for e in xml.root(container, _CONTAINER).iter() if local(e) == "rootfile")
    return next(paths, "")


def _spine(described: Element, where: str) -> Iterator[str]:
    """The parts to be read, in reading order."""
    items = {attribute(e, "id"): attribute(e, "href") for e in described.iter() if local(e) == "item"}
    for reference in described.iter():
        if local(reference) == "itemref" and (href := items.get(attribute(reference, "idref"))):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(where), unquote(href)))


def _chapter(opened: Package, name: str) -> Iterator[Piece]:
    data = opened.part(name)
    if data is None:
        raise ReportError("malformed", f"the book names a part {name!r} that it does not hold")
    text = decode.decode(data, webpage.declared_charset(data)).text
    for piece in webpage.walked(text).pieces:
        if piece.text:
            yield replace(piece, path=f"{name} {piece.path}")


def _stated(described: Element) -> Metadata:
    told = {local(e): " ".join((e.text or "").split()) for e in reversed(list(described.iter())) if e.text}
    return Metadata(
        title=told.get("title") or None,
        byline=told.get("creator") or None,
        outlet=told.get("publisher") or None,
        published=told.get("date") or None,
    )
