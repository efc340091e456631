"""Tags, trees, factuality and roles on EWT."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evaluation import rawtext
from evaluation.rows import read_rows
from evaluation.scorers.counts import Metrics
from evaluation.scorers.factuality import regression
from evaluation.scorers.parses import attachment
from evaluation.scorers.roles import score, wanted
from evaluation.scorers.tagging import accuracy
from khabar import nlp
from khabar.nlp import Analysis
from khabar.pipeline import Tools
from khabar.records import Ingested, Parse, Report, Segment

NONE: Metrics = {}


def gold_words(data: Path, tools: Tools, split: str) -> tuple[Metrics, Metrics]:
    """Part of speech, morphology, lemma and tree where sentences and words are given."""
    gold = [p for _, parses in rawtext.read_treebank(_trees(data, split)) for p in parses]
    found = nlp.parse_words(tools.model, [[w.text for w in p.words] for p in gold])
    pairs = list(zip(found, gold, strict=True))
    metrics: Metrics = {
        "upos": accuracy((f.upos, [w.upos for w in g.words]) for f, g in pairs),
        "xpos": accuracy((f.xpos, [w.xpos for w in g.words]) for f, g in pairs),
        "lemma": accuracy((f.lemmas, [w.lemma for w in g.words]) for f, g in pairs),
    }
    trees = attachment((_arcs(f), [(w.head, w.deprel) for w in g.words]) for f, g in pairs)
    metrics |= {"uas": trees.uas, "las": trees.las, "las_universal": trees.las_universal}
    return metrics | {"n_sentences": len(gold), "n_words": sum(len(p.words) for p in gold)}, NONE


def raw_text(data: Path, tools: Tools, split: str) -> tuple[Metrics, Metrics]:
    """Sentences, words, tags and trees from raw text."""
    documents = rawtext.read_treebank(_trees(data, split))
    scores = rawtext.score((text, gold, parse_text(text, tools)) for text, gold in documents)
    metrics: Metrics = {f"{name.lower()}_f1": score.f1 / 100 for name, score in scores.items()}
    return metrics | {"n_sentences": sum(len(gold) for _, gold in documents)}, NONE


def factuality(data: Path, tools: Tools, split: str) -> tuple[Metrics, Metrics]:
    """The model's factuality of gold predicates against the annotators'."""
    rows = read_rows(data / f"data/ewt-factuality/{split}.jsonl.gz")
    found = nlp.parse_words(tools.model, [row["tokens"] for row in rows])
    pairs = [
        (parse.factuality[predicate["token"]], predicate["factuality"])
        for row, parse in zip(rows, found, strict=True)
        for predicate in row["predicates"]
        if predicate.get("factuality") is not None
    ]
    score = regression([a for a, _ in pairs], [b for _, b in pairs])
    metrics: Metrics = {"factuality_r": score.r, "factuality_error": score.error, "n_predicates": score.pairs}
    return metrics, {"factuality_r": 0.0, "factuality_error": score.error_of_median}


def roles(data: Path, tools: Tools, split: str) -> tuple[Metrics, Metrics]:
    """Predicates and their roles where words are given; the gold trees tell the heads of the annotated spans."""
    trees = [p for _, parses in rawtext.read_treebank(_trees(data, split)) for p in parses]
    heads = {tuple(w.text for w in p.words): tuple(w.head for w in p.words) for p in trees}
    rows = [row for row in read_rows(data / f"data/ewt-propbank/{split}.jsonl.gz") if tuple(row["tokens"]) in heads]
    found = nlp.parse_words(tools.model, [row["tokens"] for row in rows])
    metrics = score(
        (
            set(parse.predicates),
            {(role.predicate, role.argument, role.label) for role in parse.roles},
            *wanted(row["predicates"], heads[tuple(row["tokens"])]),
        )
        for parse, row in zip(found, rows, strict=True)
    )
    return metrics, NONE


def parse_text(text: str, tools: Tools) -> Sequence[Parse]:
    """Sentences of a raw text, parsed by the shipped model with no repair in between."""
    report = Report("r_evaluation", "", text=text, source_text=text)
    return nlp.analyse(Ingested(report, (Segment("r_evaluation", 0, 0, len(text), "body"),)), tools.model)[1]


def _trees(data: Path, split: str) -> Path:
    return data / f"data/ewt/en_ewt-ud-{split}.conllu.gz"


def _arcs(parse: Analysis) -> list[tuple[int, str]]:
    return list(zip(parse.heads, parse.deprels, strict=True))
