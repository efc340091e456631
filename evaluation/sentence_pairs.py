"""The sentence embedding against the encoder it was distilled from, on pairs of sentences held back from training."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from evaluation.rows import read_rows
from evaluation.scorers.counts import Metrics
from evaluation.scorers.factuality import spearman
from evaluation.treebank import NONE, parse_text
from khabar.pipeline import Tools


def measure(repository: Path, tools: Tools) -> tuple[Metrics, Metrics]:
    """Rank correlation with the original encoder's similarities; nothing where the model gives no embedding."""
    rows = read_rows(repository / "evaluation/keys/sentence-pairs.jsonl.gz")
    pairs = [(_embedding(row["left"], tools), _embedding(row["right"], tools), row["similarity"]) for row in rows]
    scored = [(sum(a * b for a, b in zip(x, y, strict=True)), wanted) for x, y, wanted in pairs if x and y]
    metrics: Metrics = {"spearman": spearman([f for f, _ in scored], [w for _, w in scored]) if scored else None}
    return metrics | {"n_pairs": len(scored)}, NONE


def _embedding(sentence: str, tools: Tools) -> list[float]:
    parses = parse_text(sentence, tools)
    return np.frombuffer(parses[0].embedding).tolist() if parses else []
