"""``python -m benchmarks.guarded``: what it costs to have reports parsed in a child process, in one run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from benchmarks.extraction.pages import pages
from benchmarks.spent import spent
from khabar import ingest
from khabar.records import Ingested, Source


@dataclass(frozen=True)
class Cost:
    """Milliseconds a page: parsed in this process, by the middle one of many, and what the guard adds to that.

    ``processor`` is what it adds in processor time, of both processes and on average; ``guard`` in time that passes, which
    has the waiting for one another in it, and on a busy machine for others.
    """

    parsing: float
    processor: float
    guard: float

    def told(self) -> str:
        """The figures for people."""
        return (
            f"parsing takes {self.parsing:.1f} ms a page, and the guard adds {self.guard:.1f} ms to it, "
            f"{self.processor:.1f} of them at work"
        )


def measure(each: int = 30) -> Cost:
    """Each page is read in this process and in the child by turns, and the quickest of three counts, as on an idle machine."""
    held = [Source(f"{number}.html", page.markup.encode(), "html") for number, page in enumerate(pages(each))]
    ingest.guard.read(held[0])
    plain, guarded = [], []
    for source in held:
        turns = [(_seconds(ingest.read, source), _seconds(ingest.guard.read, source)) for _ in range(3)]
        plain.append(min(here for here, _ in turns))
        guarded.append(min(there for _, there in turns))
    added = median(there - here for here, there in zip(plain, guarded, strict=True))
    return Cost(1000 * median(plain), 1000 * _processor(held), 1000 * added)


def _processor(held: list[Source]) -> float:
    """Seconds of processor time that the guard adds to a page."""
    begun = spent()
    for source in held:
        ingest.read(source)
    between = spent()
    for source in held:
        ingest.guard.read(source)
    return (spent() - between - (between - begun)) / len(held)


def _seconds(read: Callable[[Source], Ingested], source: Source) -> float:
    begun = time.perf_counter()
    read(source)
    return time.perf_counter() - begun


if __name__ == "__main__":
    print(measure().told())
