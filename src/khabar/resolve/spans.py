"""Found names as spans of words before they become mentions, and which of two that overlap stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from khabar.resolve.knowledge import Sense


@dataclass(frozen=True, slots=True)
class Found:
    """A span that names something: words ``first`` to ``last`` of a sentence, its characters, and what it may mean."""

    start: int
    end: int
    first: int
    last: int
    kind: str
    reason: str
    senses: tuple[Sense, ...] = ()

    @property
    def size(self) -> int:
        """The length in characters."""
        return self.end - self.start

    def overlaps(self, other: Found) -> bool:
        """Whether two spans share characters."""
        return self.start < other.end and other.start < self.end


def longest(found: Iterable[Found]) -> list[Found]:
    """Of spans that overlap the longest, on a tie the one given first; in order of the text."""
    kept: list[Found] = []
    for span in sorted(found, key=lambda f: -f.size):
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda f: f.start)
