# ruff: noqa: PLC0415 (each command imports what it needs, so that the others stay quick)
"""``khabar review``: judge what the machine found, and hand judgements over."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from khabar.cli import options, screen
from khabar.errors import InputError

review = typer.Typer(no_args_is_help=True, help="Judge claims, incidents and reports; hand judgements over.")

Judge = Annotated[
    str | None, typer.Option("--judge", help="Who judges; your login name if left out.", show_default=False)
]
Reason = Annotated[str | None, typer.Option("--reason", help="Why.", show_default=False)]
After = Annotated[
    str | None,
    typer.Option("--after", metavar="JSON", help='Fields to set, such as \'{"event": "AID"}\'.', show_default=False),
]
Targets = Annotated[list[str], typer.Argument(metavar="ID...", help="Claims, reports or entities.", show_default=False)]


@review.command("list")
def list_(case: options.Case) -> None:
    """List the judgements of a casebook, oldest first."""
    from khabar.casebook import judgements, open_casebook

    linked = open_casebook(case).manifest["last_judgement"]
    columns = ("seq", "time", "judge", "kind", "target", "after", "reason", "undoes", "in effect")
    rows = [
        (
            j.seq,
            j.time,
            j.judge,
            j.kind,
            " ".join(j.target),
            j.after,
            j.reason,
            j.undoes,
            "yes" if j.seq <= linked else "next build",
        )
        for j in judgements(case)
    ]
    screen.table(columns, rows)


@review.command()
def add(
    case: options.Case,
    kind: Annotated[
        str, typer.Argument(help="same, different, undecided, confirm, correct, add_claim, reject, retract, note …")
    ],
    targets: Targets,
    judge: Judge = None,
    reason: Reason = None,
    after: After = None,
) -> None:
    """Add a judgement. It is kept at once, and takes effect with the next build, add or remove."""
    from khabar.pipeline import reviewing

    made = reviewing.judge(case, kind, targets, by=judge or getpass.getuser(), reason=reason, after=after)
    screen.say(f"Judgement {made.seq} is kept. It takes effect with the next build.")
    if kind == "retract":
        for target in targets:
            _resting(case, target)


@review.command()
def undo(
    case: options.Case, number: Annotated[int, typer.Argument(min=1)], judge: Judge = None, reason: Reason = None
) -> None:
    """Take a judgement back. The log keeps both."""
    from khabar.pipeline import reviewing

    made = reviewing.judge(case, "undo", (), by=judge or getpass.getuser(), reason=reason, undoes=number)
    screen.say(f"Judgement {made.seq} takes back judgement {number}.")


@review.command()
def resting(case: options.Case, report: Annotated[str, typer.Argument(help="A report.", show_default=False)]) -> None:
    """List every record that rests on a report: what its retraction would reach."""
    _resting(case, report)


def _resting(case: Path, report: str) -> None:
    from khabar.pipeline import reviewing

    found = reviewing.resting_on(case, report)
    screen.table(("table", "record"), [(table, name) for table, names in found.items() for name in names])
    screen.say(f"{sum(map(len, found.values())):,} records rest on {report}.")


@review.command()
def export(
    case: options.Case,
    output: Annotated[Path, typer.Option("--output", "-o", help="A file, or - for standard output.")] = Path("-"),
) -> None:
    """Write the judgements as JSON Lines, for another casebook of the same reports."""
    from khabar.export.reading import json_line
    from khabar.pipeline import reviewing

    lines = "".join(json_line(row) + "\n" for row in reviewing.handed_over(case))
    if str(output) == "-":
        sys.stdout.write(lines)
    else:
        output.write_text(lines, encoding="utf-8", newline="\n")


@review.command("import")
def import_(case: options.Case, file: Annotated[Path, typer.Argument(help="What `review export` wrote.")]) -> None:
    """Take in judgements from another casebook; those already there are passed over."""
    from khabar.casebook import open_casebook
    from khabar.pipeline import reviewing

    open_casebook(case)
    taken = reviewing.take_in(case, _rows(file))
    screen.say(
        f"{taken.added:,} judgements added, {taken.known:,} already there. They take effect with the next build."
    )


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} cannot be read: {error}.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row(line, f"{file}, line {number}")


def _row(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where} is no JSON object ({error}).") from error
    if not isinstance(row, dict):
        raise InputError(f"{where} is no JSON object.")
    return row
