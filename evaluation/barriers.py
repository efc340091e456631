"""``python -m evaluation.barriers``: what each thing that keeps claims apart costs on ECB+ dev, the others left as they are.

Prints CoNLL F1 as linking groups the annotators' mentions today, without each barrier, without any, without asking for a
shared circumstance (``IDENTIFYING``), and without either.
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

from evaluation.coreference import FILE, groups
from evaluation.ecb_plus import Mentions, documents, gold_mentions
from evaluation.scorers.coreference import score_clusters
from khabar import pipeline
from khabar.link import compare
from khabar.link.cluster.barriers import BARRIERS, Barrier

APART = import_module("khabar.link.cluster.apart")

# A pair of any weight is then worth what its findings add up to.
ANY = 100.0


def main() -> None:
    """Print a line for each way of linking."""
    gold = gold_mentions(documents(Path(os.environ["KHABAR_DATA"]) / FILE, pipeline.load_tools()))
    _show("as it is", gold, BARRIERS)
    for one in BARRIERS:
        _show(f"without {one.judge.__name__.strip('_')}", gold, tuple(other for other in BARRIERS if other is not one))
    _show("without any barrier", gold, ())
    with patch.object(compare, "UNIDENTIFIED", ANY):
        _show("without a shared circumstance", gold, BARRIERS)
        _show("without either", gold, ())


def _show(name: str, gold: Mentions, barriers: tuple[Barrier, ...]) -> None:
    with patch.object(APART, "BARRIERS", barriers):
        found = score_clusters(gold.chains, groups(gold))
    print(f"{name:32}{found['conll_f1']:.3f}", flush=True)


if __name__ == "__main__":
    main()
