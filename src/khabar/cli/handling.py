# ruff: noqa: PLC0415 (each command imports what it needs, so that the others stay quick)
"""``khabar seal`` and ``khabar erase``: protect the persons whom a casebook tells of."""

from __future__ import annotations

import getpass
import json
from typing import Annotated

import typer

from khabar.cli import options, screen

Judge = Annotated[
    str | None, typer.Option("--judge", help="Who decides; your login name if left out.", show_default=False)
]
Reason = Annotated[str | None, typer.Option("--reason", help="Why. It stays in the log.", show_default=False)]
Level = Annotated[
    str, typer.Option(help="sealed: in no export but --profile all; restricted: in none for the public; public.")
]
Class = Annotated[
    str | None,
    typer.Option(
        "--class", help="victim, witness, source, minor, sexual_violence, location or other.", show_default=False
    ),
]
Protected = Annotated[
    list[str], typer.Argument(metavar="ID...", help="Reports, claims or entities.", show_default=False)
]
Erased = Annotated[
    list[str], typer.Argument(metavar="ID...", help="Reports, or numbers of judgements.", show_default=False)
]


def seal(
    case: options.Case,
    targets: Protected,
    level: Level = "sealed",
    kind: Class = None,
    judge: Judge = None,
    reason: Reason = None,
) -> None:
    """Set who may see a report, a claim or an entity in exports, from now on. The casebook itself keeps it.

    Persons are restricted unless they are released with --level public.
    """
    from khabar.pipeline import reviewing

    after = json.dumps({"level": level} | ({"class": kind} if kind else {}))
    made = reviewing.judge(case, "seal", targets, by=judge or getpass.getuser(), reason=reason, after=after)
    screen.say(f"Judgement {made.seq} is kept, and every export from now on follows it. Those already made do not.")


def erase(case: options.Case, targets: Erased, judge: Judge = None, reason: Reason = None) -> None:
    """Erase reports with all that rests on them, or the words of judgements, from every generation, cache and index.

    The log keeps that it was done, by whom and why, and its chain stays whole. It cannot be undone, and reaches no copy
    or export elsewhere. A report that was erased is not taken in again.
    """
    from khabar.pipeline import reviewing

    erased = reviewing.erase(case, targets, by=judge or getpass.getuser(), reason=reason)
    screen.say(
        f"Erased: {erased.reports:,} reports with {erased.records:,} records that rested on them, and the words of "
        f"{erased.judgements:,} judgements. Judgement {erased.number} says so."
    )
