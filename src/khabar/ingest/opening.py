"""A stream of bytes to sources: a dump row by row, a container member by member, anything else as one report.

What cannot be taken is a source with its bytes and its refusal wherever its bytes are at hand. Where they are not, as in
a member that is locked or too large, the member is an issue, and the container is refused once all others are out of it,
so that its own bytes are kept.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import IO

from khabar.errors import ReportError
from khabar.ingest import containers, decode, dumps, kinds, packed
from khabar.ingest.budget import Budget
from khabar.ingest.containers import Member, Refused
from khabar.ingest.taking import STAGE, completed, refused
from khabar.records import Issue, Source

_NOT_READ = frozenset((".xml", ".css", ".js", ".doc", ".msg", ".xls", ".ppt"))
_NAMED = 20


def reports(
    name: str, stream: IO[bytes], budget: Budget, columns: Mapping[str, str] | None, depth: int = 0
) -> Iterator[Source | Issue]:
    """The sources in a stream called ``name``. Raises ReportError where not all of it can be taken."""
    suffix = _suffix(name)
    # What a packed container gives is counted again as it is unpacked itself, so it has a budget of its own outside any.
    layers = 0
    while inner := packed.unpacked(stream, budget if depth else budget.again()):
        # A packed archive is one container and not two.
        layers, stream = layers + 1, inner
        depth = _deeper(depth, budget) if layers > 1 else depth
        if suffix in packed.SUFFIXES:
            suffix = _suffix(name[: -len(suffix)])
    head = stream.read(kinds.HEAD)
    stream.seek(0)
    form = kinds.of(suffix, head, stream) or "plain"
    stream.seek(0)
    if form in dumps.READERS:
        yield from dumps.reports(name, form, stream, columns, budget.limits.file)
    elif form in containers.READERS:
        yield from _members(name, form, stream, budget, columns, depth)
    else:
        yield _single(name, suffix, form, stream, budget.limits.file)


def _deeper(depth: int, budget: Budget) -> int:
    if depth >= budget.limits.depth:
        raise ReportError(
            "too_deep",
            f"it lies within more than {depth} files that hold files, the limit called depth; unpack it and add what it holds",
        )
    return depth + 1


def _single(name: str, suffix: str, form: str, stream: IO[bytes], most: int) -> Source:
    """The one report in a file. Raises ReportError for a file that is too large, or of no format that is read."""
    data = stream.read(most + 1)
    if len(data) > most:
        raise ReportError("too_large", f"it has more than {most:,} bytes, the limit called file")
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
    depth = _deeper(depth, budget)
    lost: list[Refused] = []
    taken = False
    for member in containers.READERS[form](stream, budget):
        inner = _named(name, member.name)
        if isinstance(member, Refused):
            yield Issue(STAGE, member.code, member.severity, message=f"{inner}: {member.why}")
            lost += [member] if member.severity == "error" else []
        else:
            taken = True
            yield from _from_member(inner, member, budget, columns, depth)
    if lost:
        raise _incomplete(lost)
    if not taken:
        raise ReportError("empty", "there is nothing in it that could be read")


def _incomplete(lost: Sequence[Refused]) -> ReportError:
    """Why a container is kept as it is although what could be taken out of it was."""
    codes = sorted({member.code for member in lost})
    names = ", ".join(member.name or member.why for member in lost[:_NAMED])
    more = f" and {len(lost) - _NAMED:,} more" if len(lost) > _NAMED else ""
    told = f"not all of it could be taken out ({', '.join(codes)}): {names}{more}"
    return ReportError(codes[0] if len(codes) == 1 else "incomplete", told)


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
        for item in reports(name, io.BytesIO(member.data), budget, columns, depth):
            yield completed(item, member.metadata) if isinstance(item, Source) else item
    except ReportError as error:
        yield refused(name, member.data, error, member.metadata)


def _suffix(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).suffix.casefold()
