"""The sentences of reports, and what their words do: set one thing against another, name some of many, count by the time."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import cache

import pyarrow as pa

from khabar.folding import fold_name
from khabar.frozen import record
from khabar.link.features.stems import stem, words_for

# How far the words reach that follow a figure.
AHEAD = 24


# The number of a sentence where there is none.
NOWHERE = -1


@record(frozen=True, slots=True)
class Sentence:
    """A sentence by its number in the report, and its folded words."""

    number: int
    words: frozenset[str]

    def has(self, use: str) -> bool:
        """Whether it holds a word that linking's vocabulary has for a use."""
        return not words_for(use).isdisjoint(self.words)


class Sentences:
    """The sentences of reports. ``reports`` needs report_id and text; ``sentences`` report_id, sentence, start and end."""

    def __init__(self, reports: pa.Table, sentences: pa.Table) -> None:
        texts = ([str(one) for one in reports[name].to_pylist()] for name in ("report_id", "text"))
        self._texts = dict(zip(*texts, strict=True))
        self._rows: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
        columns = (sentences[name].to_pylist() for name in ("report_id", "start", "end", "sentence"))
        for report, start, end, number in zip(*columns, strict=True):
            self._rows[report].append((start, end, number))

    def at(self, report_id: str, place: int) -> Sentence:
        """The sentence at a character."""
        number, _, text = self._sentence(report_id, place)
        return Sentence(number, frozenset(fold_name(text).split()))

    def no_denial(self, report_id: str, place: int) -> bool:
        """Whether the sentence at a character says of a deed that it failed, or was not so in full, rather than denies it."""
        _, _, text = self._sentence(report_id, place)
        return not _no_denial().isdisjoint(map(stem, fold_name(text).split()))

    def followed(self, report_id: str, end: int) -> str:
        """The text from a character on, as far as a few words reach."""
        text: str = self._texts[report_id]
        return text[end : end + AHEAD]

    def led_by(self, report_id: str, start: int) -> str:
        """The word before a character in its sentence; empty where there is none."""
        _, begin, _ = self._sentence(report_id, start)
        return fold_name(self._texts[report_id][begin:start]).rpartition(" ")[2]

    def _sentence(self, report_id: str, place: int) -> tuple[int, int, str]:
        rows = self._rows[report_id]
        found = bisect_right(rows, place, key=lambda row: row[0]) - 1
        if found < 0:
            return NOWHERE, place, ""
        start, end, number = rows[found]
        return number, start, self._texts[report_id][start:end]


@cache
def _no_denial() -> frozenset[str]:
    return frozenset(map(stem, words_for("no_denial")))
