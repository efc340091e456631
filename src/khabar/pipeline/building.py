"""From sources to a casebook: receive, read what is not yet read, and write a new generation.

``build`` makes the casebook mirror its sources; ``add`` and ``remove`` change it. All three end in one atomic step, and
a run that is stopped goes on from the readings it has already kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

from khabar import casebook, ingest, resolve, schema
from khabar.casebook import Group, Received
from khabar.casebook.layout import Layout
from khabar.codebook import load_codebook, overlay_files
from khabar.engine.local import map_readings
from khabar.engine.outcome import Failure
from khabar.errors import InputError, KhabarError, ReportError, SetupError
from khabar.ingest import DEFAULT_LIMITS as DEFAULT
from khabar.ingest import Limits
from khabar.pipeline.linking import link_generation
from khabar.pipeline.reading import Tools, load_tools, read, reading_key, tool_versions
from khabar.records import Issue, Metadata, Reading, Source
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
    actors: Path | None = None,
    codebook: Path | None = None,
    limits: Limits = DEFAULT,
    workers: int = 1,
    keep: int = 2,
    progress: Progress | None = None,
) -> BuildSummary:
    """Make the casebook in ``folder`` mirror the reports under ``paths``.

    ``actors`` is a file of the user's own actors, ``codebook`` a codebook laid over the shipped one; the casebook keeps a
    copy of each. ``limits`` say what a file and a report may cost. ``progress`` is called with the number of reports read
    and to read. Raises InputError for a path that does not exist or an own file that cannot be used, and CasebookError
    where another run holds the folder.
    """
    own = _usable(Own(actors, codebook, limits))
    with casebook.lock(folder):
        received, issues = _receive(folder, ingest.sources(paths, metadata, columns, limits))
        run = _read_missing(folder, casebook.group(received), own, workers, progress)
        return _write(run, received, issues, workers, keep)


def add(
    paths: Sequence[Path],
    folder: Path,
    *,
    metadata: Metadata = NOTHING_KNOWN,
    columns: Mapping[str, str] | None = None,
    actors: Path | None = None,
    limits: Mapping[str, int] | None = None,
    workers: int = 1,
    keep: int = 2,
    progress: Progress | None = None,
) -> BuildSummary:
    """Add the reports under ``paths`` to the casebook in ``folder``, which keeps its own codebook, and its file of
    actors unless one is given; its limits too, but for those that are.
    """
    with casebook.lock(folder):
        chosen = ingest.chosen_limits(limits or {}, _current_limits(folder))
        own = _usable(Own(actors or casebook.current_actors(folder), casebook.current_codebook(folder), chosen))
        before = casebook.current_received(folder)
        received, issues = _receive(folder, ingest.sources(paths, metadata, columns, own.limits))
        all_of_them = [*before, *received]
        run = _read_missing(folder, casebook.group(all_of_them), own, workers, progress)
        return _write(run, all_of_them, [*_kept_issues(folder), *issues], workers, keep)


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
        own = Own(casebook.current_actors(folder), casebook.current_codebook(folder), _current_limits(folder))
        run = _read_missing(folder, casebook.group(left), own, 1, None)
        return _write(run, left, _kept_issues(folder), 1, keep)


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
    """The issues of the current generation that concern no report: files that were left out. Linking finds its own anew."""
    rows = casebook.open_casebook(folder).table("issues").to_pylist()
    return [Issue(**row) for row in rows if row["report_id"] is None and row["stage"] != "link"]


# ------------------------------------------------------------------ reading


@dataclass(frozen=True, slots=True)
class Own:
    """The user's own files that a casebook is read with, and the limits."""

    actors: Path | None
    codebook: Path | None
    limits: Limits


def _current_limits(folder: Path) -> Limits:
    """The limits that the casebook in a folder was last built with; the usual ones where there is none yet."""
    if not Layout(folder).manifest.exists():
        return DEFAULT
    return ingest.chosen_limits(casebook.read_manifest(folder).get("parameters", {}).get("limits", {}))


def _usable(own: Own) -> Own:
    """The user's own files, proved usable before anything is written. Raises InputError where they are not."""
    load_codebook(own.codebook)
    if own.actors:
        resolve.load_actor_file(own.actors)
    return own


@cache
def _tools(own: Own, _versions: tuple[str, str]) -> Tools:
    """The tools of this process, loaded once for each version of the user's own files."""
    return load_tools(own.actors, own.codebook, own.limits)


def _own_versions(versions: Mapping[str, str]) -> tuple[str, str]:
    return versions["actors"], versions["codebook"]


