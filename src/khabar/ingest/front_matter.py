"""Front matter: the block of names and values between two lines of hyphens that heads many Markdown files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khabar.ingest.blocks import NOTHING_KNOWN, Block
from khabar.ingest.columns import guess
from khabar.ingest.offsets import Mapped
from khabar.ingest.repairs import Change
from khabar.records import Metadata

_OPENING = "---\n"
_CLOSING = re.compile(r"^(?:---|\.\.\.)$", re.M)
_LONGEST = 10_000
_ENTRY = re.compile(r"([A-Za-z][\w-]{0,30}):(?: (.*))?")
_CONTINUED = re.compile(r"[ -].*|")
_FIELDS = {"title": "title", "outlet": "outlet", "byline": "byline", "date": "published", "url": "url"}


def split(content: Mapped) -> tuple[tuple[Block, ...], Metadata, Mapped]:
    """The front matter as blocks of furniture, what it says, and the text after it; nothing where there is none."""
    closing = _CLOSING.search(content.text, len(_OPENING), _LONGEST) if content.text.startswith(_OPENING) else None
    if closing is None:
        return (), NOTHING_KNOWN, content
    inner = content.slice(len(_OPENING), closing.start())
    lines = inner.text.splitlines()
    entries = [_ENTRY.fullmatch(line) for line in lines]
    if not any(entries) or not all(
        entry or _CONTINUED.fullmatch(line) for entry, line in zip(entries, lines, strict=True)
    ):
        return (), NOTHING_KNOWN, content
    values = {entry[1]: _bare(entry[2] or "") for entry in entries if entry}
    return tuple(_blocks(inner)), _metadata(values), content.slice(closing.end(), len(content.text))


def _bare(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _metadata(values: dict[str, str]) -> Metadata:
    chosen = guess(tuple(values))
    return Metadata(**{name: values[chosen[field]] or None for field, name in _FIELDS.items() if field in chosen})


def _blocks(inner: Mapped) -> Iterator[Block]:
    start = 0
    for line in inner.text.splitlines(keepends=True):
        content = inner.slice(start, start + len(line)).stripped()
        if content.text:
            yield Block("furniture", content, "\n")
        start += len(line)


def changes(before: Mapped, after: Mapped) -> Iterator[Change]:
    """The two lines of hyphens that are left out where a text has front matter."""
    if len(before.text) == len(after.text):
        return
    close = len(before.text) - len(after.text)
    for start, end in ((0, len(_OPENING) - 1), (close - 3, close)):
        if span := before.source_span(start, end):
            yield Change("markup", span.start, span.end, before.text[start:end])
