"""The sets that quality is measured on, in the order they run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path

from evaluation import answer_keys, coreference, dates, muc4, names, places, relations, sentence_pairs, treebank
from evaluation.open_texts import FILES
from evaluation.scorers.counts import Metrics
from khabar.pipeline import Tools

HERE = Path(__file__).parent
SHIPPED = "shipped"


@dataclass(frozen=True)
class Outcome:
    """What a set measured; ``beside`` holds the null reader's figures for the same metrics."""

    metrics: Metrics
    beside: Metrics = field(default_factory=dict)


@dataclass(frozen=True)
class EvaluationSet:
    """One set: its files under KHABAR_DATA (or, with ``root``, in this repository), and how it is measured.

    ``pinned`` metrics have floors; ``targets`` are what was asked for; ``counts`` names the metric that says how many
    items stand behind the others. A set with ``test`` runs only on request, once for each version of the model and what is
    beside it, or of all that reads where it has ``rules``; ``ours`` are files of this repository that a set needs beside
    those of KHABAR_DATA.
    """

    name: str
    title: str
    files: tuple[str, ...]
    measure: Callable[[Path, Tools], tuple[Metrics, Metrics]]
    pinned: tuple[str, ...]
    targets: Mapping[str, float] = field(default_factory=dict)
    note: str = ""
    test: bool = False
    rules: bool = False
    root: Path | None = None
    ours: tuple[str, ...] = ()

    def found(self, data: Path | None) -> list[Path] | None:
        """The set's files, or nothing where one of them cannot be had."""
        root = self.root or data
        if root is None:
            return None
        patterns = [*((root, f) for f in self.files), *((HERE.parent, f) for f in self.ours)]
        files = [path for folder, f in patterns for path in sorted(folder.glob(f)) or [folder / f]]
        return files if all(path.is_file() for path in files) else None

    def run(self, data: Path | None, tools: Tools) -> Outcome:
        """Measure the set."""
        root = self.root or data
        assert root is not None
        return Outcome(*self.measure(root, tools))


def fingerprint(files: list[Path]) -> str:
    """A hash of the bytes of a set's files, so that a floor belongs to the data it was measured on."""
    digest = sha256()
    for path in files:
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


KEY_TARGETS = {
    "event_recall_core": 0.70,
    "event_precision": 0.65,
    "class_accuracy": 0.80,
    "actor_accuracy_printed": 0.80,
    "recipient_accuracy_printed": 0.70,
    "place_accuracy_printed": 0.85,
    "date_accuracy": 0.80,
    "chain_full_accuracy_attributed": 0.50,
    "chain_innermost_accuracy_attributed": 0.65,
    "chain_rightly_absent": 0.92,
    "factuality_macro": 0.60,
    "quantity_f1": 0.92,
    "quantity_said_by_accuracy": 0.80,
    "attribution_source_f1": 0.75,
    "attribution_cue_f1": 0.75,
    "attribution_content_f1": 0.75,
}
KEY_METRICS = tuple(KEY_TARGETS)
TREE_METRICS = ("upos", "xpos", "lemma", "uas", "las")


def _treebank(split: str) -> tuple[EvaluationSet, ...]:
    """EWT: words given, and from raw text; names, factuality and roles on the same sentences."""
    test, trees = split == "test", f"data/ewt/en_ewt-ud-{split}.conllu.gz"
    return (
        EvaluationSet(
            f"ewt-{split}",
            f"UD English EWT 2.15, {split}, gold words",
            (trees,),
            partial(treebank.gold_words, split=split),
            TREE_METRICS,
            {"las": 0.895, "upos": 0.970},
            "Accuracy over words; attachment with full labels, punctuation counted.",
            test,
        ),
        EvaluationSet(
            f"ewt-raw-{split}",
            f"UD English EWT 2.15, {split}, from raw text",
            (trees,),
            partial(treebank.raw_text, split=split),
            ("sentences_f1", "words_f1", "upos_f1", "las_f1"),
            {"upos_f1": 0.95, "las_f1": 0.855},
            "CoNLL 2018 scoring; the text lines joined by spaces, a blank line at each paragraph and document.",
            test,
        ),
        EvaluationSet(
            f"ewt-ner-{split}",
            f"Universal NER on EWT, {split}, gold words",
            (f"data/ewt-ner/{split}.jsonl.gz",),
            partial(names.gold_words, split=split),
            ("names_f1",),
            {"names_f1": 0.77},
            "Exact spans with their label (PER, ORG, LOC); each document read as one report.",
            test,
        ),
        EvaluationSet(
            f"ewt-factuality-{split}",
            f"UDS factuality on EWT, {split}, gold predicates",
            (f"data/ewt-factuality/{split}.jsonl.gz",),
            partial(treebank.factuality, split=split),
            ("factuality_r",),
            {"factuality_r": 0.77},
            "Pearson's r and mean absolute error against annotators' judgements; beside it, always the median.",
            test,
        ),
        EvaluationSet(
            f"ewt-propbank-{split}",
            f"PropBank on EWT, {split}, gold words",
            (f"data/ewt-propbank/{split}.jsonl.gz", trees),
            partial(treebank.roles, split=split),
            ("roles_f1", "core_roles_f1", "predicates_f1"),
            {"roles_f1": 0.78},
            "Exact triples of predicate, head of the argument and label, with predicates found by the model too; ARGM, C- "
            "and R- roles counted. The head of a span is its word whose head in the gold tree lies outside. Auxiliaries "
            "without an argument are no predicates.",
            test,
        ),
    )


