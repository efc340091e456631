"""The page of speed and memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.kept import kept

# The kind of step that the speed of a model hangs on.
PRODUCTS = "products in 8 bits"

INTRODUCTION = """# Speed and memory, measured

*Written by `python -m benchmarks`; do not edit.*

The yardstick is the shipped model alone: the sentences of all reports sorted by length, in batches of 1,000 word pieces
made beforehand, from the network's inputs to its outputs. A whole reading is what `khabar build` does for each report:
ingest, sentences and words, the model within one report at a time, trees, claims, chains, dates, places, actors. Each is
timed part by part of the texts, in turns with the others, and of each part the fastest of three passes counts, with one
thread to a worker. Memory is resident memory of one worker; its slope is that of a line through the last two thirds of a
run over distinct short reports.
"""


def page(figures: dict[str, Any]) -> str:
    """The figures as a page of Markdown, ratios first."""
    asked = figures["asked"]
    lines = [INTRODUCTION, f"{machine(figures)}\n"]
    lines += [
        "| workers | whole reading to model alone | asked | model alone | whole reading |",
        "|---|---|---|---|---|",
    ]
    for count, row in sorted(figures["speed"].items()):
        speeds = f"{row['model_words_per_second']:,.0f} words/s | {row['whole_words_per_second']:,.0f} words/s"
        lines.append(f"| {count} | {row['ratio']:.2f} times as long | at most {asked['ratio']} | {speeds} |")
    lines += [*gain(figures), "", "| stage | share of a reading's time |", "|---|---|"]
    lines += [f"| {stage} | {share:.0%} |" for stage, share in figures["stages"].items()]
    lines += [*memory(figures["memory"], asked), *beside(figures), *cost(figures)]
    lines += linking(figures["linking"], figures["relinking"])
    return "\n".join([*lines, *kept(figures.get("kept", {}))]) + "\n"


def gain(figures: dict[str, Any]) -> Iterator[str]:
    """How much faster two workers are than one."""
    speed = figures["speed"]
    if {"1", "2"} <= speed.keys():
        times = speed["2"]["whole_words_per_second"] / speed["1"]["whole_words_per_second"]
        yield ""
        yield f"Two workers read {times:.2f} times as fast as one (asked: at least {figures['asked']['two_workers']})."


def memory(found: dict[str, Any], asked: dict[str, Any]) -> Iterator[str]:
    """What one worker takes, and how that grows."""
    yield from ("", f"Memory of one worker over {found['reports']:,} reports: {found['loaded_mb']:.0f} MB once loaded,")
    yield f"{found['peak_mb']:.0f} MB at most (asked: at most {asked['peak_mb']}), and a slope of"
    yield f"{found['slope_mb_per_1000']:+.1f} MB per 1,000 reports (asked: none), and of"
    yield f"{found['late_slope_mb_per_1000']:+.1f} MB over the last third alone: what is needed once, such as the places of a"
    yield "country or room for the longest sentence so far, comes in steps."
    yield f"{found['files_mb']:.0f} MB of it are pages of files, which workers share and the system may take back;"
    yield f"they make {found['files_slope_mb_per_1000']:+.1f} MB of the first slope."


def beside(figures: dict[str, Any]) -> Iterator[str]:
    """Our speed beside that of a spaCy pipeline, and where the model's time goes."""
    found, asked = figures.get("spacy"), figures["asked"]
    yield from ("", "## Beside a spaCy pipeline", "")
    if not found:
        yield "Not measured: `make bench` installs spaCy in an environment of its own first."
        return
    row = figures["speed"]["1"]
    theirs, ours, whole = (row[f"{name}_words_per_second"] for name in ("spacy", "stage", "whole"))
    yield f"spaCy {found['version']}, tok2vec with tagger, parser and names in the size that spaCy advises for speed, with our"
    yield "labels and without our roles and factuality, on the same texts and in turns with ours, one process with one thread."
    yield from trained(found.get("trained"))
    yield from ("", "| | words/s | times its speed | asked |", "|---|---|---|---|", f"| spaCy | {theirs:,.0f} | 1 | |")
    yield f"| our sentences, words and model | {ours:,.0f} | {ours / theirs:.2f} | at least {asked['beside']:.0f} |"
    yield f"| our whole reading | {whole:,.0f} | {whole / theirs:.2f} | at least {asked['whole_beside']} |"
    yield from profile(figures["network"], theirs / row["model_words_per_second"])


def profile(shares: dict[str, float], times: float) -> Iterator[str]:
    """Where the model's time goes; the model alone takes so many ``times`` as long as spaCy."""
    yield from ("", "| step of the model | share of its time |", "|---|---|")
    yield from (f"| {name} | {share:.0%} |" for name, share in shares.items())
    yield ""
    yield f"The {PRODUCTS} alone take {shares[PRODUCTS] * times:.2f} times as long as all that spaCy does: a transformer"
    yield "multiplies each piece of a word with far larger matrices than a tok2vec of this size does each word."


def trained(scores: dict[str, float] | None) -> Iterator[str]:
    """Whether the pipeline is trained, on what, and how well it does."""
    if not scores:
        yield "It is **not trained**: only its speed is compared, and a trained one, which finds fewer sentences and makes"
        yield "other moves in them, is quicker."
        return
    yield "It is trained on the sentences that train our model (EWT, GUM, Wikigold and re3d; `benchmarks/spacy_training.py`)."
    yield f"Of the words of EWT's development set it gives {scores['tags']:.1%} their Penn tag, {scores['heads']:.1%} their"
    yield f"head, and {scores['relations']:.1%} head and relation; its names score {scores['names']:.2f} (F1). Ours are in"
    yield "[the evaluation](evaluation.md)."


def cost(figures: dict[str, Any]) -> Iterator[str]:
    """What a million reports would take, by the speed that was measured."""
    words = figures["load"]["words"] / figures["load"]["reports"]
    most = figures["speed"][max(figures["speed"], key=int)]
    workers = int(max(figures["speed"], key=int))
    hours = 1_000_000 * words / most["whole_words_per_second"] * workers / 3600
    yield from ("", "## What a million reports cost", "")
    yield f"Reports as long as these ({words:,.0f} words), read by {workers} workers as fast as above on processors such as"
    yield f"this one, take {hours:,.0f} hours of one core: {hours / 24:,.1f} days of one, or {hours / 64:,.1f} hours of 64"
    yield "cores that serve one worker each as well as here. It grows with the words, not with the reports. Left out are the"
    yield "opening of files other than plain text, linking, which runs once for all of them, the writing of tables, and"
    yield "machines that fail."


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
    yield "`benchmarks/claims.py`; how it is done, in [linking](linking.md)."


def machine(figures: dict[str, Any]) -> str:
    """Where and on what it was measured."""
    m = figures["machine"]
    load = f"{figures['load']['name']}: {figures['load']['reports']} reports, {figures['load']['words']:,} words"
    programs = f"Python {m['python']}, ONNX Runtime {m['onnxruntime']}"
    return f"Measured on {m['cores']} cores of {m['processor']}, {programs}. Texts: {load}."
