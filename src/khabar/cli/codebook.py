# ruff: noqa: PLC0415 (each command imports what it needs, so that the others stay quick)
"""``khabar codebook``: check a codebook of one's own before reports are read with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from khabar.cli.screen import complain, say

NOT_USABLE = 2

codebook = typer.Typer(name="codebook", no_args_is_help=True, help="Check a codebook of your own.")


@codebook.callback()
def _group() -> None:
    """Keep ``check`` a verb of its own while it is the only one."""


@codebook.command()
def check(
    path: Annotated[
        Path, typer.Argument(help="A folder with predicates.tsv or types.toml, or a table (.tsv).", show_default=False)
    ],
) -> None:
    """Say what is wrong in a codebook, line by line and column by column, or what it would add."""
    from khabar.codebook import check as problems_of
    from khabar.codebook import load_codebook

    if problems := problems_of(path):
        for problem in problems:
            complain(str(problem))
        raise typer.Exit(NOT_USABLE)
    shipped, own = load_codebook(), load_codebook(path)
    added = own.lines[: len(own.lines) - len(shipped.lines)]
    known = {(line.lemma, line.pos) for line in shipped.lines}
    new = {(line.lemma, line.pos) for line in added} - known
    say(
        f"{path} can be used: {len(added)} lines, {len(new)} new words, {len(own.events) - len(shipped.events)} new events.",
        f"Next: khabar build SRC -o CASE --codebook {path}",
    )
