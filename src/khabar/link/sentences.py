"""Which sentence of a report a place lies in, and whether it sets one thing against another or names some of many."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import cache

import pyarrow as pa

from khabar.folding import fold_name
from khabar.link.features.stems import stem, words_for

# How far the words reach that follow a figure.
AHEAD = 24


class Sentences:
    """The sentences of reports. ``reports`` needs report_id and text; ``sentences`` report_id, sentence, start and end."""

    def __init__(self, reports: pa.Table, sentences: pa.Table) -> None:
        texts = ([str(one) for one in reports[name].to_pylist()] for name in ("report_id", "text"))
        self._texts = dict(zip(*texts, strict=True))
        self._rows: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
        columns = (sentences[name].to_pylist() for name in ("report_id", "start", "end", "sentence"))
        for report, start, end, number in zip(*columns, strict=True):
            self._rows[report].append((start, end, number))

    def at(self, report_id: str, place: int) -> tuple[int, bool, bool, bool]:
        """The number of the sentence at a character, and whether it holds a word of contrast, one that names some of many
        ("including"), and one that counts by the time ("every day"); -1 where there is none.
        """
        number, text = self._sentence(report_id, place)
        words = fold_name(text).split()
        contrast, not_all, rate = (not words_for(use).isdisjoint(words) for use in ("contrast", "not_all", "rate"))
        return number, contrast, not_all, rate

    def no_denial(self, report_id: str, place: int) -> bool:
        """Whether the sentence at a character says of a deed that it failed, or was not so in full, rather than denies it."""
        _, text = self._sentence(report_id, place)
        return not _no_denial().isdisjoint(map(stem, fold_name(text).split()))

    def followed(self, report_id: str, end: int) -> str:
        """The text from a character on, as far as a few words reach."""
        text: str = self._texts[report_id]
        return text[end : end + AHEAD]

    def _sentence(self, report_id: str, place: int) -> tuple[int, str]:
        rows = self._rows[report_id]
        found = bisect_right(rows, place, key=lambda row: row[0]) - 1
        if found < 0:
            return -1, ""
        start, end, number = rows[found]
        return number, self._texts[report_id][start:end]


@cache
def _no_denial() -> frozenset[str]:
    return frozenset(map(stem, words_for("no_denial")))
