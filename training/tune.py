"""Choose on EWT dev how much the tag O is favoured when names are decoded: the one number that is set after training.

Run as ``python -m training.tune DATA MODEL``; prints F1 for every value tried.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from evaluation.scorers.counts import Counts
from evaluation.scorers.names import names_in, score_names
from khabar.nlp.encode import Model, Scores, encode, load_model
from khabar.nlp.tags import best_tags, names
from training.examples import Example
from training.prepare import ewt

TRIED = tuple(np.arange(-0.5, 2.01, 0.25))


def name_scores(model: Model, scores: Sequence[Scores], gold: Sequence[Example], outside: float) -> Counts:
    """Names found when O gains ``outside``; sentences of more than one window are left out."""
    labels = model.card.names
    favour = np.zeros(len(labels), dtype=np.float32)
    favour[0] = outside
    pairs = []
    for found in scores:
        example = gold[found.window.sentence]
        if example.names and found.window.end - found.window.start == len(example.words):
            tags = [labels[tag] for tag in best_tags(found.names + favour, found.name_steps)]
            own = {(name.first, name.last + 1, name.label) for name in names(tags)}
            pairs.append((own, names_in(example.names)))
    return score_names(pairs)


def main(data: Path, folder: Path) -> None:
    """Print the scores of every value."""
    model, gold = load_model(folder), ewt(data, "dev")
    scores = encode(model, [example.words for example in gold])
    for outside in TRIED:
        score = name_scores(model, scores, gold, float(outside))
        print(f"{outside:5.2f}  P {score.precision:.4f}  R {score.recall:.4f}  F1 {score.f1:.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
