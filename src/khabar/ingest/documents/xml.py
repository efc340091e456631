"""XML from strangers: parsed without fetching, without expanding anything, and within libxml2's own limits."""

from __future__ import annotations

from lxml import etree

from khabar.errors import ReportError

Element = etree._Element


def root(data: bytes, name: str) -> Element:
    """The root of an XML part called ``name``.

    Raises ReportError (``malformed``) for what is no XML, nests too deeply, or declares entities of its own: none of the
    formats that are read needs one, and a few lines of them can stand for gigabytes.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        found = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReportError("malformed", f"{name} in this file is not sound XML: {error.msg}") from error
    if found.getroottree().docinfo.internalDTD is not None:
        raise ReportError("malformed", f"{name} in this file declares a document type, which no sound one does")
    return found


def local(element: Element) -> str:
    """An element's name without its namespace; empty for a comment."""
    return str(element.tag).rpartition("}")[2] if not isinstance(element, etree._Comment | etree._Entity) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without namespace; empty where there is none."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")
