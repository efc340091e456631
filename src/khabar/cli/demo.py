# ruff: noqa: PLC0415 (each command imports what it needs, so that the others stay quick)
"""``khabar demo``: the sample that ships with Khabar, from reports to claims with their chains."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from khabar.cli import options, screen
from khabar.cli.show import show_claims


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder of the casebook.")] = Path("demo-case"),
    workers: options.Workers = 0,
) -> None:
    """Build a casebook of the sample reports and print its claims with the chain of those who make them."""
    from khabar import pipeline
    from khabar.casebook import NOTICE, open_casebook
    from khabar.engine.local import Local
    from khabar.sample import reports_folder

    with screen.progress("Reading") as progress:
        summary = pipeline.build(
            [reports_folder()], output, engine=Local(options.worker_count(workers)), progress=progress
        )
    show_claims(open_casebook(output))
    screen.say(
        "",
        f"{summary.reports} invented reports on real events, {summary.rows['claims']} claims, in the casebook {output}.",
        "Each claim: who is said to have done what to whom; then who says so, from the outlet inwards, and how surely:",
        "CT certain, PR probable, PS possible, + that it is so, - that it is not; Uu: takes no position.",
        "",
        f"Next: khabar show {output} issues",
        f'      khabar query {output} "SELECT outlet, count(*) FROM claims JOIN reports USING (report_id) GROUP BY 1"',
        f"      khabar verify {output}",
        NOTICE,
    )
