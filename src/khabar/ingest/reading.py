"""One source to one report: the format's module reads it, and everything after that is the same for all formats."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from khabar.errors import ReportError
from khabar.identity import report_identifier
from khabar.ingest import decode, language, metadata, plain, segments, telling
from khabar.ingest.blocks import Page
from khabar.ingest.decode import Decoded
from khabar.ingest.offsets import Mapped, concat, heal, literal
from khabar.ingest.segments import Part
from khabar.records import Ingested, Issue, Locator, Report, Segment, Source

LARGEST_FILE = 100_000_000
LONGEST_TEXT = 10_000_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """One segment to be: its parts and where they stand in the clean text."""

    parts: Sequence[Part]
    start: int
    end: int


def read(source: Source) -> Ingested:
    """The report in a source. Raises ReportError (``empty``, ``binary``, ``too_large`` …) for what cannot be read."""
    _check(source.data)
    decoded, page = FORMATS[source.format](source)
    if len(page.source_text) > LONGEST_TEXT:
        raise ReportError(
            "too_large", f"the text has {len(page.source_text):,} characters; the limit is {LONGEST_TEXT:,}"
        )
    told = segments.parts([block for block in page.blocks if block.text], source.metadata.title or page.metadata.title)
    if not told:
        raise ReportError("empty", "there is no text in this report")
    content, stretches = _assemble(told, page.source_text)
    return _ingested(source, decoded, page, told, content, stretches)


def _check(data: bytes) -> None:
    if len(data) > LARGEST_FILE:
        raise ReportError("too_large", f"the file has {len(data):,} bytes; the limit is {LARGEST_FILE:,}")
    if not data.strip():
        raise ReportError("empty", "there is nothing in this file")


def _plain(source: Source) -> tuple[Decoded, Page]:
    decoded = decode.decode(source.data)
    return decoded, plain.read(decoded.text)


FORMATS: Mapping[str, Callable[[Source], tuple[Decoded, Page]]] = {"plain": _plain}


# ------------------------------------------------------------------ clean text and segments


def _assemble(told: Sequence[Part], source_text: str) -> tuple[Mapped, list[Stretch]]:
    """The clean text, and the stretches of it that are segments; a gap between two belongs to the one before it."""
    pieces: list[Mapped] = []
    starts: list[tuple[list[Part], int]] = []
    length = 0
    for parts in segments.stretches(told):
        for part in parts:
            gap = part.block.gap if pieces else ""
            pieces += [literal(gap), part.block.content]
            if part is parts[0]:
                starts.append((parts, length + len(gap)))
            length += len(gap) + len(part.block.text)
    ends = [start for _, start in starts[1:]] + [length]
    content = heal(concat(pieces), source_text)
    return content, [Stretch(parts, start, end) for (parts, start), end in zip(starts, ends, strict=True)]


def _ingested(
    source: Source, decoded: Decoded, page: Page, told: Sequence[Part], content: Mapped, stretches: Sequence[Stretch]
) -> Ingested:
    report_id = report_identifier(source.data)
    known = metadata.known(source.metadata, page.metadata, told)
    body = " ".join(part.block.text for part in told if part.kind != "boilerplate")
    spoken = language.language_of(body or content.text)
    issues = telling.gather(report_id, decoded, page, known, spoken, _joins(stretches))
    report = Report(
        report_id=report_id,
        sha256=hashlib.sha256(source.data).hexdigest(),
        outlet=known.outlet,
        title=known.title,
        byline=known.byline,
        published=known.published,
        published_precision=known.precision,
        published_from=known.published_from,
        language=spoken,
        genre=known.genre,
        text=content.text,
        source_text=page.source_text,
        original_map=content.runs,
        status=_status(decoded, issues),
        extractor=page.extractor,
    )
    return Ingested(
        report, _segments(report_id, stretches), tuple(_locators(report_id, decoded, content, stretches)), issues
    )


def _status(decoded: Decoded, issues: Iterable[Issue]) -> str:
    """``partial`` where something of the report is known to be missing."""
    lost = decoded.replaced > 0 or any(issue.severity == "error" for issue in issues)
    return "partial" if lost else "ok"


def _segments(report_id: str, stretches: Sequence[Stretch]) -> tuple[Segment, ...]:
    return tuple(
        Segment(report_id, number, s.start, s.end, s.parts[0].kind, s.parts[0].voice)
        for number, s in enumerate(stretches)
    )


def _joins(stretches: Sequence[Stretch]) -> Iterator[tuple[str, int]]:
    """Where paragraphs were put together, in the clean text."""
    for stretch in stretches:
        start = stretch.start
        for index, part in enumerate(stretch.parts):
            start += len(part.block.gap) if index else 0
            yield from ((code, start + place) for code, place in part.block.joins)
            start += len(part.block.text)


# ------------------------------------------------------------------ locators


def _locators(report_id: str, decoded: Decoded, content: Mapped, stretches: Sequence[Stretch]) -> Iterator[Locator]:
    """The byte range of each segment, where the bytes and the characters correspond without loss."""
    if decoded.replaced or not decoded.encoding:
        return
    position = offset = 0
    for stretch in stretches:
        span = content.source_span(stretch.start, stretch.end)
        if span is None or span.start < position:
            continue
        first = offset + _size(decoded, position, span.start)
        offset = first + _size(decoded, span.start, span.end)
        position = span.end
        yield Locator(report_id, stretch.start, stretch.end, "bytes", f"{first}-{offset}")


def _size(decoded: Decoded, start: int, end: int) -> int:
    return len(decoded.text[start:end].encode(decoded.encoding))
