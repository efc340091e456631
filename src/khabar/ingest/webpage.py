"""HTML: every visible text of a page as blocks, in the order of the page.

libxml2's parser hands its events to :class:`~khabar.ingest.page_walk.Walk`. No tree is built: libxml2's trees end in
silence at a depth of 256, or of 2,048 with every limit lifted. Nothing is fetched and no script is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from khabar.errors import ReportError
from khabar.ingest import escaped, maintext, pieces, webpage_metadata
from khabar.ingest.blocks import Note, Page
from khabar.ingest.page_walk import Walk

EXTRACTOR = "webpage/1"
_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]{1,40})",
    re.I,
)

_TAG_START = re.compile(r"<[a-zA-Z/]")
_TAG_REST = re.compile(r"""(?:[^>"']|"[^"]*"|'[^']*')*>""")
_TAIL = 100_000
_UNESCAPED: Note = ("unescaped", "note", "its tags were written as text, and were read as tags")


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page declares for itself within its first 4,096 bytes."""
    match = _CHARSET.search(data[:4096])
    return (match[1] or match[2]).decode("ascii", "replace") if match else None


def looks_like(text: str) -> bool:
    """Whether a text is a page or a piece of one."""
    head = text[:2000].lstrip().casefold()
    return (
        head.startswith(("<!doctype html", "<html", "<head", "<body"))
        or len(re.findall(r"</(?:p|div|a|span|li|h\d)>|<br", text[:20000])) >= 3
        or escaped.is_escaped(text)
    )


def read(markup: str) -> Page:
    """A page as blocks, with its metadata. Raises ReportError (``empty``) where nothing is to be seen."""
    whole = escaped.undone(markup)
    walk = walked(whole)
    found = [piece for piece in walk.pieces if piece.text]
    if not found:
        raise ReportError("empty", "this page shows no text")
    stated = webpage_metadata.stated(walk.head)
    notes = (*_notes(whole), *(() if whole == markup else (_UNESCAPED,)))
    return pieces.page(found, maintext.main(found), EXTRACTOR, stated, notes)


def walked(markup: str) -> Walk:
    """The visible pieces of a page. Raises ReportError (``malformed``) for one that cannot be parsed."""
    walk = Walk()
    # The stubs want a target that takes bytes too; lxml gives text alone.
    parser = etree.HTMLParser(target=walk, huge_tree=True, no_network=True, encoding="utf-8")  # type: ignore[arg-type]
    data = markup.replace("\x00", "\ufffd").encode("utf-8", "replace")
    try:
        parser.feed(data)
        parser.close()
    except etree.LxmlError as error:
        raise ReportError("malformed", f"this page cannot be parsed: {error}") from error
    return walk


def _notes(markup: str) -> Iterator[Note]:
    """What a parser passes over in silence: a page that ends within a tag or a comment."""
    last_comment = markup.rfind("<!--")
    if last_comment > markup.rfind("-->"):
        yield (
            "cut_off",
            "error",
            f"the page ends within a comment; {len(markup) - last_comment} characters of it were not read",
        )
        return
    *_, last_tag = (-1, *(match.start() for match in _TAG_START.finditer(markup, max(0, len(markup) - _TAIL))))
    if last_tag >= 0 and not _TAG_REST.match(markup, last_tag):
        yield "cut_off", "error", f"the page ends within a tag; {len(markup) - last_tag} characters of it were not read"
