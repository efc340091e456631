"""RSS and Atom: the entries of a feed, by the library feedparser. Only what the feed itself holds is read."""

from __future__ import annotations

import calendar
import io
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import IO, Any

import feedparser

from khabar.errors import ReportError
from khabar.ingest.budget import Budget
from khabar.ingest.containers.member import Member, Refused
from khabar.ingest.escaped import is_escaped
from khabar.ingest.strangers import refusing
from khabar.records import Metadata

# What feedparser remarks on and has put right: the encoding, and the type that a server would have stated.
_HARMLESS = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)


def members(stream: IO[bytes], budget: Budget) -> Iterator[Member | Refused]:
    """The entries that hold words, numbered from 1. Raises ReportError (``malformed``) for what is no feed."""
    data = budget.drawn(stream)
    if b"<!ENTITY" in data:
        raise ReportError("malformed", "this feed declares entities of its own, which no sound one does")
    with refusing("malformed", "this feed"):
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not found.version:
        raise ReportError("malformed", "this file is no feed in RSS or Atom, whatever its name says")
    if not found.entries:
        yield Refused("", "empty", "this feed holds no entries", "warning")
    most = budget.limits.members
    for number, entry in enumerate(found.entries[:most], start=1):
        yield _member(number, entry, found.feed)
    if len(found.entries) > most:
        yield Refused("", "too_many_members", f"only its first {most:,} entries were taken, the limit called members")
    if found.bozo and not isinstance(found.bozo_exception, _HARMLESS):
        yield Refused("", "malformed", f"the feed is not sound, so entries may lack: {found.bozo_exception}"[:300])


def _member(number: int, entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Member | Refused:
    contents = [part.get("value", "") for part in entry.get("content", ())] + [entry.get("summary", "")]
    words = max(contents, key=len)
    if not words.strip():
        return Refused(f"#{number}", "empty", "this entry holds no words, only an address", "warning")
    told = Metadata(
        title=entry.get("title") or None,
        outlet=feed.get("title") or None,
        byline=entry.get("author") or None,
        published=_time(entry.get("published_parsed") or entry.get("updated_parsed")),
        url=entry.get("link") or None,
    )
    return Member(
        f"#{number}", words.encode("utf-8", "replace"), told, "html" if "<" in words or is_escaped(words) else "record"
    )


def _time(parsed: time.struct_time | None) -> str | None:
    """A time in UTC as feedparser gives it, as ISO text."""
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat() if parsed else None
