"""The yardstick: the shipped network alone, on batches made beforehand from the sentences of all reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks import workers
from benchmarks.texts import Text
from khabar.nlp import sentences, words
from khabar.nlp.encode import INPUTS, OUTPUTS
from khabar.nlp.subwords import Ints, Window, batches, padded, windows
from khabar.pipeline import Tools
from khabar.records import Segment

# The yardstick's batches; a reading uses smaller ones, since they never reach beyond its report.
SUBWORDS = 1000


@dataclass(frozen=True, slots=True)
class Batch:
    """What the network takes: sentences of like length, about 1,000 word pieces with padding; and its words."""

    feed: dict[str, Ints]
    words: int


def prepare(texts: Sequence[Text], tools: Tools) -> list[Batch]:
    """All sentences of all texts, sorted by length, as batches."""
    printed = [row for text in texts for row in _sentences(text.text)]
    found = windows(tools.model.tokenizer, printed)
    return [_batch([found[place] for place in places]) for places in batches(found, SUBWORDS)]


def run(batch: Batch) -> int:
    """One pass of the network; its outputs are thrown away."""
    return len(workers.tools().model.session.run(OUTPUTS, batch.feed))


def _sentences(text: str) -> Iterable[list[str]]:
    for sentence in sentences.split(text, (Segment("r", 0, 0, len(text), "body"),), "r"):
        yield [text[w.start : w.end] for w in words.split(text, sentence.start, sentence.end)]


def _batch(rows: Sequence[Window]) -> Batch:
    feed = {name: padded([getattr(row, name) for row in rows]) for name in INPUTS}
    return Batch(feed, sum(row.end - row.start for row in rows))
