"""Score a model on sentences with gold words: EWT, its names and factuality, held-back re3d names, sentence vectors.

Run as ``python -m training.evaluate DATA [--model FOLDER] [--split dev] [--teacher FOLDER]``; prints one JSON object. Needs no
torch except for ``--teacher``, the folder of the original sentence encoder.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.scorers.factuality import regression, spearman
from evaluation.scorers.names import names_in, score_names
from evaluation.scorers.parses import attachment
from evaluation.scorers.roles import score as score_triples
from evaluation.scorers.tagging import accuracy
from khabar.nlp import Analysis, Model, load_model, parse_words
from khabar.nlp.subwords import load_tokenizer
from training.conllu import read_trees
from training.examples import Example
from training.prepare import ewt, gum, re3d

SHORTEST = 5
PAIRS = 100_000

Scores = dict[str, float | int]


def score_ewt(model: Model, data: Path, split: str) -> Scores:
    """Tags, lemmas, trees, names and factuality on one split of EWT. Lemmas leave out the parts of words wrongly split."""
    gold = ewt(data, split)
    began = time.perf_counter()
    found = read_documents(model, gold)
    took = time.perf_counter() - began
    words = sum(len(example.words) for example in gold)
    speed = {"words": words, "words_per_second": round(words / took)}
    return {
        **_tagging(gold, found, data, split),
        **_trees(gold, found),
        **score_spans(gold, found),
        **_factuality(gold, found),
        **score_roles(gold, found),
        **speed,
    }


def read_documents(model: Model, examples: Sequence[Example]) -> list[Analysis]:
    """What the model says of sentences, each document read as one report."""
    documents = groupby(examples, key=document)
    return [found for _, own in documents for found in parse_words(model, [example.words for example in own])]


def _tagging(gold: Sequence[Example], found: Sequence[Analysis], data: Path, split: str) -> Scores:
    lemmas = [tree.lemmas for tree in read_trees(data / "ewt" / f"en_ewt-ud-{split}.conllu.gz")]
    pairs = {
        "upos": [(a.upos, e.upos) for a, e in zip(found, gold, strict=True)],
        "xpos": [(a.xpos, e.xpos) for a, e in zip(found, gold, strict=True)],
        "feats": [(a.feats, e.feats) for a, e in zip(found, gold, strict=True)],
        "lemma": [_stated(a.lemmas, wanted) for a, wanted in zip(found, lemmas, strict=True)],
    }
    return {key: round(100 * accuracy(rows), 2) for key, rows in pairs.items()}


def _stated(found: Sequence[str], wanted: Sequence[str]) -> tuple[list[str], list[str]]:
    kept = [place for place, lemma in enumerate(wanted) if lemma != "_"]
    return [found[place] for place in kept], [wanted[place] for place in kept]


def _trees(gold: Sequence[Example], found: Sequence[Analysis]) -> Scores:
    pairs = [
        (list(zip(a.heads, a.deprels, strict=True)), list(zip(e.heads, e.deprels, strict=True)))
        for a, e in zip(found, gold, strict=True)
    ]
    score = attachment(pairs)
    return {
        "uas": round(100 * score.uas, 2),
        "las": round(100 * score.las, 2),
        "las_universal": round(100 * score.las_universal, 2),
    }


def score_spans(gold: Sequence[Example], found: Sequence[Analysis]) -> Scores:
    """Names as exact spans; words without a gold label count for nothing, and neither does a found name that touches one."""
    pairs = []
    for example, analysis in zip(gold, found, strict=True):
        if example.names:
            own = {(name.first, name.last + 1, name.label) for name in analysis.names}
            clear = {(a, b, label) for a, b, label in own if None not in example.names[a:b]}
            pairs.append((clear, names_in(example.names)))
    score = score_names(pairs)
    rates = {"names_p": score.precision, "names_r": score.recall, "names_f1": score.f1}
    return {**{key: round(100 * value, 2) for key, value in rates.items()}, "names": score.wanted}


def _factuality(gold: Sequence[Example], found: Sequence[Analysis]) -> Scores:
    pairs = [(a.factuality[word], value) for a, e in zip(found, gold, strict=True) for word, value in e.factuality]
    score = regression([x for x, _ in pairs], [y for _, y in pairs])
    return {
        "factuality_r": round(score.r, 4),
        "factuality_mae": round(score.error, 4),
        "factuality_mae_of_median": round(score.error_of_median, 4),
        "predicates": score.pairs,
    }


def score_roles(gold: Sequence[Example], found: Sequence[Analysis]) -> Scores:
    """Triples of predicate, argument's head and label, with predicates found too: see ``evaluation.scorers.roles``."""
    metrics = score_triples(
        (set(a.predicates), {(r.predicate, r.argument, r.label) for r in a.roles}, set(e.predicates), set(e.roles))
        for e, a in zip(gold, found, strict=True)
        if e.predicates is not None
    )
    return {key: round(100 * value, 2) if isinstance(value, float) else value or 0 for key, value in metrics.items()}


