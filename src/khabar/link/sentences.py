"""Which sentence of a report a place lies in, and whether it sets one thing against another or names some of many."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

import pyarrow as pa

from khabar.folding import fold_name
from khabar.link.features.stems import words_for


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
        rows = self._rows[report_id]
        found = bisect_right(rows, place, key=lambda row: row[0]) - 1
        if found < 0:
            return -1, False, False, False
        start, end, number = rows[found]
        words = fold_name(self._texts[report_id][start:end]).split()
        contrast, not_all, rate = (not words_for(use).isdisjoint(words) for use in ("contrast", "not_all", "rate"))
        return number, contrast, not_all, rate
