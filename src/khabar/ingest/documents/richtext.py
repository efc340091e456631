"""RTF: the text of a Rich Text Format document, by the library striprtf. The format keeps no kinds of paragraphs."""

from __future__ import annotations

from striprtf.striprtf import rtf_to_text

from khabar.errors import ReportError
from khabar.ingest import pieces
from khabar.ingest.blocks import Page
from khabar.ingest.maintext import Piece
from khabar.ingest.strangers import refusing

EXTRACTOR = "richtext/1"


def read(data: bytes) -> Page:
    """A document as blocks. Raises ReportError (``malformed``, ``empty``)."""
    with refusing("malformed", "this rich text"):
        text: str = rtf_to_text(data.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    lines = [" ".join(line.split()) for line in text.split("\n")]
    found = [Piece("paragraph", line, "\n\n", "") for line in lines if line]
    if not found:
        raise ReportError("empty", "this document holds no text")
    return pieces.page(found, [True] * len(found), EXTRACTOR)
