"""Whole readings against an answer key, with the null reader beside them."""

from __future__ import annotations

from pathlib import Path

from evaluation import open_key
from evaluation.scorers.answers import Key, load_key
from evaluation.scorers.counts import Metrics
from evaluation.scorers.key import null_reading, score_key
from khabar import ingest, pipeline
from khabar.export.reading import Json, reading_json
from khabar.pipeline import Tools
from khabar.sample import reports_folder


def sample(repository: Path, tools: Tools) -> tuple[Metrics, Metrics]:
    """The shipped reports against our own key."""
    return measure(load_key(repository / "evaluation/keys/sample", reports_folder()), tools)


def articles(data: Path, tools: Tools) -> tuple[Metrics, Metrics]:
    """The two articles against the agreed key."""
    return measure(load_key(data / "gold", data / "corpora" / "iraq"), tools)


def open_reports(data: Path, tools: Tools, half: str) -> tuple[Metrics, Metrics]:
    """A half of the openly licensed reports against our own key."""
    return measure(open_key.load(data, half), tools)


def measure(key: Key, tools: Tools) -> tuple[Metrics, Metrics]:
    """Scores of the reader, and of the null reader on the same claims."""
    found = readings(key, tools)
    return score_key(key, found), score_key(key, {d: null_reading(r) for d, r in found.items()})


def readings(key: Key, tools: Tools) -> dict[str, Json]:
    """What `khabar read` prints for each report of a key. A report is its text alone, with no metadata."""
    return {
        doc: reading_json(pipeline.read(ingest.from_record({"id": doc, "text": text}), tools), doc)
        for doc, text in key.texts.items()
    }
