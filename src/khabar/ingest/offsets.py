"""Text that knows where each of its characters came from.

A :class:`Mapped` text is edited only by making a new one, and every edit keeps the exact map back to the source text.
Characters that an edit puts in belong to no run: they were never in the source.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from khabar.frozen import record
from khabar.records import Run, Span


@record(frozen=True, slots=True)
class Edit:
    """Replace the characters from ``start`` to ``end`` by ``text``."""

    start: int
    end: int
    text: str = ""


@record(frozen=True, slots=True)
class Mapped:
    """A text with the runs that map it to its source; runs are sorted and disjoint in ``text``."""

    text: str
    runs: tuple[Run, ...] = ()

    def slice(self, start: int, end: int) -> Mapped:
        """The text from ``start`` to ``end`` with its part of the map."""
        clipped = (_clip(run, start, end) for run in self._from(start, end))
        return Mapped(self.text[start:end], tuple(Run(r.clean - start, r.original, r.length) for r in clipped))

    def stripped(self) -> Mapped:
        """The text without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self.slice(start, max(start, len(self.text.rstrip())))

    def edit(self, edits: Sequence[Edit]) -> Mapped:
        """The text after edits that are sorted and do not overlap."""
        if not edits:
            return self
        pieces, kept = _rewrite(self.text, edits)
        return Mapped("".join(pieces), tuple(merge(compose(kept, self.runs))))

    def source_span(self, start: int, end: int) -> Span | None:
        """The stretch of the source that a stretch of the text came from, or None if it was put in."""
        clipped = [_clip(run, start, end) for run in self._from(start, end)]
        if not clipped:
            return None
        return Span(min(r.original for r in clipped), max(r.original + r.length for r in clipped))

    def _from(self, start: int, end: int) -> Iterator[Run]:
        """The runs that share a character with the stretch."""
        first = max(0, bisect_right(self.runs, start, key=lambda run: run.clean) - 1)
        for index in range(first, len(self.runs)):
            run = self.runs[index]
            if run.clean >= end:
                return
            if start < end and run.clean + run.length > start:
                yield run


def whole(text: str) -> Mapped:
    """A source text, mapped to itself."""
    return Mapped(text, (Run(0, 0, len(text)),) if text else ())


def literal(text: str) -> Mapped:
    """Characters that come from no source."""
    return Mapped(text)


def concat(parts: Iterable[Mapped]) -> Mapped:
    """Mapped texts one after the other."""
    texts: list[str] = []
    runs: list[Run] = []
    length = 0
    for part in parts:
        texts.append(part.text)
        runs.extend(Run(r.clean + length, r.original, r.length) for r in part.runs)
        length += len(part.text)
    return Mapped("".join(texts), tuple(merge(runs)))


def compose(outer: Iterable[Run], inner: Sequence[Run]) -> Iterator[Run]:
    """The map from the outer text to the innermost source, by way of a middle text.

    ``outer`` maps a text to the middle text and rises in both; ``inner`` maps the middle text to its source.
    """
    position = 0
    for run in outer:
        end = run.original + run.length
        while position < len(inner) and inner[position].clean + inner[position].length <= run.original:
            position += 1
        index = position
        while index < len(inner) and inner[index].clean < end:
            part = _clip(inner[index], run.original, end)
            yield Run(run.clean + part.clean - run.original, part.original, part.length)
            index += 1


def merge(runs: Iterable[Run]) -> Iterator[Run]:
    """The same map with neighbouring runs joined where both sides continue."""
    last: Run | None = None
    for run in runs:
        if last and last.clean + last.length == run.clean and last.original + last.length == run.original:
            last = Run(last.clean, last.original, last.length + run.length)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def heal(mapped: Mapped, source: str) -> Mapped:
    """The map with gaps closed where the characters put in are those that stand in the source at that very place."""
    runs: list[Run] = []
    for run in mapped.runs:
        if runs and (gap := _same_gap(runs[-1], run, mapped.text, source)) is not None:
            runs.append(gap)
        runs.append(run)
    return Mapped(mapped.text, tuple(merge(runs)))


def _same_gap(left: Run, right: Run, text: str, source: str) -> Run | None:
    clean, original = left.clean + left.length, left.original + left.length
    length = right.clean - clean
    same = 0 < length == right.original - original and text[clean : right.clean] == source[original : right.original]
    return Run(clean, original, length) if same else None


def _clip(run: Run, start: int, end: int) -> Run:
    first, last = max(run.clean, start), min(run.clean + run.length, end)
    return Run(first, run.original + first - run.clean, last - first)


def _rewrite(text: str, edits: Sequence[Edit]) -> tuple[list[str], list[Run]]:
    """The pieces of the edited text, and the runs of it that were kept."""
    pieces: list[str] = []
    kept: list[Run] = []
    old = new = 0
    for edit in (*edits, Edit(len(text), len(text))):
        if edit.start > old:
            pieces.append(text[old : edit.start])
            kept.append(Run(new, old, edit.start - old))
        pieces.append(edit.text)
        new += edit.start - old + len(edit.text)
        old = edit.end
    return pieces, kept
