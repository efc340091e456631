"""Pieces to a page: what the modules for marked-up formats have in common once their elements are walked."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.ingest import page_breaks, paragraphs
from khabar.ingest.blocks import NOTHING_KNOWN, Block, Note, Page
from khabar.ingest.maintext import Piece
from khabar.ingest.offsets import whole
from khabar.ingest.repairs import CHARACTER_RULES, Change, repair
from khabar.records import Metadata


def page(
    pieces: Sequence[Piece],
    told: Sequence[bool],
    extractor: str,
    metadata: Metadata = NOTHING_KNOWN,
    notes: Sequence[Note] = (),
) -> Page:
    """The pieces as blocks of repaired text; those that are not told by the report itself are furniture."""
    source_text = "".join(piece.gap + piece.text if index else piece.text for index, piece in enumerate(pieces))
    blocks, changes = _blocks(pieces, told, source_text)
    mended = tuple(page_breaks.mend(blocks, paragraphs.Vocabulary(source_text)))
    return Page(source_text, mended, tuple(changes), metadata, extractor, tuple(notes))


def _blocks(pieces: Sequence[Piece], told: Sequence[bool], source_text: str) -> tuple[list[Block], list[Change]]:
    source = whole(source_text)
    blocks: list[Block] = []
    changes: list[Change] = []
    start = 0
    for index, (piece, own) in enumerate(zip(pieces, told, strict=True)):
        start += len(piece.gap) if index else 0
        repaired = repair(source.slice(start, start + len(piece.text)), CHARACTER_RULES)
        start += len(piece.text)
        changes.extend(repaired.changes)
        blocks.append(Block(piece.kind if own else "furniture", repaired.content.stripped(), piece.gap, piece.path))
    return blocks, changes
