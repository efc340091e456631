# ruff: noqa: PLC0415 (each command imports what it needs, so that the others stay quick)
"""``khabar build``, ``khabar add`` and ``khabar remove``: make and change a casebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli import options, screen

if TYPE_CHECKING:
    from khabar.pipeline import BuildSummary

SOME_UNREAD = 3
SHOWN = 20


def build(
    sources: options.Sources,
    output: options.Output,
    *,
    engine: options.Engine = "local",
    master: options.Master = None,
    workers: options.Workers = 0,
    keep: options.Keep = 2,
    outlet: options.Outlet = None,
    date: options.Date = None,
    columns: options.Columns = None,
    actors: options.Actors = None,
    codebook: options.Codebook = None,
    limit: options.Limit = None,
) -> None:
    """Read reports and make a casebook that mirrors them."""
    from khabar import ingest, pipeline

    known, named = options.metadata(outlet, date), options.columns(columns)
    with (
        _reading() as progress,
        options.engine(engine, master, workers) as chosen,
        options.fetched(sources, chosen) as paths,
    ):
        summary = pipeline.build(
            paths,
            output,
            metadata=known,
            columns=named,
            actors=actors,
            codebook=codebook,
            limits=ingest.chosen_limits(options.limits(limit)),
            engine=chosen,
            keep=keep,
            progress=progress,
        )
    _tell(summary, output)


def add(
    sources: options.Sources,
    output: options.Output,
    *,
    engine: options.Engine = "local",
    master: options.Master = None,
    workers: options.Workers = 0,
    keep: options.Keep = 2,
    outlet: options.Outlet = None,
    date: options.Date = None,
    columns: options.Columns = None,
    actors: options.Actors = None,
    limit: options.Limit = None,
) -> None:
    """Add reports to a casebook; they are read with the codebook that it was built with."""
    from khabar import pipeline

    known, named = options.metadata(outlet, date), options.columns(columns)
    with (
        _reading() as progress,
        options.engine(engine, master, workers) as chosen,
        options.fetched(sources, chosen) as paths,
    ):
        summary = pipeline.add(
            paths,
            output,
            metadata=known,
            columns=named,
            actors=actors,
            limits=options.limits(limit),
            engine=chosen,
            keep=keep,
            progress=progress,
        )
    _tell(summary, output)


def remove(
    case: options.Case,
    reports: Annotated[
        list[str], typer.Argument(help="Identifiers or paths, as `khabar show CASE reports` prints them.")
    ],
    keep: options.Keep = 2,
) -> None:
    """Remove reports, and all that rests on them, from a casebook.

    Their bytes go when the last generation that holds them goes: at once with --keep 1.
    """
    from khabar import pipeline
    from khabar.pipeline import reviewing

    resting = reviewing.resting_together(case, reports)
    summary = pipeline.remove(reports, case, keep=keep)
    screen.say("What rested on it went too, or was worked out again without it:")
    screen.say(*(f"  {table}: {_some(rows)}" for table, rows in resting.items()), "")
    _tell(summary, case)


def _some(rows: Sequence[str]) -> str:
    more = f" and {len(rows) - SHOWN:,} more" if len(rows) > SHOWN else ""
    return ", ".join(rows[:SHOWN]) + more


@contextmanager
def _reading() -> Iterator[screen.Progress | None]:
    try:
        with screen.progress("Reading") as progress:
            yield progress
    except KeyboardInterrupt:
        screen.complain("Stopped. The casebook is as it was; the same command goes on from where this one ended.")
        raise


def _tell(summary: BuildSummary, case: Path) -> None:
    """Say what was read, what was not and why, and what to do next."""
    from khabar.casebook import NOTICE

    rows = summary.rows
    screen.say(
        f"{case}: {_count(summary.reports, 'report')} ({summary.ok} read, {summary.partial} in part, "
        f"{summary.rejected} not; {summary.read_afresh} read afresh).",
        f"{_count(rows['claims'], 'claim')} by {_count(rows['holders'], 'holder')} in their chains, "
        f"{_count(rows['quantities'], 'quantity', 'quantities')}, {_count(rows['issues'], 'issue')}.",
    )
    if summary.unread:
        screen.say("", f"{_count(len(summary.unread), 'report or file', 'reports or files')} could not be read:")
        screen.say(
            *(
                "  " + "  ".join(filter(None, (one.path, f"{one.code}: {one.message}")))
                for one in summary.unread[:SHOWN]
            )
        )
        if len(summary.unread) > SHOWN:
            screen.say(f"  and {len(summary.unread) - SHOWN} more: khabar show {case} issues")
    screen.say("", f"Next: khabar show {case} claims", NOTICE)
    if summary.unread:
        raise typer.Exit(SOME_UNREAD)


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
