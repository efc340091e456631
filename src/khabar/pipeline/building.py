"""From sources to a casebook: receive, read what is not yet read, and write a new generation.

``build`` makes the casebook mirror its sources; ``add`` and ``remove`` change it. All three end in one atomic step, and
a run that is stopped goes on from the readings it has already kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

from khabar import casebook, ingest, schema
from khabar.casebook import Group, Received
from khabar.engine.local import Outcome, map_readings
from khabar.errors import InputError, ReportError
from khabar.issues import error
from khabar.pipeline.reading import Tools, load_tools, read, reading_key
from khabar.records import Issue, Metadata, Reading, Report, Source
from khabar.version import __version__

Progress = Callable[[int, int], None]
NOTHING_KNOWN = Metadata()


@dataclass(frozen=True, slots=True)
class Unread:
    """A report, or a file, that could not be read, with the code and words of the reason."""

    path: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did: how many reports by status, how many were read afresh, what was not read, and the rows it wrote."""

    reports: int
    ok: int
    partial: int
    rejected: int
    read_afresh: int
    unread: tuple[Unread, ...]
    rows: Mapping[str, int]


def build(
    paths: Sequence[Path],
    folder: Path,
    *,
    metadata: Metadata = NOTHING_KNOWN,
    columns: Mapping[str, str] | None = None,
    workers: int = 1,
    keep: int = 2,
    progress: Progress | None = None,
) -> BuildSummary:
    """Make the casebook in ``folder`` mirror the reports under ``paths``.

    ``progress`` is called with the number of reports read and to read. Raises InputError for a path that does not exist and
    CasebookError where another run holds the folder.
    """
    with casebook.lock(folder):
        received, issues = _receive(folder, ingest.sources(paths, metadata, columns))
        return _write(folder, received, issues, workers, keep, progress)


def add(
    paths: Sequence[Path],
    folder: Path,
    *,
    metadata: Metadata = NOTHING_KNOWN,
    columns: Mapping[str, str] | None = None,
    workers: int = 1,
    keep: int = 2,
    progress: Progress | None = None,
) -> BuildSummary:
    """Add the reports under ``paths`` to the casebook in ``folder``."""
    with casebook.lock(folder):
        before = casebook.current_received(folder)
        received, issues = _receive(folder, ingest.sources(paths, metadata, columns))
        return _write(folder, [*before, *received], [*_kept_issues(folder), *issues], workers, keep, progress)


def remove(names: Sequence[str], folder: Path, *, keep: int = 2) -> BuildSummary:
    """Remove reports, named by identifier or path, from the casebook in ``folder``, with all that rested on them.

    Raises InputError for a name that no report has.
    """
    with casebook.lock(folder):
        before = casebook.current_received(folder)
        unknown = [n for n in names if not any(n in (r.report_id, r.path) for r in before)]
        if unknown:
            raise InputError(f"No report is called {unknown[0]!r}. `khabar show CASE reports` lists them.")
        left = [r for r in before if r.report_id not in names and r.path not in names]
        return _write(folder, left, _kept_issues(folder), 1, keep, None)


# ------------------------------------------------------------------ receiving


def _receive(folder: Path, found: Iterable[Source | Issue]) -> tuple[list[Received], list[Issue]]:
    received: list[Received] = []
    issues: list[Issue] = []
    for item in found:
        if isinstance(item, Issue):
            issues.append(item)
        else:
            received.append(casebook.receive(folder, item))
    return received, issues


def _kept_issues(folder: Path) -> list[Issue]:
    """The issues of the current generation that concern no report: files that were left out."""
    rows = casebook.open_casebook(folder).table("issues").to_pylist()
    return [Issue(**row) for row in rows if row["report_id"] is None]


# ------------------------------------------------------------------ reading


@cache
def _tools() -> Tools:
    """The tools of this process, loaded once."""
    return load_tools()


