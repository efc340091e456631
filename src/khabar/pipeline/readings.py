"""The reading half of a build: what has no reading yet is read, wherever the engine runs, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

from khabar import casebook, ingest, resolve
from khabar.casebook import Group, Received, Rows
from khabar.codebook import load_codebook
from khabar.engine.contract import Engine
from khabar.engine.outcome import Failure
from khabar.errors import CasebookError, KhabarError, ReportError, SetupError
from khabar.frozen import record
from khabar.ingest import Limits
from khabar.pipeline.reading import Tools, load_tools, read, reading_key, tool_versions
from khabar.pipeline.rejected import rejection_of
from khabar.records import Source

Progress = Callable[[int, int], None]
Versions = tuple[tuple[str, str], ...]


@record(frozen=True, slots=True)
class Own:
    """The user's own files that a casebook is read with, and the limits."""

    actors: Path | None
    codebook: Path | None
    limits: Limits


def usable(own: Own) -> Own:
    """The user's own files, proved usable before anything is written. Raises InputError where they are not."""
    load_codebook(own.codebook)
    if own.actors:
        resolve.load_actor_file(own.actors)
    return own


@record(frozen=True, slots=True)
class Run:
    """The reading half of one build: when it began, which reports were read afresh, and which this run could not read."""

    folder: Path
    own: Own
    engine: Engine
    began: datetime
    versions: Mapping[str, str]
    keys: Mapping[str, str]
    afresh: int
    failed: Mapping[str, tuple[str, str]]

    def reading(self, group: Group) -> Rows:
        """The reading of a report; where a worker died over it, or a fault of ours stopped it, a rejection that is not kept.

        What was kept and is damaged is read again.
        """
        key, failure = self.keys[group.first.report_id], self.failed.get(group.first.report_id)
        kept = casebook.cached_reading(self.folder, key)
        if kept is None and failure is None:
            failure = _read(self.folder, [group], self.own, self.versions, self.engine, None).get(group.first.report_id)
            kept = casebook.cached_reading(self.folder, key)
        code, message = failure or ("reading_lost", "Its reading was lost; build again.")
        return kept or casebook.rows_of(rejection_of(group.first, code, message))


def _key_of(group: Group, versions: Mapping[str, str]) -> str:
    """The key under which the reading of a report is kept."""
    first = group.first
    kind = repr(first.refusal) if first.refusal else ingest.way(first.format)
    return reading_key(first.sha256, first.path, kind, first.metadata, versions)


def read_missing(folder: Path, groups: Sequence[Group], own: Own, engine: Engine, progress: Progress | None) -> Run:
    """Read what has no reading yet, and keep it. Raises SetupError where readings cannot be made or kept here."""
    began = datetime.now(UTC)
    versions = tool_versions(own.actors, own.codebook, own.limits)
    keys = {group.first.report_id: _key_of(group, versions) for group in groups}
    missing = [g for g in groups if not casebook.is_cached(folder, keys[g.first.report_id])]
    failed = _read(folder, missing, own, versions, engine, progress)
    return Run(folder, own, engine, began, versions, keys, len(missing), failed)


def _read(
    folder: Path,
    missing: Sequence[Group],
    own: Own,
    versions: Mapping[str, str],
    engine: Engine,
    progress: Progress | None,
) -> dict[str, tuple[str, str]]:
    """Read reports and keep their readings; the code and words of what went wrong, for those that have none."""
    failed: dict[str, tuple[str, str]] = {}
    keys = {group.first.report_id: _key_of(group, versions) for group in missing}
    known = tuple(sorted(versions.items()))
    outcomes = engine.map_readings(
        _sources(folder, missing, failed), partial(_reading, own, known), initializer=partial(tools, own, known)
    )
    for outcome in outcomes:
        report_id = outcome.item[0].report_id
        if isinstance(outcome.result, KhabarError):
            raise outcome.result
        if outcome.result is not None:
            _keep(folder, keys[report_id], outcome.result)
        elif outcome.failure:
            failed[report_id] = _reason(outcome.failure)
        del keys[report_id]
        if progress:
            progress(len(missing) - len(keys), len(missing))
    return failed


def _sources(
    folder: Path, missing: Sequence[Group], failed: dict[str, tuple[str, str]]
) -> Iterator[tuple[Received, Source]]:
    """What is to be read, with its bytes, drawn as it is needed; what is damaged among the originals is told as failed."""
    for group in missing:
        try:
            yield group.first, casebook.load_source(folder, group.first)
        except CasebookError as error:
            failed[group.first.report_id] = ("internal_error", f"{type(error).__name__}: {error}")


def _keep(folder: Path, key: str, reading: bytes) -> None:
    try:
        casebook.keep_reading(folder, key, reading)
    except OSError as error:
        told = f"{error.filename or folder}: {error.strerror or error}"
        raise SetupError(f"A reading cannot be kept, and the run was stopped. {told}") from error


def _reason(failure: Failure) -> tuple[str, str]:
    return ("worker_died" if failure.kind == "died" else "internal_error", failure.message)


# ------------------------------------------------------------------ wherever the engine runs


@cache
def tools(own: Own, versions: Versions) -> Tools:
    """The tools of this process, loaded once for each version of the user's own files.

    Raises SetupError where this process runs another Khabar than the one that hands out the work.
    """
    here = tool_versions(own.actors, own.codebook, own.limits)
    apart = [name for name, version in versions if here[name] != version]
    if apart:
        raise SetupError(f"A worker has another {apart[0]} than this machine. Install the same Khabar on all of them.")
    return load_tools(own.actors, own.codebook, own.limits)


def _reading(own: Own, versions: Versions, item: tuple[Received, Source]) -> bytes | KhabarError:
    """A report's reading as it is kept, a rejection too: the same bytes would be refused again.

    An error that concerns the run and not the report is given back.
    """
    received, source = item
    try:
        reading = read(source, tools(own, versions))
    except ReportError as refused:
        reading = rejection_of(received, refused.code, str(refused))
    except SetupError as error:
        return error
    return casebook.encode_reading(reading)
