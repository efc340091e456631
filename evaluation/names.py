"""Names: on given words against Universal NER, and from raw text against re3d."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from evaluation.rows import read_rows
from evaluation.scorers.counts import Metrics, pair_off, put
from evaluation.scorers.names import names_in, score_names
from evaluation.scorers.spans import shared
from evaluation.treebank import NONE, parse_text
from khabar import nlp
from khabar.pipeline import Tools

LABELS = {"Person": "PER", "Organisation": "ORG", "Location": "LOC"}
CONFIDENT = 0.5
Name = tuple[int, int, str]


def gold_words(data: Path, tools: Tools, split: str) -> tuple[Metrics, Metrics]:
    """Exact names where sentences and words are given, a document at a time."""
    rows = read_rows(data / f"data/ewt-ner/{split}.jsonl.gz")
    documents = groupby(rows, key=lambda row: row["doc_id"])
    parses = [parse for _, own in documents for parse in nlp.parse_words(tools.model, [row["tokens"] for row in own])]
    found = [{(n.first, n.last + 1, n.label) for n in parse.names} for parse in parses]
    score = score_names((f, names_in(row["tags"])) for f, row in zip(found, rows, strict=True))
    metrics: Metrics = {"names_p": score.precision, "names_r": score.recall, "names_f1": score.f1}
    return metrics | {"n_names": score.wanted}, NONE


def held_back(doc_id: str) -> bool:
    """Whether a re3d document trains nothing: its hash ends in an odd digit."""
    return int(sha256(doc_id.encode()).hexdigest()[-1], 16) % 2 == 1


def re3d(data: Path, tools: Tools) -> tuple[Metrics, Metrics]:
    """Names in the held-back re3d documents, from raw text."""
    rows = [row for row in read_rows(data / "data/re3d/re3d.jsonl.gz") if held_back(row["doc_id"])]
    counts = {"exact": 0, "overlap": 0, "found": 0, "wanted": 0}
    for row in rows:
        found, wanted = _found(row["text"], tools), outermost(_wanted(row))
        near = {
            (i, j): (float(shared(f[:2], w[:2])),)
            for i, f in enumerate(found)
            for j, w in enumerate(wanted)
            if f[2] == w[2] and shared(f[:2], w[:2])
        }
        counts["overlap"] += len(pair_off(near))
        counts["exact"] += len(set(found) & set(wanted))
        counts["found"] += len(found)
        counts["wanted"] += len(wanted)
    metrics: Metrics = {"n_documents": len(rows), "n_names": counts["wanted"]}
    for kind in ("overlap", "exact"):
        put(metrics, f"names_{kind}", counts[kind], counts["found"], counts["wanted"])
    return metrics, NONE


def _found(text: str, tools: Tools) -> list[Name]:
    return [
        (parse.words[name.first].start, parse.words[name.last].end, name.label)
        for parse in parse_text(text, tools)
        for name in parse.names
    ]


def _wanted(row: dict[str, Any]) -> list[Name]:
    return [
        (e["start"], e["end"], LABELS[e["type"]])
        for e in row["entities"]
        if e["type"] in LABELS and e["confidence"] >= CONFIDENT
    ]


def outermost(names: Sequence[Name]) -> list[Name]:
    """Names that lie in no longer name of the same label."""
    kept: list[Name] = []
    for name in sorted(set(names), key=lambda n: (n[0], -n[1], n[2])):
        if not any(k[2] == name[2] and k[0] <= name[0] and name[1] <= k[1] for k in kept):
            kept.append(name)
    return kept
