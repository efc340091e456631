"""Every span lies in its report's text, and every word that a row quotes stands there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from khabar.casebook.checks.problem import Problem
from khabar.casebook.checks.rows import Rows, key_of
from khabar.casebook.layout import part
from khabar.frozen import record

REPORTS_AT_ONCE = 512


@record(frozen=True, slots=True)
class Spanned:
    """Columns that hold a span and, where there is one, the column that repeats its words."""

    table: str
    start: str = "start"
    end: str = "end"
    words: str | None = None
    report: str = "t.report_id"
    needed: bool = False
    may_be_empty: bool = False


SPANNED = (
    Spanned("locators", needed=True),
    Spanned("segments", needed=True),
    Spanned("sentences", needed=True),
    Spanned("mentions", words="text", needed=True),
    Spanned("claims", words="trigger", needed=True),
    Spanned("participants", words="text", report="c.report_id"),
    Spanned("holders", words="text", report="c.report_id"),
    Spanned("holders", "cue_start", "cue_end", "cue", report="c.report_id"),
    Spanned("attributions", "source_start", "source_end"),
    Spanned("attributions", "cue_start", "cue_end"),
    Spanned("quantities", words="text", needed=True),
    Spanned("dates", words="text", needed=True),
    Spanned("places", words="text", needed=True),
    Spanned("borrowings", report="t.from_report_id"),
    Spanned("issues", may_be_empty=True),
)

Texts = dict[str, str]


def check_spans(rows: Rows, generation: Path) -> Iterator[Problem]:
    """Prove every span and offset map, some hundred reports at a time."""
    columns = ["report_id", "text", "source_text", "original_map"]
    with pq.ParquetFile(part(generation, "reports")) as file:
        for batch in file.iter_batches(REPORTS_AT_ONCE, columns=columns):
            reports = batch.to_pylist()
            texts = {report["report_id"]: report["text"] for report in reports}
            for report in reports:
                yield from _check_map(report)
            for spanned in SPANNED:
                yield from _check_spanned(rows, spanned, texts)
            yield from _check_contents(rows, texts)
            yield from _check_segments(rows, texts)
            yield from _check_sentences(rows, texts)


def _check_map(report: dict[str, Any]) -> Iterator[Problem]:
    """``original_map`` is in order, without overlap, and exact."""
    text, source, runs, reached = report["text"], report["source_text"], report["original_map"], 0
    if text and not runs:
        yield Problem("reports", report["report_id"], "original_map is empty")
    for run in runs:
        clean, original, length = run["clean"], run["original"], run["length"]
        if clean < reached or length < 1 or clean + length > len(text) or not 0 <= original <= len(source) - length:
            yield Problem("reports", report["report_id"], f"original_map: the run at {clean} is out of order or range")
            return
        if text[clean : clean + length] != source[original : original + length]:
            yield Problem("reports", report["report_id"], f"original_map: the run at {clean} differs from the source")
        reached = clean + length


def _check_spanned(rows: Rows, spanned: Spanned, texts: Texts) -> Iterator[Problem]:
    table = spanned.table
    claims = "JOIN claims c USING (claim_id)" if spanned.report.startswith("c.") else ""
    words = f't."{spanned.words}"' if spanned.words else "NULL"
    found = rows.ask(
        f'SELECT {key_of(table)}, {spanned.report}, t."{spanned.start}", t."{spanned.end}", {words} '
        f"FROM {table} t {claims} WHERE list_contains(?, {spanned.report})",
        [list(texts)],
    )
    for key, report, start, end, words in found:
        if wrong := _wrong(spanned, texts[report], start, end, words):
            yield Problem(table, key, wrong)


def _wrong(spanned: Spanned, text: str, start: int | None, end: int | None, words: str | None) -> str | None:
    name = spanned.start.removesuffix("start") + "span"
    if start is None or end is None:
        if start is not None or end is not None:
            return f"half of its {name} is missing"
        if spanned.needed:
            return f"its {name} is missing"
        return f"{spanned.words} is {words!r}, and no span says where that stands" if words is not None else None
    if not 0 <= start <= end <= len(text) or (start == end and not spanned.may_be_empty):
        return f"its {name} {start}-{end} is empty or outside the text of {len(text)} characters"
    if spanned.words is not None and words != text[start:end]:
        return f"{spanned.words} is {words!r}; the text has {text[start:end]!r} at {start}-{end}"
    return None


def _check_contents(rows: Rows, texts: Texts) -> Iterator[Problem]:
    found = rows.ask(
        "SELECT attribution_id, report_id, content FROM attributions WHERE list_contains(?, report_id)", [list(texts)]
    )
    for key, report, spans in found:
        if any(not 0 <= span["start"] < span["end"] <= len(texts[report]) for span in spans):
            yield Problem("attributions", key, "a span of its content is empty or outside the text")


def _check_segments(rows: Rows, texts: Texts) -> Iterator[Problem]:
    """The segments of a report follow one another and leave nothing out but blank space."""
    reached: dict[str, int] = dict.fromkeys(texts, 0)
    found = rows.ask(
        'SELECT report_id, segment, start, "end" FROM segments WHERE list_contains(?, report_id) ORDER BY 1, 2',
        [list(texts)],
    )
    for report, number, start, end in found:
        if start < reached[report]:
            yield Problem("segments", f"{report} {number}", "it begins before the one before it ends")
        elif texts[report][reached[report] : start].strip():
            yield Problem("segments", f"{report} {number}", "text before it is in no segment")
        reached[report] = max(reached[report], end)
    for report, end in reached.items():
        if texts[report][end:].strip():
            yield Problem("segments", report, f"text from {end} on is in no segment")


def _check_sentences(rows: Rows, texts: Texts) -> Iterator[Problem]:
    """Sentences follow one another inside their segments, and claims stand inside their sentences."""
    outside = rows.ask(
        'SELECT s.report_id, s.sentence, s.start < g.start OR s."end" > g."end" FROM sentences s LEFT JOIN segments g '
        "USING (report_id, segment) WHERE list_contains(?, s.report_id) ORDER BY 1, 2",
        [list(texts)],
    )
    for report, number, out in outside:
        if out is None or out:
            yield Problem("sentences", f"{report} {number}", "it is not inside the segment that it names")
    overlapping = rows.ask(
        'SELECT report_id, sentence FROM (SELECT report_id, sentence, start, lag("end") OVER '
        "(PARTITION BY report_id ORDER BY sentence) AS reached FROM sentences WHERE list_contains(?, report_id)) "
        "WHERE start < reached ORDER BY 1, 2",
        [list(texts)],
    )
    for report, number in overlapping:
        yield Problem("sentences", f"{report} {number}", "it begins before the one before it ends")
    strays = rows.ask(
        "SELECT c.claim_id FROM claims c LEFT JOIN sentences s USING (report_id, sentence) "
        "WHERE list_contains(?, c.report_id) AND NOT "
        'coalesce(s.start <= c.start AND c."end" <= s."end", false) ORDER BY 1',
        [list(texts)],
    )
    for (key,) in strays:
        yield Problem("claims", key, "its trigger is not inside the sentence that it names")
