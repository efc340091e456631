"""Blocks: what the modules for the single formats hand on to be put together as one report."""

from __future__ import annotations

from khabar.frozen import record
from khabar.ingest.offsets import Mapped
from khabar.ingest.repairs import Change
from khabar.records import Metadata

NOTHING_KNOWN = Metadata()
# An issue without a span: code, severity and message.
Note = tuple[str, str, str]
# What a format can say of a block by its mark-up alone. The kinds of segments follow from them and from the words.
KINDS = ("paragraph", "heading", "quote", "item", "caption", "furniture")


@record(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or the like.

    ``path`` leads to it in the original: its element, or its page and box. ``order`` is its place in the report.
    ``gap`` is what stands before it: a blank line, or only a line's end. ``joins`` are the places in the content where
    two paragraphs were put together by inference, with the rule that did it.
    """

    kind: str
    content: Mapped
    gap: str = "\n\n"
    path: str = ""
    joins: tuple[tuple[str, int], ...] = ()
    order: int = 0

    @property
    def text(self) -> str:
        """The words of the block."""
        return self.content.text


@record(frozen=True, slots=True)
class Page:
    """A report as its format gives it: the text that the extractor saw, its blocks, and what the format says of it."""

    source_text: str
    blocks: tuple[Block, ...]
    changes: tuple[Change, ...] = ()
    metadata: Metadata = NOTHING_KNOWN
    extractor: str = ""
    notes: tuple[Note, ...] = ()