def score_re3d(model: Model, data: Path) -> Scores:
    """Names in the re3d documents held back from training, their mentions trimmed to names as for training."""
    gold = re3d(data, held_back=True)
    return score_spans(gold, read_documents(model, gold))


# ------------------------------------------------------------------ sentence vectors


def score_vectors(model: Model, data: Path, teacher: Path) -> Scores:
    """Rank correlation of the cosines of sentence pairs with the original encoder's, on sentences that train nothing."""
    held = [*gum(data, "dev"), *gum(data, "test"), *re3d(data, held_back=True)]
    held = [example for example in held if len(example.words) >= SHORTEST]
    own = np.array([np.frombuffer(found.embedding) for found in parse_words(model, [e.words for e in held])])
    original = teacher_vectors(teacher, held)
    within, across = sentence_pairs([document(example) for example in held])
    scores: Scores = {"pairs": len(within) + len(across)}
    for key, pairs in (("within", within), ("across", across), ("all", within + across)):
        left, right = np.array(pairs).T
        scores[f"spearman_{key}"] = round(spearman(_cosines(own, left, right), _cosines(original, left, right)), 4)
    return scores


def document(example: Example) -> str:
    """The document that a held-back sentence stands in, from its id."""
    return example.sent_id.rpartition("-")[0]


def sentence_pairs(documents: Sequence[str]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """As many pairs within documents as across them, drawn with a fixed seed."""
    places = range(len(documents))
    inside = [(a, b) for a in places for b in places[a + 1 :] if documents[a] == documents[b]]
    rng = random.Random(7)
    within = sorted(rng.sample(inside, min(PAIRS, len(inside))))
    across: set[tuple[int, int]] = set()
    while len(across) < len(within):
        a, b = rng.randrange(len(documents)), rng.randrange(len(documents))
        if documents[a] != documents[b]:
            across.add((min(a, b), max(a, b)))
    return within, sorted(across)


def _cosines(vectors: NDArray[np.float64], left: NDArray[np.int64], right: NDArray[np.int64]) -> list[float]:
    return list(np.einsum("ij,ij->i", vectors[left], vectors[right]))


def teacher_vectors(folder: Path, examples: Sequence[Example]) -> NDArray[np.float64]:
    """The original encoder's vectors of the sentences' own text, in 32 bits."""
    import torch  # noqa: PLC0415  needed for this figure alone

    from training.model import Encoder, Size, load_encoder  # noqa: PLC0415

    encoder = Encoder(Size()).eval()
    load_encoder(encoder, folder)
    tokenizer = load_tokenizer(folder / "vocab.txt")
    rows = []
    for example in examples:
        ids = torch.tensor([[101, *tokenizer.encode(example.text, add_special_tokens=False).ids[:254], 102]])
        with torch.no_grad():
            mean = encoder(ids, torch.zeros_like(ids))[0][-1][0].mean(0)
        rows.append((mean / mean.norm()).numpy())
    return np.array(rows, dtype=np.float64)


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--teacher", type=Path)
    args = parser.parse_args()
    model = load_model(args.model)
    scores = {
        f"ewt_{args.split}": score_ewt(model, args.data, args.split),
        "re3d_held_back": score_re3d(model, args.data),
    }
    if args.teacher:
        scores["sentence_vectors"] = score_vectors(model, args.data, args.teacher)
    print(json.dumps({"model": model.version, **scores}, indent=1))


if __name__ == "__main__":
    main()
