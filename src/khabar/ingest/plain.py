"""Plain text and light Markdown: lines to blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from khabar.errors import ReportError
from khabar.ingest import front_matter, markdown, page_breaks, paragraphs
from khabar.ingest.blocks import Block, Page
from khabar.ingest.offsets import Mapped, whole
from khabar.ingest.paragraphs import Vocabulary
from khabar.ingest.repairs import CHARACTER_RULES, changes_of, repair

EXTRACTOR = "plain/1"
MOST_LINES = 200_000
_BLOCK_KINDS = {"text": "paragraph", "heading": "heading", "quote": "quote", "item": "item", "caption": "caption"}

Row = tuple[str, Mapped]


def read(source_text: str) -> Page:
    """A plain text as blocks. Raises ReportError (``too_large``) for one of more lines than a report can have."""
    if source_text.count("\n") > MOST_LINES:
        raise ReportError("too_large", f"the text has more than {MOST_LINES:,} lines")
    repaired = repair(whole(source_text), CHARACTER_RULES)
    front, stated, content = front_matter.split(repaired.content)
    found = markdown.lines(content.text)
    edits = markdown.mark_edits(found)
    marks = tuple(changes_of("markup", content, edits))
    inline = repair(content.edit(edits), markdown.INLINE_RULES)
    rows = zip((line.kind for line in found), _split(inline.content), strict=True)
    blocks = _blocks(_groups(rows), Vocabulary(inline.content.text))
    changes = (*repaired.changes, *front_matter.changes(repaired.content, content), *marks, *inline.changes)
    return Page(source_text, (*front, *blocks), changes, stated, EXTRACTOR)


def _split(content: Mapped) -> Iterator[Mapped]:
    start = 0
    for line in content.text.split("\n"):
        yield content.slice(start, start + len(line))
        start += len(line) + 1


def _groups(rows: Iterable[Row]) -> list[list[Row]]:
    """The lines between blank ones."""
    groups: list[list[Row]] = [[]]
    for kind, content in rows:
        line = content.stripped()
        if line.text and kind != "rule":
            groups[-1].append((kind, line))
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _blocks(groups: Sequence[Sequence[Row]], known: Vocabulary) -> Iterator[Block]:
    width = paragraphs.wrap_width([line.text for kind, line in group if kind == "text"] for group in groups)
    lines = chain.from_iterable(_paragraphs(group, width, known) for group in groups)
    return page_breaks.mend(lines, known)


def _paragraphs(group: Sequence[Row], width: int | None, known: Vocabulary) -> Iterator[Block]:
    """The blocks of lines that stand together."""
    start = 0
    for end in range(1, len(group) + 1):
        if end < len(group) and _goes_on(group[end - 1], group[end], width, known):
            continue
        content, joins = paragraphs.join("line", [line for _, line in group[start:end]], known)
        kind = "furniture" if page_breaks.is_running_head(content.text) else _BLOCK_KINDS[group[start][0]]
        yield Block(kind, content, "\n" if start else "\n\n", joins=joins)
        start = end


def _goes_on(above: Row, below: Row, width: int | None, known: Vocabulary) -> bool:
    if below[0] != above[0] and not (above[0] == "item" and below[0] == "text"):
        return False
    lines = (above[1].text, below[1].text)
    return below[0] in ("text", "quote") and paragraphs.joins_line(*lines, width, whispered=known.whispered)
