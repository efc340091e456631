"""Taking files into a casebook: their bytes are kept, and what was opened before is not opened again."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from khabar import casebook, ingest
from khabar.casebook import Opened, Received
from khabar.identity import report_identifier
from khabar.ingest import Limits
from khabar.pipeline.reading import reader_version
from khabar.records import Issue, Metadata, Source

ERASED = Issue(
    "ingest",
    "erased",
    "warning",
    message="A report that was erased from this casebook was met again, and left out.",
)


def receive(
    paths: Sequence[Path], folder: Path, metadata: Metadata, columns: Mapping[str, str] | None, limits: Limits
) -> tuple[list[Received], list[Issue]]:
    """What the files under some paths hold, kept in a casebook, and the issues of what was left out."""
    known, erased = casebook.opened_before(folder), casebook.erased_reports(folder)
    way = repr((reader_version(), metadata, columns and sorted(columns.items()), limits))
    found: dict[str, Opened] = {}
    received: list[Received] = []
    issues: list[Issue] = []
    for place in ingest.places(paths):
        if isinstance(place, Issue):
            issues.append(place)
            continue
        key = _key(place, way)
        opened = known.get(key)
        if opened is None or not opened.stands(folder):
            opened = _taken(folder, ingest.opened(place, metadata, columns, limits), erased)
            # A file that was changed while it was open gave neither what it held before nor what it holds now.
            if _is_whole(opened) and key == _key(place, way):
                found[key] = opened
        received += [one for one, _ in opened.received]
        issues += opened.issues
    casebook.keep_opened(folder, {key: one for key, one in (known | found).items() if one.stands(folder)})
    return received, issues


def _key(place: ingest.Place, way: str) -> str:
    """What opening a file depends on, as one hash: its bytes, its name, and the way in which it is asked for."""
    return hashlib.sha256(f"{ingest.digest(place)}\n{place.name}\n{way}".encode()).hexdigest()


def _taken(folder: Path, items: Iterable[Source | Issue], erased: Collection[str]) -> Opened:
    received: list[tuple[Received, int]] = []
    issues: list[Issue] = []
    for item in items:
        if isinstance(item, Issue):
            issues.append(item)
        elif report_identifier(item.data) in erased:
            issues.append(ERASED)
        else:
            received.append((casebook.receive(folder, item), len(item.data)))
    return Opened(tuple(received), tuple(issues))


def _is_whole(opened: Opened) -> bool:
    """Whether the same would come of it again; what was refused may do better on a machine that is less busy."""
    refused = any(one.refusal for one, _ in opened.received)
    return not refused and ERASED not in opened.issues and all(issue.severity != "error" for issue in opened.issues)
