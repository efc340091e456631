"""Content-derived identifiers: a table's letter and the first 80 bits of a SHA-256, in lower-case base 32."""

from __future__ import annotations

import base64
import hashlib
import unicodedata

SEPARATOR = "\x1f"


class _Kept(dict[int, int | None]):
    """What becomes of a character: signs that are not seen go; worked out once for each."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)) in ("Cf", "Cc") else code
        return self[code]


_KEPT = _Kept()


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
    small = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    folded = "".join(small.split())
    return folded if folded.isprintable() else folded.translate(_KEPT)


def _short(digest: bytes) -> str:
    return base64.b32encode(digest[:10]).decode("ascii").lower()
