"""A stream of bytes to sources: a dump row by row, a container member by member, anything else as one report."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import PurePosixPath
from typing import IO

from khabar import issues
from khabar.errors import ReportError
from khabar.ingest import containers, decode, dumps, kinds, packed
from khabar.ingest.budget import DEEPEST, Budget
from khabar.ingest.containers import Member, Refused
from khabar.ingest.reading import LARGEST_FILE
from khabar.records import Issue, Metadata, Source

STAGE = "ingest"
_NOT_READ = frozenset((".xml", ".css", ".js", ".doc", ".msg", ".xls", ".ppt"))


def reports(
    name: str, suffix: str, stream: IO[bytes], budget: Budget, columns: Mapping[str, str] | None, depth: int = 0
) -> Iterator[Source | Issue]:
    """The sources in a stream called ``name``. Raises ReportError where it cannot be read at all."""
    # What a packed container gives is counted again as it is unpacked itself, so it has a budget of its own outside any.
    if inner := packed.unpacked(suffix, stream, budget if depth else budget.again()):
        suffix, stream = _suffix(name[: -len(suffix)]), inner
    head = stream.read(kinds.HEAD)
    stream.seek(0)
    form = kinds.of(suffix, head, stream) or "plain"
    stream.seek(0)
    if form in dumps.READERS:
        yield from dumps.reports(name, form, stream, columns)
    elif form in containers.READERS:
        yield from _members(name, form, stream, budget, columns, depth)
    else:
        yield _single(name, suffix, form, stream)


def _whole(stream: IO[bytes]) -> bytes:
    """All of a stream, which then stands at its beginning again. Raises ReportError for one that is too large."""
    data = stream.read(LARGEST_FILE + 1)
    stream.seek(0)
    if len(data) > LARGEST_FILE:
        raise ReportError("too_large", f"it has more than {LARGEST_FILE:,} bytes")
    return data


def _single(name: str, suffix: str, form: str, stream: IO[bytes]) -> Source:
    """The one report in a file. Raises ReportError for a file that is too large, or of no format that is read."""
    data = _whole(stream)
    if form != "plain":
        return Source(name, data, form)
    decode.refuse_binary(data)
    if suffix in _NOT_READ:
        raise ReportError("unsupported_format", f"files in {suffix} are not read; convert it to text or HTML")
    return Source(name, data, "plain")


# ------------------------------------------------------------------ containers


def _members(
    name: str, form: str, stream: IO[bytes], budget: Budget, columns: Mapping[str, str] | None, depth: int
) -> Iterator[Source | Issue]:
    """The sources in a container, and in the containers within it."""
    if depth >= DEEPEST:
        raise ReportError("too_deep", f"it lies within more than {DEEPEST} containers")
    for member in containers.READERS[form](stream, budget):
        inner = _named(name, member.name)
        if isinstance(member, Refused):
            yield Issue(STAGE, member.code, member.severity, message=f"{inner}: {member.why}")
        else:
            yield from _from_member(inner, member, budget, columns, depth)


def _named(container: str, member: str) -> str:
    """A member's path as it stands in tables; it is data, and never where anything is written."""
    if not member or member.startswith("#"):
        return container + member
    readable = member.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return f"{container}/{readable}"


def _from_member(
    name: str, member: Member, budget: Budget, columns: Mapping[str, str] | None, depth: int
) -> Iterator[Source | Issue]:
    if member.form:
        yield Source(name, member.data, member.form, member.metadata)
        return
    try:
        for item in reports(name, _suffix(member.name), io.BytesIO(member.data), budget, columns, depth + 1):
            yield completed(item, member.metadata) if isinstance(item, Source) else item
    except packed.DAMAGED as error:
        yield issues.error(STAGE, "damaged", None, None, None, f"{name}: it cannot be unpacked: {error}")
    except ReportError as error:
        yield issues.error(STAGE, error.code, None, None, None, f"{name}: {error}")


def _suffix(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).suffix.casefold()


def completed(source: Source, metadata: Metadata) -> Source:
    """The source with what is known from elsewhere wherever it does not know better."""
    own = {field: value for field, value in asdict(source.metadata).items() if value is not None}
    return replace(source, metadata=replace(metadata, **own))