def _open_key(half: str) -> EvaluationSet:
    """Our key on openly licensed reports, which was committed before the rules that it measures."""
    return EvaluationSet(
        f"open-key-{half}",
        f"Open reports (GUM news, re3d), our own key, {half} half",
        FILES,
        partial(answer_keys.open_reports, half=half),
        KEY_METRICS,
        KEY_TARGETS,
        "Eight reports, of which two are civil news with few events; keyed by one reader, attributions and quantities by "
        "a second one too.",
        half == "test",
        rules=half == "test",
        ours=(f"evaluation/keys/open/{half}/*.jsonl",),
    )


SETS: tuple[EvaluationSet, ...] = (
    EvaluationSet(
        "sample-key",
        "Seven of the shipped reports, our own key",
        ("evaluation/keys/sample/*.jsonl", "src/khabar/sample/reports/*.txt"),
        answer_keys.sample,
        KEY_METRICS,
        note="Written by the project: a guard against regressions and a first look, no benchmark.",
        root=HERE.parent,
    ),
    EvaluationSet(
        "sample-relations",
        "Seven of the shipped reports, where accounts agree, differ and contradict each other",
        ("evaluation/keys/sample/*.jsonl", "src/khabar/sample/reports/*.txt"),
        relations.sample,
        ("relations_found",),
        note="Written by the project; rules were made while looking at it. A relation of the key is found where one of the "
        "casebook joins two of its sides. How many of those that are stated are right is judged by hand "
        "([Linking](linking.md)).",
        root=HERE.parent,
    ),
    *_treebank("dev"),
    EvaluationSet(
        "re3d-held-back",
        "re3d documents whose sha256(doc_id) ends in an odd digit",
        ("data/re3d/re3d.jsonl.gz",),
        names.re3d,
        ("names_overlap_f1",),
        note="Official statements on Syria and Iraq, from raw text. The key's spans hold titles and articles, so that "
        "exact spans are reported beside spans that overlap.",
    ),
    EvaluationSet(
        "gum-dates-dev",
        "GUM (open part), dates and times, dev",
        ("data/gum-open/gum-dev.jsonl.gz", "data/gum-open/timex.jsonl.gz"),
        dates.gum,
        ("date_recall", "date_value_inside"),
        note="Whole documents from raw text with their date. Durations and vague times are mostly not in the key, so "
        "that precision would be a lower bound and is not given.",
    ),
    EvaluationSet(
        "gum-places-dev",
        "GUM (open part), places with a Wikipedia title, dev",
        ("data/gum-open/gum-dev.jsonl.gz",),
        places.gum,
        ("place_right",),
        {"place_right": 0.85},
        "Mentions by name, whole documents from raw text. Right is the place of the title's name that the title's "
        "addition chooses, or the most populous one; titles of which the gazetteer has no place are counted as found only.",
    ),
    EvaluationSet(
        "gum-entities-dev",
        "GUM (open part), who is meant, dev",
        ("data/gum-open/gum-dev.jsonl.gz",),
        places.gum_entities,
        ("mention_recall", "entity_b3_f1"),
        note="Persons, places and organizations, by name, noun or pronoun, against GUM's coreference. A mention is found "
        "where one of ours has its head or covers half of it; our reader passes over most nouns that name no actor.",
    ),
    EvaluationSet(
        "articles-key",
        "Two real articles, the agreed key",
        ("gold/*.jsonl", "corpora/iraq/*.txt"),
        answer_keys.articles,
        KEY_METRICS,
        KEY_TARGETS,
        "A taste, not a benchmark.",
    ),
    EvaluationSet(
        "articles-relations",
        "Two real articles, where accounts agree, differ and contradict each other, the agreed key",
        ("gold/*.jsonl", "corpora/iraq/*.txt"),
        relations.articles,
        ("relations_found",),
        note="Three of the eight are of reasons and readings (why, and what somebody meant), which this program does not "
        "compare.",
    ),
    _open_key("dev"),
    EvaluationSet(
        "muc4-dev",
        "MUC-4, role fillers from claims, dev (TST1 and TST2)",
        ("data/muc4/dev.jsonl.gz",),
        muc4.measure,
        ("mean_of_roles", *(f"{role.lower()}_f1" for role in muc4.ROLES)),
        {"mean_of_roles": 0.30},
        "Reports of 1988-1990 in capitals; CEAF-REE, exact entities. Nothing is trained on MUC-4. Beside the confidence "
        "in a perpetrating organization stands the share that is right if all were reported as fact.",
    ),
    EvaluationSet(
        "sentence-pairs",
        "Sentence embedding against the original sentence encoder, held-back pairs",
        ("evaluation/keys/sentence-pairs.jsonl.gz",),
        sentence_pairs.measure,
        ("spearman",),
        {"spearman": 0.9},
        "Rank correlation of cosine similarities.",
        root=HERE.parent,
    ),
    EvaluationSet(
        "ecb-plus-dev",
        "ECB+ event coreference, dev, gold mentions, no topics given",
        (coreference.FILE,),
        coreference.ecb_plus,
        ("conll_f1", "conll_gain"),
        {"conll_gain": 0.02},
        "Singletons counted; beside it one cluster a lemma, over all documents. The weights were learned on train.",
    ),
    *_treebank("test"),
    _open_key("test"),
)
OPTIONAL = frozenset({"sentence-pairs"})
