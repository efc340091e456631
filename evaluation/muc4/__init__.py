"""MUC-4's role fillers from our claims, on the development documents (TST1 and TST2): nothing is trained on MUC-4.

The documents are read as they came, in capitals, without metadata. Five roles are scored by CEAF-REE (``align``) against the
fillers of GRIT's release (``grit_extracts``), where a victim is somebody named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.muc4 import confidence
from evaluation.muc4.align import aligned, entity
from evaluation.muc4.fillers import ROLES, fillers
from evaluation.rows import read_rows
from evaluation.scorers.counts import Metrics, mean, put
from khabar import ingest, pipeline
from khabar.export.reading import reading_json
from khabar.pipeline import Tools

Row = Mapping[str, Any]
Pair = tuple[Row, Row]  # a document of the key and its reading


def measure(data: Path, tools: Tools) -> tuple[Metrics, Metrics]:
    """Fillers by role with their mean, and how often the confidence in a perpetrating organization is right."""
    pairs = list(read_all(data, tools))
    metrics = score_fillers(pairs)
    table = confidences(pairs)
    judged = {pair: n for pair, n in table.items() if pair[1] != "none"}
    right = sum(n for (labels, ours), n in judged.items() if ours in labels.split("/"))
    fact = sum(n for (labels, _), n in judged.items() if "fact" in labels.split("/"))
    total = sum(judged.values())
    metrics["confidence_accuracy"] = right / total if total else None
    metrics |= {"n_documents": len(pairs), "n_organizations": sum(table.values()), "n_confidences": total}
    return metrics, {"confidence_accuracy": fact / total if total else None}


def read_all(data: Path, tools: Tools) -> Iterable[Pair]:
    """Each document with its reading."""
    for document in read_rows(data / "data/muc4/dev.jsonl.gz"):
        source = ingest.from_record({"id": document["doc_id"], "text": document["text"]})
        yield document, reading_json(pipeline.read(source, tools), document["doc_id"])


def score_fillers(pairs: Sequence[Pair]) -> Metrics:
    """Precision, recall and F1 of each role, and the mean F1."""
    metrics: Metrics = {}
    counts: dict[str, Counter[str]] = {role: Counter() for role in ROLES}
    for document, reading in pairs:
        ours = fillers(reading)
        for role in ROLES:
            key = [entity(words for words, _ in mentions) for mentions in document["grit_extracts"][role]]
            counts[role].update(right=aligned(ours[role], key), found=len(ours[role]), wanted=len(key))
    for role, count in counts.items():
        put(metrics, role.lower(), count["right"], count["found"], count["wanted"])
    metrics["mean_of_roles"] = mean(metrics[f"{role.lower()}_f1"] or 0.0 for role in ROLES)
    return metrics


def confidences(pairs: Iterable[Pair]) -> Counter[tuple[str, str]]:
    """How often each of the key's labels (joined with a stroke) met each of ours; ``none`` where no claim names it."""
    return Counter(
        ("/".join(label for label in confidence.LABELS if label in labels), confidence.found(reading, names) or "none")
        for document, reading in pairs
        for names, labels in confidence.wanted(document)
    )
