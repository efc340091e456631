"""The sections of the page on measurements that are too long for every run, each with the command that makes it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import log
from typing import Any

Kept = Mapping[str, Mapping[str, Any]]
Figures = Mapping[str, Any]

TWO_WORKERS = 1.6


def kept(found: Kept) -> Iterator[str]:
    """The sections; ``found`` as :func:`benchmarks.results.keep` has it."""
    yield from _growth(_named(found, "growth"))
    yield from _relinking(_named(found, "relinking"))
    for command, row in _named(found, "served"):
        yield from _served(command, row)
    for command, row in _named(found, "spark"):
        yield from _spark(command, row)


def _named(found: Kept, name: str) -> list[tuple[str, Figures]]:
    """The measurements of a name, the smallest first, by command."""
    some = sorted((int(key.split()[1]), key) for key in found if key.split()[0] == name)
    return [(f"`python -m benchmarks.parts {key} --keep`", found[key]) for _, key in some]


def _on(row: Figures) -> str:
    return f"{row['machine']['cores']} cores of {row['machine']['processor']}"


def _growth(rows: list[tuple[str, Figures]]) -> Iterator[str]:
    if not rows:
        return
    yield from ("", "## Linking many claims", "")
    yield "Beside each linking one of 10,000 claims was timed before it and one after it, in the same process."
    yield from (
        "",
        "| command | processor time | for each claim | to each of 10,000 | memory |",
        "|---|---|---|---|---|",
    )
    for command, row in rows:
        figures, fewer = row["figures"], row["figures"]["fewer"]
        each, first = (some["cpu_seconds"] / some["claims"] for some in (figures, fewer))
        allowed = log(figures["claims"]) / log(fewer["claims"])
        growth = f"{each / first:.2f} times (n log n: {allowed:.2f})"
        spent = f"{figures['cpu_seconds']:,.0f} s | {1000 * each:.2f} ms | {growth}"
        yield f"| {command} | {spent} | {figures['peak_mb']:,.0f} MB, {figures['made_mb']:,.0f} MB of it before linking |"
    yield from ("", f"Measured on {_on(rows[-1][1])}.")


def _relinking(rows: list[tuple[str, Figures]]) -> Iterator[str]:
    for command, row in rows:
        found = row["figures"]
        yield from ("", f"Linking {found['claims']:,} claims again after a hundredth of the reports was added takes")
        yield f"{found['cpu_seconds_ratio']:.0%} of the processor time of linking them afresh (asked: at most 10%), and gives"
        yield f"{'the same tables' if found['same'] else '**other tables**'} ({command}; {_on(row)})."


def _served(command: str, row: Figures) -> Iterator[str]:
    found = row["figures"]
    yield from ("", f"## Looking at {found['claims']:,} claims", "")
    yield f"{command}: until an answer is there, and until a browser shows the first of it, the median of"
    yield f"{found['passes']} servers that have just started, and the least processor time of the answer; a trivial request"
    yield f"takes {found['trivial_ms']:.0f} ms, a page without data {found['paints_ms'].get('nothing', 0):.0f} ms. The server"
    yield f"is ready after {found['ready_seconds']:.1f} s and holds {found['peak_mb']:,.0f} MB at most ({_on(row)})."
    yield from _taken("filter of the claims", found["filters_ms"], found)
    yield from _taken("view", found["views_ms"], found)
    yield from ("", "| page | first useful paint |", "|---|---|")
    yield from (f"| {name} | {taken:.0f} ms |" for name, taken in found["paints_ms"].items())


def _taken(what: str, answers: Mapping[str, float], found: Figures) -> Iterator[str]:
    yield from ("", f"| {what} | answer | processor time |", "|---|---|---|")
    yield from (
        f"| {name} | {taken:.0f} ms | {found['processor_ms'][name]:.0f} ms |" for name, taken in answers.items()
    )


def _spark(command: str, row: Figures) -> Iterator[str]:
    found = row["figures"]
    yield from ("", f"## {found['reports']:,} reports on Spark", "")
    yield f"{command}: read by one of Spark's Python workers in {found['one_worker_seconds']:.0f} s and by two in"
    yield f"{found['two_workers_seconds']:.0f} s, {found['two_workers_ratio']:.2f} times as fast (asked: at least"
    turns = f", the fastest of {found['turns']} turns each" if found.get("turns", 1) > 1 else ""
    yield f"{TWO_WORKERS}), with the driver on the same cores{turns}; the model was loaded before."
    rows = "those that this machine gives" if found["same"] else "**other than this machine gives**"
    yield f"The rows are {rows} ({_on(row)})."
