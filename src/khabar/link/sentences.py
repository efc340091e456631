"""Which sentence a place in a report lies in, and whether that sentence sets one thing against another."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import cache

import pyarrow as pa

from khabar import vocab
from khabar.folding import fold_name


class Sentences:
    """The sentences of reports. ``reports`` needs report_id and text; ``sentences`` report_id, sentence, start and end."""

    def __init__(self, reports: pa.Table, sentences: pa.Table) -> None:
        texts = ([str(one) for one in reports[name].to_pylist()] for name in ("report_id", "text"))
        self._texts = dict(zip(*texts, strict=True))
        self._rows: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
        columns = (sentences[name].to_pylist() for name in ("report_id", "start", "end", "sentence"))
        for report, start, end, number in zip(*columns, strict=True):
            self._rows[report].append((start, end, number))

    def at(self, report_id: str, place: int) -> tuple[int, bool]:
        """The number of the sentence at a character, and whether it holds a word of contrast; -1 where there is none."""
        rows = self._rows[report_id]
        found = bisect_right(rows, place, key=lambda row: row[0]) - 1
        if found < 0:
            return -1, False
        start, end, number = rows[found]
        words = fold_name(self._texts[report_id][start:end]).split()
        return number, not contrasting().isdisjoint(words)


@cache
def contrasting() -> frozenset[str]:
    """Words that set one thing against another."""
    return frozenset(row["word"] for row in vocab.load("linking") if row["use"] == "contrast")
