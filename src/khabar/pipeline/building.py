"""From sources to a casebook: receive, read what is not yet read, and write a new generation.

``build`` makes the casebook mirror its sources; ``add`` and ``remove`` change it. All three end in one atomic step, and
a run that is stopped goes on from the readings it has already kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from khabar import casebook, ingest, resolve, schema
from khabar.casebook import Group, Received, Rows
from khabar.casebook.layout import Layout
from khabar.codebook import overlay_files
from khabar.engine.contract import Engine
from khabar.engine.local import Local
from khabar.errors import InputError
from khabar.frozen import record
from khabar.ingest import DEFAULT_LIMITS as DEFAULT
from khabar.ingest import Limits
from khabar.pipeline.linking import link_generation
from khabar.pipeline.readings import Own, Progress, Run, read_missing, usable
from khabar.pipeline.receiving import receive
from khabar.records import Issue, Metadata
from khabar.version import __version__

NOTHING_KNOWN = Metadata()
ONE_WORKER = Local()


@record(frozen=True, slots=True)
class Unread:
    """A report, or a file, that could not be read, or not all of it, with the code and words of the reason."""

    path: str
    code: str
    message: str


@record(frozen=True, slots=True)
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
    engine: Engine = ONE_WORKER,
    keep: int = 2,
    progress: Progress | None = None,
) -> BuildSummary:
    """Make the casebook in ``folder`` mirror the reports under ``paths``.

    ``actors`` is a file of the user's own actors, ``codebook`` a codebook laid over the shipped one; the casebook keeps a
    copy of each. ``limits`` say what a file and a report may cost, ``engine`` where reports are read and linked; all that
    it uses must be reached from there by the same path. ``progress`` is called with the number of reports read and to
    read. Raises InputError for a path that does not exist or an own file that cannot be used, and CasebookError where
    another run holds the folder.
    """
    own = usable(Own(actors, codebook, limits))
    with casebook.lock(folder):
        received, issues = receive(paths, folder, metadata, columns, limits)
        run = read_missing(folder, casebook.group(received), own, engine, progress)
        return _write(run, received, issues, keep)


def add(
    paths: Sequence[Path],
    folder: Path,
    *,
    metadata: Metadata = NOTHING_KNOWN,
    columns: Mapping[str, str] | None = None,
    actors: Path | None = None,
    limits: Mapping[str, int] | None = None,
    engine: Engine = ONE_WORKER,
    keep: int = 2,
    progress: Progress | None = None,
) -> BuildSummary:
    """Add the reports under ``paths`` to the casebook in ``folder``, which keeps its own codebook, and its file of
    actors unless one is given; its limits too, but for those that are.
    """
    with casebook.lock(folder):
        chosen = ingest.chosen_limits(limits or {}, _current_limits(folder))
        own = usable(Own(actors or casebook.current_actors(folder), casebook.current_codebook(folder), chosen))
        before = casebook.current_received(folder)
        received, issues = receive(paths, folder, metadata, columns, own.limits)
        all_of_them = [*before, *received]
        run = read_missing(folder, casebook.group(all_of_them), own, engine, progress)
        return _write(run, all_of_them, [*_kept_issues(folder), *issues], keep)


def remove(names: Sequence[str], folder: Path, *, keep: int = 2) -> BuildSummary:
    """Remove reports, named by identifier or path, from the casebook in ``folder``, with all that rested on them.

    Raises InputError for a name that no report has.
    """
    with casebook.lock(folder):
        before = casebook.current_received(folder)
        unknown = [n for n in names if not any(n in (r.report_id, r.path) for r in before)]
        if unknown:
            raise InputError(f"No report is called {unknown[0]!r}. `khabar show CASE reports` lists them.")
        return _reduced(folder, [r for r in before if r.report_id not in names and r.path not in names], keep)


def without(folder: Path, reports: Collection[str]) -> BuildSummary:
    """Write the casebook in ``folder``, which the caller holds locked, without some reports, and keep no earlier generation."""
    return _reduced(folder, [r for r in casebook.current_received(folder) if r.report_id not in reports], 1)


def _reduced(folder: Path, left: Sequence[Received], keep: int) -> BuildSummary:
    own = Own(casebook.current_actors(folder), casebook.current_codebook(folder), _current_limits(folder))
    casebook.forget_opened(folder)
    run = read_missing(folder, casebook.group(left), own, ONE_WORKER, None)
    return _write(run, left, _kept_issues(folder), keep)


# ------------------------------------------------------------------ what the casebook holds already


def _kept_issues(folder: Path) -> list[Issue]:
    """The issues of the current generation that concern no report: files that were left out. Linking finds its own anew."""
    rows = casebook.open_casebook(folder).table("issues").to_pylist()
    return [Issue(**row) for row in rows if row["report_id"] is None and row["stage"] != "link"]


def _current_limits(folder: Path) -> Limits:
    """The limits that the casebook in a folder was last built with; the usual ones where there is none yet."""
    if not Layout(folder).manifest.exists():
        return DEFAULT
    return ingest.chosen_limits(casebook.read_manifest(folder).get("parameters", {}).get("limits", {}))


# ------------------------------------------------------------------ writing


def _write(run: Run, received: Sequence[Received], issues: Sequence[Issue], keep: int) -> BuildSummary:
    folder, groups = run.folder, casebook.group(received)
    statuses: Counter[str] = Counter()
    unread: list[Unread] = [Unread("", i.code, i.message) for i in issues if i.severity == "error"]

    def counted(group: Group) -> Rows:
        rows = run.reading(group)
        status = rows.status
        statuses[status] += 1
        if status != "ok":
            unread.extend(Unread(group.first.path, i.code, i.message) for i in rows.issues if i.severity == "error")
        return rows

    with casebook.next_generation(folder) as generation:
        casebook.write_readings(generation, groups, counted, issues)
        casebook.write_received(generation, received)
        if run.own.actors:
            generation.keep_actors(run.own.actors.suffix.lower(), resolve.load_actor_file(run.own.actors).data)
        if run.own.codebook:
            generation.keep_codebook(overlay_files(run.own.codebook))
        judgements = casebook.judgements(folder)
        generation.write("judgements", schema.TABLES["judgements"].rows(judgements))
        link_generation(folder, generation, judgements, run.engine)
        about = {
            "versions": {**run.versions, "khabar": __version__},
            "parameters": {"limits": asdict(run.own.limits)},
            "last_judgement": len(judgements),
        }
        varying = {
            "began": run.began.isoformat(timespec="seconds"),
            "workers": run.engine.workers,
            "read_afresh": run.afresh,
            "recogniser": ingest.recogniser.version(),
        }
        manifest = generation.commit(about, varying, keep)
    casebook.prune_readings(folder, run.keys.values())
    return BuildSummary(
        len(groups),
        statuses["ok"],
        statuses["partial"],
        statuses["rejected"],
        run.afresh,
        tuple(unread),
        manifest["counts"],
    )
