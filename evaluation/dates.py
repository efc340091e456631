"""Dates and times in GUM's open part: found, and given the right days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.gum import documents, tokens
from evaluation.rows import read_rows
from evaluation.scorers.counts import Metrics, mean
from evaluation.scorers.dates import inside, interval, row_interval
from evaluation.scorers.spans import Span, overlap
from evaluation.treebank import NONE
from khabar.pipeline import Tools

Row = Mapping[str, Any]


def gum(data: Path, tools: Tools) -> tuple[Metrics, Metrics]:
    """Recall of date expressions, and the share of those found whose days lie inside, or equal, the key's."""
    timex = {r["sent_id"]: r for r in read_rows(data / "data/gum-open/timex.jsonl.gz") if r["split"] == "dev"}
    hits: list[bool] = []
    within: list[bool] = []
    equal: list[bool] = []
    for document in documents(data, "dev", tools):
        found = [(document.span(d.start, d.end), d) for d in document.reading.dates]
        for span, days in _wanted(timex, document.starts, document.text):
            near = [d for s, d in found if overlap(s, span)]
            hits.append(bool(near))
            if near and days:
                got = [row_interval({"earliest": d.earliest, "latest": d.latest}) for d in near]
                within.append(any(inside(g, days) for g in got))
                equal.append(any(g == days for g in got))
    metrics: Metrics = {"date_recall": mean(hits), "date_value_inside": mean(within), "date_value_equal": mean(equal)}
    return metrics | {"n_dates": len(hits), "n_values": len(within)}, NONE


def _wanted(timex: Mapping[str, Row], starts: Mapping[str, int], text: str) -> Iterator[tuple[Span, Any]]:
    """Spans in the document with the days they mean; nothing for a value that names no interval."""
    for sent_id, start in starts.items():
        row = timex.get(sent_id, {"timex": [], "tokens": []})
        spans = tokens(row["tokens"], text, start)
        for expression in row["timex"]:
            span = spans[expression["start"]][0], spans[expression["end"] - 1][1]
            yield span, interval(_value(expression))


def _value(expression: Row) -> str:
    if "when" in expression:
        return str(expression["when"])
    first = expression.get("from") or expression.get("notBefore") or ""
    return f"{first}/{expression.get('to') or expression.get('notAfter') or ''}"
