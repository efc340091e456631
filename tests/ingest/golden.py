"""What the parsers give of a fixed corpus: ``python -m tests.ingest.golden`` lists every difference from what was accepted.

Run it before a parser or a library is upgraded and after; ``--accept`` makes what it gives today the measure.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path

from khabar import ingest
from khabar.errors import ReportError
from khabar.records import Metadata, Source
from khabar.sample import reports_folder

ACCEPTED = Path(__file__).parents[1] / "data" / "golden"


def corpus() -> Iterator[Source]:
    """The reports of the corpus: the shipped sample in all its formats, in order of path."""
    found = ingest.sources([reports_folder()], Metadata())
    yield from sorted((one for one in found if isinstance(one, Source)), key=lambda source: source.path)


def told(source: Source) -> str:
    """What a parser gives of a report, as text to compare: how it was read, its segments, its words."""
    try:
        read = ingest.read(source)
    except ReportError as refused:
        return f"rejected: {refused.code}\n"
    report = read.report
    head = [
        f"{name}: {getattr(report, name)}" for name in ("title", "byline", "outlet", "published", "language", "status")
    ]
    parts = [f"[{s.kind}] {report.text[s.start : s.end]}" for s in read.segments]
    return "\n".join((*head, "", *parts)) + "\n"


def differences() -> Iterator[str]:
    """Every line that is not as it was accepted, as a unified difference."""
    sources = {_name(source): source for source in corpus()}
    accepted = {path.stem: path.read_text(encoding="utf-8") for path in ACCEPTED.glob("*.txt")}
    for name in sorted(sources.keys() | accepted.keys()):
        now = told(sources[name]) if name in sources else ""
        before = accepted.get(name, "")
        yield from difflib.unified_diff(
            before.splitlines(), now.splitlines(), f"{name} accepted", f"{name} now", lineterm=""
        )


def accept() -> None:
    """Make what the parsers give today the measure."""
    ACCEPTED.mkdir(parents=True, exist_ok=True)
    for path in ACCEPTED.glob("*.txt"):
        path.unlink()
    for source in corpus():
        (ACCEPTED / f"{_name(source)}.txt").write_text(told(source), encoding="utf-8")


def _name(source: Source) -> str:
    return "".join(c if c.isalnum() or c in "-." else "-" for c in source.path)


if __name__ == "__main__":
    if "--accept" in sys.argv:
        accept()
    lines = list(differences())
    print("\n".join(lines) or "No difference.")
    sys.exit(bool(lines))
