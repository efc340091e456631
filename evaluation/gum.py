"""Documents of GUM's open part as texts, with the characters that its words and spans cover."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.rows import read_rows
from evaluation.scorers.spans import Aligner, Span
from khabar import ingest, pipeline
from khabar.pipeline import Tools
from khabar.records import Reading

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Document:
    """A document as one paragraph, where each sentence starts, and what the reader made of it."""

    row: Row
    text: str
    starts: Mapping[str, int]
    reading: Reading
    aligner: Aligner

    def span(self, start: int, end: int) -> Span | None:
        """The span in ``text`` of one in the reading's text."""
        return self.aligner.to_raw(start, end)

    def entities(self) -> Iterator[tuple[Row, Span, Span]]:
        """The key's mentions of things with their spans, and those of their heads."""
        for sentence in self.row["sentences"]:
            spans = tokens(sentence["tokens"], self.text, self.starts[sentence["sent_id"]])
            for entity in sentence["entities"]:
                first, last = entity["start"], entity["end"] - 1
                inner = _run(entity["minspan"])
                head = spans[min(last, first + inner.start - 1)][0], spans[min(last, first + inner.stop - 2)][1]
                yield entity, (spans[first][0], spans[last][1]), head


def _run(minspan: str | None) -> range:
    """The first unbroken run of the words that head a mention, counted from one."""
    inner = [int(n) for n in (minspan or "1").split(",") if n.isdigit()] or [1]
    end = next((n for n in range(inner[0], inner[-1] + 2) if n not in inner), inner[-1] + 1)
    return range(inner[0], end)


def documents(data: Path, split: str, tools: Tools) -> Iterator[Document]:
    """The documents of a split, read as whole texts with their date."""
    for row in read_rows(data / f"data/gum-open/gum-{split}.jsonl.gz"):
        text, starts = joined(row)
        source = ingest.from_record({"id": row["doc_id"], "text": text, "date": row["date_created"]})
        reading = pipeline.read(source, tools)
        yield Document(row, text, starts, reading, Aligner(text, reading.report.text))


def joined(document: Row) -> tuple[str, dict[str, int]]:
    """A document as one paragraph, and where each sentence starts."""
    starts, pieces, place = {}, [], 0
    for sentence in document["sentences"]:
        starts[sentence["sent_id"]] = place
        pieces.append(sentence["text"])
        place += len(sentence["text"]) + 1
    return " ".join(pieces), starts


def tokens(words: Sequence[str], text: str, start: int) -> list[Span]:
    """The spans of words that stand in a text one after another."""
    spans = []
    for word in words:
        start = text.index(word, start)
        spans.append((start, start + len(word)))
        start += len(word)
    return spans
