"""One source to one report: the format's module reads it, and everything after that is the same for all formats."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from khabar.errors import ReportError
from khabar.identity import report_identifier
from khabar.ingest import decode, metadata, plain, segments, telling, webpage
from khabar.ingest.assembly import Assembled, assemble
from khabar.ingest.blocks import Page
from khabar.ingest.decode import Decoded
from khabar.ingest.documents import epub, message, opendocument, richtext, word
from khabar.ingest.limits import DEFAULT, Limits
from khabar.ingest.metadata import Known
from khabar.records import Ingested, Locator, Report, Source

Extractor = Callable[[bytes, Limits], tuple[Decoded, Page]]


def read(source: Source, limits: Limits = DEFAULT) -> Ingested:
    """The report in a source. Raises ReportError (``empty``, ``binary``, ``too_large`` …) for what cannot be read."""
    if source.refusal:
        raise ReportError(source.refusal.code, source.refusal.message)
    _check(source.data, limits)
    decoded, page = FORMATS[source.format](source.data, limits)
    _check_length(page.source_text, limits)
    told = segments.parts([block for block in page.blocks if block.text], source.metadata.title or page.metadata.title)
    if not told:
        raise ReportError("empty", "there is no text in this report")
    known = metadata.known(source.metadata, page.metadata, told)
    return _ingested(source, decoded, page, known, assemble(told, page.source_text))


def _check(data: bytes, limits: Limits) -> None:
    if len(data) > limits.file:
        raise ReportError("too_large", f"it has {len(data):,} bytes; the limit called file is {limits.file:,}")
    if not data.strip():
        raise ReportError("empty", "there is nothing in this file")


def _check_length(text: str, limits: Limits) -> None:
    if len(text) > limits.characters:
        raise ReportError(
            "too_large", f"its text has {len(text):,} characters; the limit called characters is {limits.characters:,}"
        )


def _plain(data: bytes, limits: Limits) -> tuple[Decoded, Page]:
    decoded = decode.decode(data)
    _check_length(decoded.text, limits)
    return decoded, plain.read(decoded.text)


def _record(data: bytes, limits: Limits) -> tuple[Decoded, Page]:
    decoded = decode.record_text(data)
    _check_length(decoded.text, limits)
    return decoded, plain.read(decoded.text)


def _webpage(data: bytes, _: Limits) -> tuple[Decoded, Page]:
    decoded = decode.decode(data, webpage.declared_charset(data))
    return decoded, webpage.read(decoded.text)


def _document(read_page: Callable[[bytes], Page], data: bytes, _: Limits) -> tuple[Decoded, Page]:
    """A document whose format settles itself how its letters are written."""
    page = read_page(data)
    return Decoded(page.source_text, "utf-8"), page


def _costly(read_page: Callable[[bytes, Limits], Page], data: bytes, limits: Limits) -> tuple[Decoded, Page]:
    """The same, where reading it may cost more than its size tells."""
    page = read_page(data, limits)
    return Decoded(page.source_text, "utf-8"), page


def _pdf(data: bytes, limits: Limits) -> tuple[Decoded, Page]:
    from khabar.ingest.documents import pdf  # noqa: PLC0415 (its library is slow to load)

    return _costly(pdf.read, data, limits)


FORMATS: Mapping[str, Extractor] = {
    "plain": _plain,
    "record": _record,
    "html": _webpage,
    "docx": partial(_costly, word.read),
    "odt": partial(_costly, opendocument.read),
    "rtf": partial(_document, richtext.read),
    "epub": partial(_costly, epub.read),
    "message": partial(_document, message.read),
    "pdf": _pdf,
}
_BY_BYTES = ("plain", "record")


def _ingested(source: Source, decoded: Decoded, page: Page, known: Known, assembled: Assembled) -> Ingested:
    report_id = report_identifier(source.data)
    issues = telling.gather(report_id, decoded, page, known, assembled.joins())
    lost = decoded.replaced > 0 or any(issue.severity == "error" for issue in issues)
    report = Report(
        report_id=report_id,
        sha256=hashlib.sha256(source.data).hexdigest(),
        outlet=known.outlet,
        title=known.title,
        byline=known.byline,
        published=known.published,
        published_precision=known.precision,
        published_from=known.published_from,
        language=known.language,
        genre=known.genre,
        text=assembled.content.text,
        source_text=page.source_text,
        original_map=assembled.content.runs,
        status="partial" if lost else "ok",
        extractor=page.extractor,
    )
    locators = tuple(_locators(report_id, source.format, decoded, assembled))
    return Ingested(report, assembled.segments(report_id), locators, issues)


def _locators(report_id: str, form: str, decoded: Decoded, assembled: Assembled) -> Iterator[Locator]:
    """The way back to the bytes: elements, or pages and boxes; byte ranges for text that was decoded without loss."""
    if form not in _BY_BYTES:
        yield from assembled.elements(report_id, "page" if form == "pdf" else "element")
    elif not decoded.replaced and not decoded.guessed:
        yield from assembled.byte_ranges(report_id, decoded.text, decoded.encoding)
