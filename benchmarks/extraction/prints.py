"""Prints in PDF, set in type by groff from text that is known."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable, Mapping, Sequence

from benchmarks.extraction.prose import Choose, article
from benchmarks.extraction.scores import score
from khabar import ingest
from khabar.records import Source

HEAD = ".nr PS 10\n.nr VS 12\n.ds LH Relief Watch\n.ds CH\n.ds RH Monthly bulletin\n.ds CF\n.ds RF page %\n.hy 1\n"
NOTE = "By telephone with a nurse of the district hospital, who asked not to be named."
Print = tuple[str, Sequence[str]]


def report(choose: Choose, columns: str, notes: bool, others: str = "") -> Print:
    """The source of a report of several pages, and its paragraphs."""
    paragraphs = [words for _ in range(5) for words in article(choose)]
    source = [HEAD, others, columns]
    for number, words in enumerate(paragraphs):
        mark = f"\\**\n.FS\n{number}. {NOTE}\n.FE" if notes and number % 6 == 2 else ""
        source.append(f".PP\n{words}{mark}\n")
    return "".join(source), paragraphs


PRINTS: Mapping[str, Callable[[], Print]] = {
    "one column, hyphenated": lambda: report(random.Random(1), "", notes=False),
    "one column with notes at the foot": lambda: report(random.Random(2), "", notes=True),
    "two columns, hyphenated, with running heads": lambda: report(random.Random(3), ".2C\n", notes=False),
    "two columns, hyphenated, with running heads and notes": lambda: report(random.Random(4), ".2C\n", notes=True),
    "three columns of small print": lambda: report(random.Random(5), ".MC 1.9i 0.2i\n", False, ".nr PS 8\n.nr VS 10\n"),
}


def printed(source: str) -> bytes:
    """A source of groff as PDF."""
    command = ["groff", "-ms", "-Kutf8", "-Tpdf", "-P-pa4"]
    return subprocess.run(command, input=source.encode(), capture_output=True, check=True).stdout


def share_in_order(make: Callable[[], Print]) -> float:
    """The share of the words of a print that are read in order: of those known, or of those read where these are more."""
    source, paragraphs = make()
    found = ingest.read(Source("print.pdf", printed(source), "pdf"))
    told = "\n".join(found.report.text[s.start : s.end] for s in found.segments if s.kind != "boilerplate")
    result = score("\n".join(paragraphs), told)
    return result.right / max(result.wanted, result.found)
