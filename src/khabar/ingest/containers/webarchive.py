"""WARC: the pages of a web archive (ISO 28500), by the library warcio. Answers alone are reports; nothing is fetched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import IO

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from khabar.errors import ReportError
from khabar.ingest.budget import Budget
from khabar.ingest.containers.member import Member, Refused
from khabar.ingest.strangers import refusing
from khabar.records import Metadata

_ANSWERS = ("response", "resource")
# The formats that answers come in, by their type; everything else in an archive serves the look of pages.
_FORMS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}
_FOUND = ("200", "")


def members(stream: IO[bytes], budget: Budget) -> Iterator[Member | Refused]:
    """The pages and documents that an archive holds, then a note of what else is in it. Raises ReportError (``damaged``)."""
    passed_over: Counter[str] = Counter()
    for record in _records(stream):
        kind = _kind(record)
        if kind in _FORMS:
            yield _member(record, budget, _FORMS[kind])
            if _is_cut(record):
                yield Refused("", "damaged", "it ends within a record, so the page before that may lack its end")
        elif kind:
            passed_over[kind] += 1
    if passed_over:
        shown = ", ".join(f"{count} {kind}" for kind, count in sorted(passed_over.items()))
        yield Refused("", "passed_over", f"not read, since they are no reports: {shown[:500]}", "note")


def _records(stream: IO[bytes]) -> Iterator[ArcWarcRecord]:
    with refusing("damaged", "the rest of this web archive"):
        records = iter(ArchiveIterator(stream))
    while True:
        with refusing("damaged", "the rest of this web archive"):
            record = next(records, None)
        if record is None:
            return
        yield record


def _is_cut(record: ArcWarcRecord) -> bool:
    """Whether an archive ends before a record that was read does."""
    left = getattr(record.raw_stream, "limit", 0)
    return left > 0 and len(record.raw_stream.read(left)) < left


def _kind(record: ArcWarcRecord) -> str:
    """The type of an answer's contents, or what kept it from being one; empty for records that hold no contents."""
    if record.rec_type not in _ANSWERS:
        return ""
    headers = record.http_headers
    status = headers.get_statuscode() if headers else ""
    if status not in _FOUND:
        return f"answers with status {status[:3]}"
    told = (headers or record.rec_headers).get_header("Content-Type") or ""
    return told.partition(";")[0].strip().casefold() or "answers of no stated type"


def _member(record: ArcWarcRecord, budget: Budget, suffix: str) -> Member | Refused:
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    met = Metadata(url=address or None, retrieved=record.rec_headers.get_header("WARC-Date"))
    try:
        return Member(f"{address}{suffix}", budget.drawn(record.content_stream()), met)
    except ReportError as error:
        return Refused(address, error.code, str(error))
