"""Which event mentions of ECB+ are one event: linking beside the lemma baseline, no topics given, singletons counted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from evaluation.ecb_plus import Mentions, documents, gold_mentions, own_mentions
from evaluation.scorers.coreference import score_clusters
from evaluation.scorers.counts import Metrics
from khabar.engine.embedded import Embedded
from khabar.link.cluster import Pinned
from khabar.link.grouping import columns, group
from khabar.link.rows import claim_rows, ids
from khabar.pipeline import Tools

FILE = "data/ecb-plus/dev.jsonl.gz"


def ecb_plus(data: Path, tools: Tools) -> tuple[Metrics, Metrics]:
    """Scores on the annotators' mentions and on the reader's own; beside them those of one cluster a lemma."""
    read = list(documents(data / FILE, tools))
    gold, own = gold_mentions(read), own_mentions(read)
    linked, lemmas = score_clusters(gold.chains, groups(gold)), score_clusters(gold.chains, gold.lemmas)
    gain = float(linked["conll_f1"] or 0) - float(lemmas["conll_f1"] or 0)
    counts: Metrics = {"mentions": len(gold.chains), "conll_gain": gain}
    return {**counts, **linked, **_own(gold, own)}, lemmas


def groups(mentions: Mentions) -> dict[str, int]:
    """The group that linking gives each mention."""
    rows = claim_rows(mentions.tables["claims"], mentions.tables, Embedded())
    found = group(columns(rows, mentions.tables["vectors"], Embedded()), Pinned(), Embedded())
    return dict(zip(ids(rows), found.group.tolist(), strict=True))


def _own(gold: Mentions, own: Mentions) -> Metrics:
    """The same for the reader's own claims: those on an annotated mention stand for it, the others are of no chain."""
    key: dict[str, str] = dict(gold.chains)
    answer = {own.stands_for.get(claim, claim): label for claim, label in groups(own).items()}
    found = len(own.stands_for) / max(len(key), 1)
    scores = score_clusters(_plain(key), _plain(answer))
    return {"own_mention_recall": found, "own_conll_f1": scores["conll_f1"]}


def _plain(labels: Mapping[str, object]) -> dict[object, object]:
    return dict(labels)