def _read_into_cache(folder: Path, versions: Mapping[str, str], group: Group) -> str:
    """Read a report and keep its reading; the status of the report."""
    tools = _tools()
    source = casebook.load_source(folder, group.first)
    try:
        reading = read(source, tools)
    except ReportError as refused:
        reading = rejected(group.first, refused.code, str(refused))
    casebook.cache_reading(folder, _key(group, versions), reading)
    return reading.report.status


def _key(group: Group, versions: Mapping[str, str]) -> str:
    first = group.first
    return reading_key(first.sha256, first.path, first.format, first.metadata, versions)


def rejected(received: Received, code: str, message: str) -> Reading:
    """The reading of a report that could not be read: its bytes are kept, and the issue says why."""
    report = Report(
        received.report_id,
        received.sha256,
        outlet=received.metadata.outlet,
        title=received.metadata.title,
        status="rejected",
        extractor=received.format,
    )
    return Reading(report, issues=(error("ingest", code, received.report_id, None, None, message),))


def _read_missing(
    folder: Path, groups: Sequence[Group], versions: Mapping[str, str], workers: int, progress: Progress | None
) -> int:
    """Read what has no reading yet; how many that were."""
    missing = [g for g in groups if not casebook.is_cached(folder, _key(g, versions))]
    outcomes = map_readings(
        missing,
        partial(_read_into_cache, folder, versions),
        workers=min(workers, len(missing)),
        initializer=_tools,
        ordered=False,
    )
    for done, outcome in enumerate(outcomes, 1):
        _keep_failure(folder, outcome, versions)
        if progress:
            progress(done, len(missing))
    return len(missing)


def _keep_failure(folder: Path, outcome: Outcome[Group, str], versions: Mapping[str, str]) -> None:
    """A worker that died or a fault of ours costs this report only: it is kept as rejected."""
    if outcome.failure is None:
        return
    code = "worker_died" if outcome.failure.kind == "died" else "internal_error"
    reading = rejected(outcome.item.first, code, outcome.failure.message)
    casebook.cache_reading(folder, _key(outcome.item, versions), reading)


# ------------------------------------------------------------------ writing


def _write(
    folder: Path,
    received: Sequence[Received],
    issues: Sequence[Issue],
    workers: int,
    keep: int,
    progress: Progress | None,
) -> BuildSummary:
    began = datetime.now(UTC)
    groups = casebook.group(received)
    versions = _tools().versions
    afresh = _read_missing(folder, groups, versions, workers, progress)
    statuses: Counter[str] = Counter()
    unread: list[Unread] = [Unread("", i.code, i.message) for i in issues if i.severity == "error"]

    def kept(group: Group) -> Reading:
        reading = casebook.cached_reading(folder, _key(group, versions))
        if reading is None:
            reading = rejected(group.first, "reading_lost", "its reading could not be kept; build again")
        statuses[reading.report.status] += 1
        unread.extend(_unread(group, reading))
        return reading

    with casebook.next_generation(folder) as generation:
        casebook.write_readings(generation, groups, kept, issues)
        casebook.write_received(generation, received)
        judgements = casebook.judgements(folder)
        generation.write("judgements", schema.TABLES["judgements"].rows(judgements))
        about = {"versions": {**versions, "khabar": __version__}, "last_judgement": len(judgements)}
        run = {"began": began.isoformat(timespec="seconds"), "workers": workers, "read_afresh": afresh}
        manifest = generation.commit(about, run, keep)
    casebook.prune_readings(folder, [_key(g, versions) for g in groups])
    return BuildSummary(
        len(groups),
        statuses["ok"],
        statuses["partial"],
        statuses["rejected"],
        afresh,
        tuple(unread),
        manifest["counts"],
    )


def _unread(group: Group, reading: Reading) -> Iterator[Unread]:
    if reading.report.status == "rejected":
        yield from (Unread(group.first.path, i.code, i.message) for i in reading.issues if i.severity == "error")
