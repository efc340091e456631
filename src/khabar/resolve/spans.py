"""Found names as spans of words before they become mentions, and which of two that overlap stays."""

from __future__ import annotations

from collections.abc import Iterable, Set
from itertools import pairwise
from operator import attrgetter

from khabar.frozen import record
from khabar.resolve.knowledge import Sense

_start = attrgetter("start")


@record(frozen=True, slots=True)
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


def words_of(found: Iterable[Found]) -> Set[int]:
    """The words that some spans of a sentence cover."""
    return {word for span in found for word in range(span.first, span.last + 1)}


class ByWord:
    """Spans of one sentence by the words they cover, so that what touches a span is found without looking at all."""

    def __init__(self, found: Iterable[Found] = ()) -> None:
        self._at: dict[int, list[Found]] = {}
        for span in found:
            self.add(span)

    def add(self, span: Found) -> None:
        """Take in a span."""
        for word in range(span.first, span.last + 1):
            self._at.setdefault(word, []).append(span)

    def at(self, first: int, last: int) -> list[Found]:
        """The spans that cover any of these words, each once, in order of the words."""
        found = [span for word in range(first, last + 1) for span in self._at.get(word, ())]
        return list(dict.fromkeys(found)) if last > first and len(found) > 1 else found

    def touches(self, span: Found) -> bool:
        """Whether any span shares characters with a span."""
        return any(
            span.overlaps(other) for word in range(span.first, span.last + 1) for other in self._at.get(word, ())
        )

    def touching(self, span: Found) -> list[Found]:
        """The spans that share characters with a span."""
        return [other for other in self.at(span.first, span.last) if span.overlaps(other)]


def longest(found: Iterable[Found]) -> list[Found]:
    """Of spans that overlap the longest, on a tie the one given first; in order of the text."""
    given = list(found)
    ordered = sorted(given, key=_start)
    if all(one.end <= other.start for one, other in pairwise(ordered)):
        return ordered
    kept, seen = [], ByWord()
    for span in sorted(given, key=lambda f: -f.size):
        if not seen.touches(span):
            kept.append(span)
            seen.add(span)
    return sorted(kept, key=_start)
