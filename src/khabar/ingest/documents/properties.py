"""What a word processor keeps about a document: told to the reader, and not taken for the report's own title or day.

The title is often that of a template, the author whoever typed it, and the day that on which the file was made.
"""

from __future__ import annotations

from collections.abc import Iterator

from khabar.ingest.blocks import Note
from khabar.ingest.documents import xml

_TOLD = ("title", "creator", "created", "creation-date", "initial-creator")


def note(part: bytes | None) -> Iterator[Note]:
    """A note of the properties in a part of Dublin Core elements, where there is one."""
    if part is None:
        return
    found = [(xml.local(e), " ".join((e.text or "").split())[:200]) for e in xml.root(part, "its properties").iter()]
    shown = ", ".join(f"{name} {value!r}" for name, value in found if name in _TOLD and value)
    if shown:
        yield (
            "document_properties",
            "note",
            f"the file says of itself: {shown}; none of it was taken for the report's own",
        )
