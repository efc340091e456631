"""Content-derived identifiers: a table's letter and the first 80 bits of a SHA-256, in lower-case base 32."""

from __future__ import annotations

import base64
import hashlib
import unicodedata

SEPARATOR = "\x1f"
# What is left out of plain text: spaces and control characters.
_SPACING = dict.fromkeys((*range(ord(" ") + 1), 0x7F))


def identifier(letter: str, *parts: str) -> str:
    """The identifier of a record, such as ``c_…``, from the parts that make it what it is."""
    joined = SEPARATOR.join(parts).encode("utf-8", "surrogatepass")
    return f"{letter}_{_short(hashlib.sha256(joined).digest())}"


def report_identifier(data: bytes) -> str:
    """The identifier of a report: equal bytes give one report."""
    return f"r_{_short(hashlib.sha256(data).digest())}"


def folded_context(text: str, start: int, end: int, reach: int = 32) -> str:
    """The words of a span with up to ``reach`` folded characters on either side; spacing and case do not count."""
    before = fold(text[max(0, start - 2 * reach) : start])[-reach:]
    after = fold(text[end : end + 2 * reach])[:reach]
    return SEPARATOR.join((before, fold(text[start:end]), after))


def fold(text: str) -> str:
    """Text without spacing, case, or compatibility differences, for identifiers that survive a better extractor."""
    if text.isascii():
        return text.lower().translate(_SPACING)
    normal = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in normal if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc"))


def _short(digest: bytes) -> str:
    return base64.b32encode(digest[:10]).decode("ascii").lower()
