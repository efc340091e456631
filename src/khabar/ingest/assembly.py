"""The clean text of a report, put together from its parts, with the places of segments, joins and elements in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.frozen import record
from khabar.ingest import segments
from khabar.ingest.offsets import Mapped, concat, heal, literal
from khabar.ingest.segments import Part
from khabar.records import Locator, Segment


@record(frozen=True, slots=True)
class Placed:
    """A part and where its text begins in the clean text."""

    part: Part
    start: int

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.start + len(self.part.block.text)


@record(frozen=True, slots=True)
class Assembled:
    """The clean text with its map, and its parts by segment."""

    content: Mapped
    stretches: tuple[tuple[Placed, ...], ...]

    def segments(self, report_id: str) -> tuple[Segment, ...]:
        """The segments; they cover the text, so the gap between two belongs to the one before it."""
        starts = [stretch[0].start for stretch in self.stretches]
        ends = [*starts[1:], len(self.content.text)]
        kinds = [stretch[0].part for stretch in self.stretches]
        return tuple(
            Segment(report_id, number, start, end, part.kind, part.voice)
            for number, (start, end, part) in enumerate(zip(starts, ends, kinds, strict=True))
        )

    def joins(self) -> Iterator[tuple[str, int]]:
        """Where paragraphs were put together."""
        for placed in self._placed():
            yield from ((code, placed.start + place) for code, place in placed.part.block.joins)

    def elements(self, report_id: str, kind: str) -> Iterator[Locator]:
        """The way to each part in the original, where its format knows one: ``element`` or ``page``."""
        for placed in self._placed():
            if path := placed.part.block.path:
                yield Locator(report_id, placed.start, placed.end, kind, path)

    def byte_ranges(self, report_id: str, source_text: str, encoding: str) -> Iterator[Locator]:
        """The byte range of each segment in a file whose characters and bytes correspond without loss."""
        position = offset = 0
        for segment in self.segments(report_id):
            span = self.content.source_span(segment.start, segment.end)
            if span is None or span.start < position:
                continue
            first = offset + len(source_text[position : span.start].encode(encoding))
            offset = first + len(source_text[span.start : span.end].encode(encoding))
            position = span.end
            yield Locator(report_id, segment.start, segment.end, "bytes", f"{first}-{offset}")

    def _placed(self) -> Iterator[Placed]:
        return (placed for stretch in self.stretches for placed in stretch)


def assemble(told: Sequence[Part], source_text: str) -> Assembled:
    """The parts as one text; the gap before each is the one its format gave."""
    pieces: list[Mapped] = []
    stretches: list[tuple[Placed, ...]] = []
    length = 0
    for parts in segments.stretches(told):
        placed: list[Placed] = []
        for part in parts:
            gap = part.block.gap if pieces else ""
            placed.append(Placed(part, length + len(gap)))
            pieces += [literal(gap), part.block.content]
            length = placed[-1].end
        stretches.append(tuple(placed))
    return Assembled(heal(concat(pieces), source_text), tuple(stretches))
