"""The page of speed and memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

INTRODUCTION = """# Speed and memory, measured

*Written by `python -m benchmarks`; do not edit.*

The yardstick is the shipped model alone: the sentences of all reports sorted by length, in batches of 1,000 word pieces
made beforehand, from the network's inputs to its outputs. A whole reading is what `khabar build` does for each report:
ingest, sentences and words, the model within one report at a time, trees, claims, chains, dates, places, actors. Both are
the best of three passes in the same run, with one thread to a worker. Memory is resident memory of one worker; its slope
is that of a line through the last two thirds of a run over distinct short reports.
"""


def page(figures: dict[str, Any]) -> str:
    """The figures as a page of Markdown."""
    lines = [INTRODUCTION, f"{machine(figures)}\n"]
    lines += ["| workers | model alone | whole reading | ratio | asked |", "|---|---|---|---|---|"]
    for count, row in sorted(figures["speed"].items()):
        speeds = f"{row['model_words_per_second']:,.0f} words/s | {row['whole_words_per_second']:,.0f} words/s"
        lines.append(f"| {count} | {speeds} | {row['ratio']:.2f} | at most {figures['asked']['ratio']} |")
    lines += ["", "| stage | share of a reading's time |", "|---|---|"]
    lines += [f"| {stage} | {share:.0%} |" for stage, share in figures["stages"].items()]
    memory, asked = figures["memory"], figures["asked"]
    lines += ["", f"Memory of one worker over {memory['reports']:,} reports: {memory['loaded_mb']:.0f} MB once loaded,"]
    lines += [f"{memory['peak_mb']:.0f} MB at most (asked: at most {asked['peak_mb']}), and a slope of"]
    lines += [f"{memory['slope_mb_per_1000']:+.1f} MB per 1,000 reports (asked: none)."]
    return "\n".join([*lines, *linking(figures["linking"], figures["relinking"])]) + "\n"


def linking(sizes: Sequence[dict[str, Any]], again: dict[str, Any]) -> Iterator[str]:
    """What linking generated claims costs, for each number of them, and what linking them again after a change does."""
    yield from (
        "",
        "| claims linked | processor time | for each claim | memory, of which the claims |",
        "|---|---|---|---|",
    )
    for row in sizes:
        each = 1000 * row["cpu_seconds"] / row["claims"]
        memory = f"{row['peak_mb']:,.0f} MB, {row['made_mb']:,.0f} MB"
        yield f"| {row['claims']:,} | {row['cpu_seconds']:.1f} s | {each:.2f} ms | {memory} |"
    spent = (
        f"{again['cpu_seconds_ratio']:.0%} of the processor time, {again['seconds_ratio']:.0%} of the time by the clock"
    )
    yield from (
        "",
        f"Linking {again['claims']:,} claims again after a hundredth of the reports was added takes {spent} of",
    )
    yield "linking them afresh (asked: at most 10%), and gives the same tables. How the claims are made is told in"
    yield "`benchmarks/claims.py`; what 100,000 cost, in [linking](linking.md)."


def machine(figures: dict[str, Any]) -> str:
    """Where and on what it was measured."""
    m = figures["machine"]
    load = f"{figures['load']['name']}: {figures['load']['reports']} reports, {figures['load']['words']:,} words"
    programs = f"Python {m['python']}, ONNX Runtime {m['onnxruntime']}"
    return f"Measured on {m['cores']} cores of {m['processor']}, {programs}. Texts: {load}."
