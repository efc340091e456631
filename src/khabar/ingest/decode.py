"""Bytes to text: which encoding, and how many characters could not be read.

The order: byte order mark; UTF-16 told by its zero bytes; strict UTF-8 (no other encoding looks like it by chance);
the declared encoding; UTF-8 with a few stray windows-1252 bytes; a detector
held to code pages in use for news. A byte order mark stays in the text, where a repair takes it out.
"""

from __future__ import annotations

import codecs
import re

from khabar.errors import ReportError
from khabar.frozen import record

REPLACEMENT = "\ufffd"
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Text encodings that pages may declare; anything else (utf-7, base64, unicode_escape …) is not taken at its word.
_DECLARABLE = re.compile(
    r"^(?:utf-(?:8|16|32)(?:-[lb]e)?|iso8859-\d+|cp(?:125\d|437|8\d\d|9\d\d)|koi8-[rtu]|mac-\w+|gb\w+|big5\w*|euc_\w+|shift_jis\w*)$"
)
# Browsers read these labels as windows-1252 (WHATWG Encoding Standard), since pages that use them do too.
_AS_WINDOWS_1252 = ("ascii", "iso8859-1")
_DETECTED = [
    "cp1252",
    "cp1256",
    "cp1251",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1255",
    "koi8_r",
    "gb18030",
    "big5",
    "euc_kr",
    "shift_jis",
]
# How files begin that are not read. Those that are, and archives, are told before any bytes come here.
_BINARY_MAGIC = (
    (b"\xd0\xcf\x11\xe0", "old Office"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"PAR1", "Parquet"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"Rar!", "RAR archive"),
    (b"7z\xbc\xaf", "7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "Zstandard archive"),
    (b"II*\x00", "TIFF image"),
    (b"MM\x00*", "TIFF image"),
    (b"OggS", "sound or film"),
    (b"ID3", "sound"),
    (b"\x1a\x45\xdf\xa3", "film"),
)


@record(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read in, the characters lost, and whether the encoding was a guess."""

    text: str
    encoding: str
    replaced: int = 0
    guessed: bool = False


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of a report's bytes. Raises ReportError (``binary``) for bytes that are no text."""
    refuse_binary(data)
    return (
        _marked(data)
        or _unmarked_utf16(data)
        or _strict(data, "utf-8")
        or _declared(data, declared)
        or _surrogates(data)
        or _mixed(data)
        or _detected(data)
        or _guess(data, "cp1252")
    )


def record_text(data: bytes) -> Decoded:
    """The text of a record, which was text before and is known to be UTF-8, lone surrogates aside."""
    return _strict(data, "utf-8") or _surrogates(data) or _lossy(data, "utf-8")


def refuse_binary(data: bytes) -> None:
    """Raise ReportError (``binary``) for a file that is known not to be text."""
    for magic, name in _BINARY_MAGIC:
        if data.startswith(magic):
            raise ReportError("binary", f"this is a {name} file, which is not read; convert it to text or HTML")
    if not data.startswith(tuple(mark for mark, _ in _MARKS)) and not _utf16_name(data) and _is_noise(data[:65536]):
        raise ReportError("binary", "these bytes are not text in any known encoding")


def _is_noise(head: bytes) -> bool:
    controls = sum(head.count(byte) for byte in (*range(9), *range(14, 27), 28, 29, 30, 31))
    return controls * 10 > len(head)


def _marked(data: bytes) -> Decoded | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _lossy(data, name)
    return None


def _lossy(data: bytes, name: str) -> Decoded:
    text = data.decode(name, "replace")
    before = data.decode(name, "ignore").count(REPLACEMENT)
    return Decoded(text, name, text.count(REPLACEMENT) - before)


def _strict(data: bytes, name: str) -> Decoded | None:
    try:
        return Decoded(data.decode(name), name)
    except (UnicodeDecodeError, LookupError):
        return None


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    name = codec_name(declared) if declared else None
    return _strict(data, name) if name else None


def codec_name(label: str) -> str | None:
    """Python's codec for a declared label, or None where the label is unknown or no encoding of text."""
    try:
        name = codecs.lookup(label.strip().lower()).name
    except (LookupError, ValueError):
        return None
    if name in _AS_WINDOWS_1252:
        return "cp1252"
    return name if _DECLARABLE.match(name) else None


def _utf16_name(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every other byte of Latin text is zero."""
    head = data[:4096]
    if len(head) < 4:
        return None
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else None


def _unmarked_utf16(data: bytes) -> Decoded | None:
    name = _utf16_name(data)
    return _lossy(data, name) if name else None


def _surrogates(data: bytes) -> Decoded | None:
    """UTF-8 in which lone surrogates were written; each becomes one replacement character."""
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    fixed, count = re.subn("[\ud800-\udfff]", REPLACEMENT, text)
    return Decoded(fixed, "utf-8", count)


def _mixed(data: bytes) -> Decoded | None:
    """UTF-8 with stray windows-1252 bytes, if most of what lies beyond ASCII is sound."""
    escaped = data.decode("utf-8", "surrogateescape")
    stray = _STRAY.findall(escaped)
    sound = sum(1 for c in _BEYOND_ASCII.findall(escaped)) - len(stray)
    if len(stray) > sound:
        return None
    text = _STRAY.sub(lambda m: bytes([ord(m[0]) - 0xDC00]).decode("cp1252", "replace"), escaped)
    return Decoded(text, "utf-8 with windows-1252", sum(c in _UNDEFINED for c in stray), guessed=True)


# How Python's "surrogateescape" shows bytes that are not UTF-8, and those that windows-1252 leaves undefined.
_STRAY = re.compile("[\udc80-\udcff]")
_UNDEFINED = "\udc81\udc8d\udc8f\udc90\udc9d"
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")


def _detected(data: bytes) -> Decoded | None:
    import charset_normalizer  # noqa: PLC0415 (slow to load, and few files ask for it)

    best = charset_normalizer.from_bytes(data[:200_000], cp_isolation=_DETECTED).best()
    if best is None:
        return None
    return _guess(data, best.encoding)


def _guess(data: bytes, name: str) -> Decoded:
    text = data.decode(name, "replace")
    return Decoded(text, name, text.count(REPLACEMENT), guessed=True)
