# ruff: noqa: PLC0415 (each command imports what it needs, so that the others stay quick)
"""``khabar verify``: prove a casebook."""

from __future__ import annotations

import typer

from khabar.cli import options, screen

PROBLEMS_FOUND = 4


def verify(case: options.Case) -> None:
    """Prove every span, offset map, reference, value and hash of a casebook; print what is wrong."""
    from khabar import casebook

    book = casebook.open_casebook(case)
    found = 0
    for problem in casebook.verify(case):
        found += 1
        screen.say(" ".join(filter(None, [f"{problem.table}:", problem.key, problem.what])))
    if found:
        screen.complain(f"{case}: {found:,} {'problem' if found == 1 else 'problems'}. Build it again, or restore it.")
        raise typer.Exit(PROBLEMS_FOUND)
    counts = book.manifest["counts"]
    screen.say(
        f"{case}: every span, map, reference and hash is proved "
        f"({counts['reports']:,} reports, {counts['claims']:,} claims, {sum(counts.values()):,} rows in all).",
        casebook.NOTICE,
    )