def _read_into_cache(folder: Path, versions: Mapping[str, str], own: Own, group: Group) -> KhabarError | None:
    """Read a report and keep its reading, a rejection too: the same bytes would be refused again.

    An error that concerns the run and not the report is given back.
    """
    source = casebook.load_source(folder, group.first)
    try:
        reading = read(source, _tools(own, _own_versions(versions)))
    except ReportError as refused:
        reading = casebook.rejection_of(group.first, refused.code, str(refused))
    except SetupError as error:
        return error
    try:
        casebook.cache_reading(folder, _key(group, versions), reading)
    except OSError as error:
        told = f"{error.filename or folder}: {error.strerror or error}"
        return SetupError(f"A reading cannot be kept, and the run was stopped. {told}")
    return None


def _key(group: Group, versions: Mapping[str, str]) -> str:
    first = group.first
    kind = repr(first.refusal) if first.refusal else ingest.way(first.format)
    return reading_key(first.sha256, first.path, kind, first.metadata, versions)


@dataclass(frozen=True, slots=True)
class _Run:
    """The reading half of one build: when it began, which reports were read afresh, and which this run could not read."""

    folder: Path
    own: Own
    began: datetime
    versions: Mapping[str, str]
    afresh: int
    failed: Mapping[str, tuple[str, str]]

    def reading(self, group: Group) -> Reading:
        """The reading of a report; where a worker died over it, or a fault of ours stopped it, a rejection that is not kept.

        What was kept and is damaged is read again.
        """
        key, failure = _key(group, self.versions), self.failed.get(group.first.report_id)
        kept = casebook.cached_reading(self.folder, key)
        if kept is None and failure is None:
            (outcome,) = map_readings([group], partial(_read_into_cache, self.folder, self.versions, self.own))
            failure = _reason(outcome.failure) if outcome.failure else None
            kept = casebook.cached_reading(self.folder, key)
        code, message = failure or ("reading_lost", "Its reading was lost; build again.")
        return kept or casebook.rejection_of(group.first, code, message)


def _read_missing(folder: Path, groups: Sequence[Group], own: Own, workers: int, progress: Progress | None) -> _Run:
    """Read what has no reading yet."""
    began = datetime.now(UTC)
    versions = tool_versions(own.actors, own.codebook, own.limits)
    missing = [g for g in groups if not casebook.is_cached(folder, _key(g, versions))]
    outcomes = map_readings(
        missing,
        partial(_read_into_cache, folder, versions, own),
        workers=min(workers, len(missing)),
        initializer=partial(_tools, own, _own_versions(versions)),
        ordered=False,
    )
    failed: dict[str, tuple[str, str]] = {}
    for done, outcome in enumerate(outcomes if missing else (), 1):
        if outcome.result:
            raise outcome.result
        if outcome.failure:
            failed[outcome.item.first.report_id] = _reason(outcome.failure)
        if progress:
            progress(done, len(missing))
    return _Run(folder, own, began, versions, len(missing), failed)


def _reason(failure: Failure) -> tuple[str, str]:
    return ("worker_died" if failure.kind == "died" else "internal_error", failure.message)


# ------------------------------------------------------------------ writing


def _write(run: _Run, received: Sequence[Received], issues: Sequence[Issue], workers: int, keep: int) -> BuildSummary:
    folder, groups = run.folder, casebook.group(received)
    statuses: Counter[str] = Counter()
    unread: list[Unread] = [Unread("", i.code, i.message) for i in issues if i.severity == "error"]

    def counted(group: Group) -> Reading:
        reading = run.reading(group)
        statuses[reading.report.status] += 1
        unread.extend(_unread(group, reading))
        return reading

    with casebook.next_generation(folder) as generation:
        casebook.write_readings(generation, groups, counted, issues)
        casebook.write_received(generation, received)
        if run.own.actors:
            generation.keep_actors(run.own.actors.suffix.lower(), resolve.load_actor_file(run.own.actors).data)
        if run.own.codebook:
            generation.keep_codebook(overlay_files(run.own.codebook))
        judgements = casebook.judgements(folder)
        generation.write("judgements", schema.TABLES["judgements"].rows(judgements))
        link_generation(folder, generation, judgements)
        about = {
            "versions": {**run.versions, "khabar": __version__},
            "parameters": {"limits": asdict(run.own.limits)},
            "last_judgement": len(judgements),
        }
        varying = {
            "began": run.began.isoformat(timespec="seconds"),
            "workers": workers,
            "read_afresh": run.afresh,
            "recogniser": ingest.recogniser.version(),
        }
        manifest = generation.commit(about, varying, keep)
    casebook.prune_readings(folder, [_key(g, run.versions) for g in groups])
    return BuildSummary(
        len(groups),
        statuses["ok"],
        statuses["partial"],
        statuses["rejected"],
        run.afresh,
        tuple(unread),
        manifest["counts"],
    )


def _unread(group: Group, reading: Reading) -> Iterator[Unread]:
    if reading.report.status == "rejected":
        yield from (Unread(group.first.path, i.code, i.message) for i in reading.issues if i.severity == "error")
