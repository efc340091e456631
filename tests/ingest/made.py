"""Files of many formats, made in the tests from words that the tests know."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"


def zipped(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of the parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return held.getvalue()


def taped(parts: Mapping[str, bytes], links: Mapping[str, str] = {}) -> bytes:
    """A TAR archive of the parts, and of links from one name to another."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, data in parts.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name, target in links.items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, target
            archive.addfile(info)
    return held.getvalue()


def paragraph(words: str, style: str = "") -> str:
    """A paragraph of a Word document."""
    marks = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{marks}<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'


def docx(body: str, others: Mapping[str, str] = {}) -> bytes:
    """A Word document with this body; ``others`` are the contents of its other parts by name."""
    styles = "".join(
        f'<w:style w:styleId="{code}"><w:name w:val="{name}"/></w:style>'
        for code, name in (("Rubrik1", "heading 1"), ("Citat", "Quote"), ("Bildtext", "caption"))
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>',
    }
    wrapped = {name: f'<w:part xmlns:w="{WORD}">{inner}</w:part>' for name, inner in others.items()}
    return zipped({**parts, **wrapped})


def odt(body: str, styles: str = "") -> bytes:
    """An OpenDocument text with this body."""
    names = f'xmlns:office="{OFFICE}" xmlns:text="{TEXT}" xmlns:table="{TABLE}"'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f"<office:document-content {names}><office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {names}>{styles}</office:document-styles>",
        }
    )


def epub(chapters: Iterable[str], title: str = "A book") -> bytes:
    """A book of chapters."""
    pages = {f"OPS/c{number}.xhtml": chapter for number, chapter in enumerate(chapters, start=1)}
    items = "".join(f'<item id="{name[4:-6]}" href="{name[4:]}"/>' for name in pages)
    spine = "".join(f'<itemref idref="{name[4:-6]}"/>' for name in pages)
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/p.opf"/></rootfiles></container>',
            "OPS/p.opf": f'<package xmlns:dc="d"><metadata><dc:title>{title}</dc:title><dc:date>2016-03-02</dc:date>'
            f"</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>",
            **pages,
        }
    )


def warc(answers: Iterable[tuple[str, str, bytes]], status: str = "200 OK") -> bytes:
    """A web archive of answers: address, type, contents."""
    held = b""
    for address, kind, contents in answers:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + contents
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2017-05-06T10:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        held += head.encode() + answer + b"\r\n\r\n"
    return held
