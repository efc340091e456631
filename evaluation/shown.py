"""What README and tutorial show of the sample, and the README's figures: ``python -m evaluation.shown`` writes them again.

A page shows claims in blocks of indented lines that end in ``says:``. Each is replaced by the claim of today's reading that
is most like it, so that whoever reads a page sees what the program prints. The figures come from ``results.json``.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from evaluation.results import Result, load_results
from khabar.export.words import tellings
from khabar.front import build
from khabar.sample import reports_folder

ROOT = Path(__file__).parents[1]
README, TUTORIAL, RESULTS = ROOT / "README.md", ROOT / "docs" / "tutorial.md", ROOT / "evaluation" / "results.json"
CLAIM = re.compile(r"^    \S.*\n(?:^      (?!says: ).*\n){0,2}^      says: .*\n", re.MULTILINE)
TABLE = re.compile(r"(?<=\| what \| figure \| measured on \|\n\| --- \| --- \| --- \|\n)(?:\|.*\n)*")
# A claim less alike than this is another claim.
ALIKE = 0.5


@dataclass(frozen=True)
class Line:
    """A line of the README's table: figures of one set, as shares of one or of a hundred; ``{null}`` is the null reader's."""

    what: str
    measured: str
    metrics: tuple[str, ...]
    on: str
    percent: bool = False


LINES = (
    Line(
        "tags (UPOS), trees (LAS)", "ewt-test", ("upos", "las"), "UD English EWT 2.15, test, gold words", percent=True
    ),
    Line(
        "tags, trees from raw text, F1",
        "ewt-raw-test",
        ("upos_f1", "las_f1"),
        "the same, own sentences and words",
        percent=True,
    ),
    Line("names, F1", "ewt-ner-test", ("names_f1",), "Universal NER on EWT, test", percent=True),
    Line("factuality, Pearson's r", "ewt-factuality-test", ("factuality_r",), "UDS factuality on EWT, test"),
    Line(
        "core events found, at what precision",
        "open-key-test",
        ("event_recall_core", "event_precision"),
        "eight open reports that nobody looked at while rules were made, our own key",
    ),
    Line(
        "core events found, at what precision",
        "articles-key",
        ("event_recall_core", "event_precision"),
        "two articles on Iraq, a key made by others; rules were tuned while looking at them",
    ),
    Line(
        "whole chain right, where somebody is quoted",
        "articles-key",
        ("chain_full_accuracy_attributed",),
        "the same; a reader that never sees a source: {null}",
    ),
    Line(
        "core events found, at what precision",
        "sample-key",
        ("event_recall_core", "event_precision"),
        "seven of our own sample reports, our own key",
    ),
    Line(
        "who did what to whom with what, mean F1 of five roles",
        "muc4-dev",
        ("mean_of_roles",),
        "MUC-4, TST1 and TST2: reports of 1988-1990 in capitals, exact entities",
    ),
)


def main() -> int:
    """Write both pages; 1 where a page shows a claim that nothing read now is like."""
    claims, figures = list(sample_claims()), table(load_results(RESULTS))
    strange: list[str] = []
    for path in (README, TUTORIAL):
        page, missing = renewed(path.read_text(encoding="utf-8"), claims)
        path.write_text(TABLE.sub(lambda _: figures, page), encoding="utf-8")
        strange += [
            f"{path.name} shows a claim that is no longer read; choose another: {claim.strip()}" for claim in missing
        ]
    print(*strange, sep="\n", end="\n" if strange else "", file=sys.stderr)
    return 1 if strange else 0


def sample_claims() -> Iterator[str]:
    """The claims of the sample as pages show them."""
    with tempfile.TemporaryDirectory() as folder:
        for one in tellings(build([reports_folder()], Path(folder) / "case")):
            circumstances = f"      {one.circumstances}\n" if one.circumstances else ""
            yield f"    {one.kind}  {one.deed}\n{circumstances}      says: {one.chain}\n"


def renewed(page: str, claims: Sequence[str]) -> tuple[str, list[str]]:
    """A page with each claim as it is read now, and the claims that nothing read now is like."""
    missing: list[str] = []

    def now(shown: re.Match[str]) -> str:
        likeness = [SequenceMatcher(None, shown[0], claim, autojunk=False).ratio() for claim in claims]
        best = max(likeness, default=0.0)
        if best >= ALIKE:
            return claims[likeness.index(best)]
        missing.append(shown[0])
        return shown[0]

    return CLAIM.sub(now, page), missing


def table(results: Mapping[str, Result]) -> str:
    """The lines of the README's table for what was measured."""
    return "".join(_line(line, results[line.measured]) for line in LINES if line.measured in results)


def _line(line: Line, result: Result) -> str:
    figures = ", ".join(_figure(result.metrics.get(metric), percent=line.percent) for metric in line.metrics)
    null = _figure(result.beside.get(line.metrics[0]), percent=line.percent)
    return f"| {line.what} | {figures} | {line.on.format(null=null)} |\n"


def _figure(value: float | None, *, percent: bool) -> str:
    if value is None:
        return "none"
    return f"{100 * value:.1f}" if percent else f"{value:.2f}".removeprefix("0")


if __name__ == "__main__":
    sys.exit(main())
