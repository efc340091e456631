"""What was received: every sighting of every report with the metadata that came with it.

The list is kept with each generation, so that reports can be added and removed, and everything read again, without the
folders they came from.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

from khabar import identity
from khabar.casebook import layout
from khabar.casebook.canonical import canonical
from khabar.casebook.manifest import read_manifest
from khabar.casebook.originals import load_original, store_original
from khabar.errors import CasebookError
from khabar.frozen import record
from khabar.records import Metadata, Refusal, Sighting, Source

_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}\Z")


@record(frozen=True, slots=True)
class Received:
    """One sighting of a report whose bytes are among the originals; with a refusal, it is kept and not read."""

    report_id: str
    sha256: str
    suffix: str
    path: str
    format: str
    metadata: Metadata
    refusal: Refusal | None = None


@record(frozen=True, slots=True)
class Group:
    """All sightings of one report; ``first`` gives the reading its metadata."""

    first: Received
    sightings: tuple[Sighting, ...]


def receive(folder: Path, source: Source) -> Received:
    """Keep the bytes of a source in a casebook."""
    suffix = file_suffix(source)
    sha256 = store_original(folder, source.data, suffix)
    report_id = identity.report_identifier(source.data)
    return Received(report_id, sha256, suffix, source.path, source.format, source.metadata, source.refusal)


def file_suffix(source: Source) -> str:
    """The suffix under which the bytes of a source are kept: that of its path if it is a plain one."""
    found = _SUFFIX.search(source.path.lower())
    return found.group() if found else f".{source.format}" if source.format.isalnum() else ".bytes"


def load_source(folder: Path, received: Received) -> Source:
    """The source that was received, with its bytes unless it is not to be read.

    Raises CasebookError where they are missing or altered.
    """
    data = b"" if received.refusal else load_original(folder, received.sha256, received.suffix)
    return Source(received.path, data, received.format, received.metadata, received.refusal)


def group(received: Iterable[Received]) -> list[Group]:
    """Sightings by report, in order of report identifier: equal bytes are one report."""
    ordered = sorted(set(received), key=_precedence)
    return [_group(list(same)) for _, same in groupby(ordered, key=lambda one: one.report_id)]


def _precedence(one: Received) -> tuple[str, ...]:
    """The earliest dated sighting comes first, then the first by outlet and path; refused ones come last."""
    known = one.metadata
    dated = known.published or known.retrieved or "~"
    return (one.report_id, "refused" if one.refusal else "", dated, known.outlet or "", one.path, repr(one))


def _group(received: list[Received]) -> Group:
    sightings = {_sighting(one): None for one in received}
    return Group(received[0], tuple(sightings))


def _sighting(one: Received) -> Sighting:
    return Sighting(one.report_id, one.path, one.metadata.url, one.metadata.outlet, one.metadata.retrieved)


def current_received(folder: Path) -> list[Received]:
    """What the current generation was made of; empty for a folder that holds no casebook yet."""
    generation = _current(folder)
    return list(read_received(generation)) if generation else []


def current_codebook(folder: Path) -> Path | None:
    """The researcher's own codebook that the current generation was read with, or None."""
    kept = layout.codebook(generation) if (generation := _current(folder)) else None
    return kept if kept and kept.is_dir() else None


def current_actors(folder: Path) -> Path | None:
    """The user's own file of actors that the current generation was read with, or None."""
    generation = _current(folder)
    return next(iter(sorted(layout.actors(generation).glob("actors.*"))), None) if generation else None


def _current(folder: Path) -> Path | None:
    here = layout.Layout(folder)
    return here.generation(read_manifest(folder)["generation"]) if here.manifest.exists() else None


def read_received(generation: Path) -> Iterator[Received]:
    """What a generation was made of. Raises CasebookError where the list is missing or damaged."""
    path = layout.received(generation)
    try:
        with path.open(encoding="ascii", newline="\n") as stream:
            for line in stream:
                row = json.loads(line)
                yield received_of(row)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise CasebookError(f"{path} is missing or damaged: {error}. Build the casebook again.") from error


def received_of(row: dict[str, Any]) -> Received:
    """The record of a row of the list."""
    refusal = row.get("refusal")
    known = {"metadata": Metadata(**row["metadata"]), "refusal": Refusal(**refusal) if refusal else None}
    return Received(**{**row, **known})


def serialise_received(received: Iterable[Received]) -> bytes:
    """The list of what was received as JSON lines, in one order."""
    ordered = sorted(set(received), key=_precedence)
    return b"".join(canonical(asdict(one)) + b"\n" for one in ordered)
