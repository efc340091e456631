"""A report given as a record: an object of JSON Lines, or a row of a table."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.errors import ReportError
from khabar.records import Metadata, Source

# The fields of a record, by the metadata they fill.
FIELDS = ("id", "title", "outlet", "byline", "url", "retrieved")
_DEEPEST_NAME = 2


def from_record(fields: Mapping[str, object]) -> Source:
    """The source in an object with ``text``, and perhaps ``id``, ``title``, ``outlet``, ``byline``, ``url``, ``date``.

    Its text is read as plain text with light Markdown. Raises ReportError (``no_text``) where ``text`` is no string.
    """
    text = fields.get("text")
    if not isinstance(text, str):
        raise ReportError("no_text", 'a record needs its words as a string in "text"')
    values = {name: value_text(fields.get(name)) for name in FIELDS}
    published = value_text(fields.get("date")) or value_text(fields.get("published"))
    metadata = Metadata(**values, published=published)
    return Source(metadata.id or "", text.encode("utf-8", "surrogatepass"), "record", metadata)


def value_text(value: object, depth: int = 0) -> str | None:
    """A field as text: a list as its items with commas, an object as its name; None for what has no plain text."""
    if isinstance(value, dict):
        return value_text(value.get("name"), depth + 1) if depth < _DEEPEST_NAME else None
    if isinstance(value, list):
        items = [value_text(item, depth + 1) for item in value[:20]] if depth < _DEEPEST_NAME else []
        return ", ".join(item for item in items if item) or None
    if value is None or isinstance(value, bool):
        return None
    return _printable(value)


def _printable(value: object) -> str | None:
    try:
        text = str(value)
    except ValueError:
        # Python refuses to print a number of thousands of digits.
        return None
    # Lone surrogates can stand in no table.
    return text.encode("utf-8", "replace").decode("utf-8").strip() or None
