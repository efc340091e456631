"""Which format a file is in: by its first bytes where they tell, else by its name."""

from __future__ import annotations

import re
import zipfile
from typing import IO

from khabar.ingest import webpage

# How much of a file is looked at.
HEAD = 20_000

_SUFFIXES = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), "html"),
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    **dict.fromkeys((".csv", ".tsv", ".tab"), "csv"),
    **dict.fromkeys((".rss", ".atom"), "feed"),
    ".json": "json",
    ".eml": "mail",
    ".mbox": "mbox",
    ".md": "plain",
}
_MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]{0,1000}\r?\n(?:[ \t][^\r\n]{0,1000}\r?\n){0,50}){3}")
_BEFORE_WORDS = b"\xef\xbb\xbf \t\r\n"
# Headers that mail programs write and persons do not: a memorandum has a sender and a day as well.
_MAIL_HEADERS = (b"\nmessage-id:", b"\nreceived:", b"\nreturn-path:", b"\nmime-version:")


def of(suffix: str, head: bytes, stream: IO[bytes]) -> str | None:
    """The format of a file by its beginning and, for a package, by what it holds; None where it is not known."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packaged(stream)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/1."):
        return "warc"
    if head[257:262] == b"ustar":
        return "tar"
    named = _SUFFIXES.get(suffix)
    # What was fetched under the name of a table is now and then a page or a feed, and no table begins as they do.
    if named is None or (named in ("csv", "json", "jsonl") and head.lstrip(_BEFORE_WORDS).startswith(b"<")):
        return _by_words(head) or named
    return named


def _packaged(stream: IO[bytes]) -> str:
    """What a ZIP archive holds: a document of one of the formats built on it, or files."""
    try:
        with zipfile.ZipFile(stream) as archive:
            names = frozenset(archive.namelist())
    except Exception:  # Whatever is wrong with it is told when it is opened to be read.
        return "zip"
    if "word/document.xml" in names:
        return "docx"
    if "META-INF/container.xml" in names:
        return "epub"
    return "odt" if {"content.xml", "META-INF/manifest.xml"} <= names else "zip"


def _by_words(head: bytes) -> str | None:
    text = head.lstrip(_BEFORE_WORDS).decode("latin-1")
    start = text[:2000]
    if re.match(
        r"(?:<\?xml[^>]{0,200}>\s{0,50}(?:<!--.{0,500}?-->\s{0,50}){0,3})?<(?:rss|feed|rdf:RDF)\b", start, re.S
    ):
        return "feed"
    if _MAIL.match(head) and any(name in b"\n" + head[:4000].lower() for name in _MAIL_HEADERS):
        return "mail"
    return "html" if webpage.looks_like(text) else None
