# ruff: noqa: PLC0415 (each command imports what it needs, so that the others stay quick)
"""``khabar actors``: check a file of your own actors, and make one from entities of another program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from khabar.cli import screen
from khabar.errors import InputError

actors = typer.Typer(no_args_is_help=True, help="Check your own actors, and import them from other programs.")

SHOWN = 20

File = Annotated[Path, typer.Argument(metavar="FILE", help="CSV, or entities as JSON Lines.", show_default=False)]
Entities = Annotated[
    Path, typer.Argument(metavar="FILE", help="FollowTheMoney entities as JSON Lines.", show_default=False)
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="The CSV to write; standard output if left out.")
]


@actors.command("check")
def check(file: File) -> None:
    """Check a file of actors: say what is wrong, by line and column, or what it holds."""
    from khabar import resolve

    rows = resolve.load_actor_file(file).rows
    named = {(row["name"], row["kind"]) for row in rows}
    built_in = resolve.load_knowledge().actors
    known = [f"{kind}:{name}" for name, kind in sorted(named) if f"{kind}:{name}" in built_in]
    screen.say(
        f"{file}: {len(named):,} actors, {sum(len(r['aliases'].split('|')) for r in rows if r['aliases']):,} further names, "
        f"{sum(bool(r['office']) for r in rows):,} offices. It can be used.",
        f"{len(known):,} of them are built in too; what your file says of these comes first.",
    )


@actors.command("import")
def import_(file: Entities, output: Output = None) -> None:
    """Make a table of actors from FollowTheMoney entities: persons, organizations, companies, public bodies, vessels."""
    from khabar import resolve

    found = resolve.import_entities(_lines(file))
    for problem in found.problems[:SHOWN]:
        screen.complain(f"{file}, {problem}")
    if not found.rows:
        raise InputError("No actor could be imported. Give entities as JSON Lines, one object a line.")
    text = resolve.written(found.rows)
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")
    left = ", ".join(f"{count:,} {schema}" for schema, count in found.left_out.items())
    screen.complain(
        f"{len(found.rows):,} rows; left out: {left or 'nothing'}; not read: {len(found.problems):,}.", style="dim"
    )


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise InputError(f"{file} cannot be opened: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{file} is not UTF-8.") from error
