"""A report given as a record: an object of JSON Lines, or a row of a table."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.errors import ReportError
from khabar.records import Metadata, Source

_FIELDS = {
    "id": "id",
    "title": "title",
    "outlet": "outlet",
    "byline": "byline",
    "published": "date",
    "url": "url",
    "retrieved": "retrieved",
}


def from_record(fields: Mapping[str, object]) -> Source:
    """The source in an object with ``text`` and, where known, ``id``, ``date``, ``outlet``, ``title``, ``byline``, ``url``.

    Raises ReportError (``no_text``) for a record without a string in ``text``.
    """
    text = fields.get("text")
    if not isinstance(text, str):
        raise ReportError("no_text", 'a record needs its words as a string in "text"')
    values = {name: _text(fields.get(key)) for name, key in _FIELDS.items()}
    if values["published"] is None:
        values["published"] = _text(fields.get("published"))
    metadata = Metadata(**values)
    return Source(metadata.id or "", text.encode("utf-8", "surrogatepass"), "plain", metadata)


def _text(value: object) -> str | None:
    """A field as text; lone surrogates, which no table can hold, are replaced."""
    if value is None or isinstance(value, (dict, list, bool)):
        return None
    try:
        text = str(value)
    except ValueError:
        # A number of thousands of digits; Python refuses to print it.
        return None
    text = text.encode("utf-8", "replace").decode("utf-8").strip()
    return text or None
