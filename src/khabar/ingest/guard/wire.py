"""What warden and child say to each other: frames of JSON, and of bytes. Nothing that comes back is ever run."""

from __future__ import annotations

import json

from khabar.errors import ReportError
from khabar.records import Ingested, Metadata, Source
from khabar.records.plain import decoder, encoder

SIZE = 8
LARGEST = 1_000_000_000


def framed(data: bytes) -> bytes:
    """Bytes with their length before them."""
    return len(data).to_bytes(SIZE, "big") + data


def asked(source: Source) -> bytes:
    """A source as two frames: what is known of it, and its bytes."""
    known = [source.path, source.format, encoder(Metadata)(source.metadata)]
    return framed(json.dumps(known).encode("ascii")) + framed(source.data)


def source(known: bytes, data: bytes) -> Source:
    """The source in two frames."""
    path, form, metadata = json.loads(known)
    return Source(path, data, form, decoder(Metadata)(metadata))


def answered(found: Ingested | ReportError) -> bytes:
    """What a child found, as one frame."""
    if isinstance(found, ReportError):
        return framed(json.dumps([True, [found.code, str(found)]]).encode("ascii"))
    return framed(json.dumps([False, encoder(Ingested)(found)]).encode("ascii"))


def found(frame: bytes) -> Ingested:
    """What a child found. Raises ReportError where it refused, or where its answer is none."""
    try:
        refused, told = json.loads(frame)
        if not refused:
            ingested = decoder(Ingested)(told)
            assert isinstance(ingested, Ingested)
            return ingested
        code, message = told
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise ReportError("parser_died", "the process that read it gave no sound answer") from error
    raise ReportError(code, message)
