"""Learn the weights of pair features on ECB+ train, the one allowed exception to keeping that set out of the package.

    python -m training.link_weights DATA [--write]

Only the numbers are taken over: at most 40, in ``src/khabar/link/weights.toml``. Candidate pairs come from the same
blocking that linking uses; a logistic regression is fitted to whether the annotators put the two mentions into one chain.
Weights are held to plain sense (``BOUNDS``): a place apart cannot join, a shared name cannot part. The start is then moved
to where the clusters of train score best.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.ecb_plus import Mentions, documents, gold_mentions
from evaluation.scorers.coreference import score_clusters
from khabar import pipeline
from khabar.engine.embedded import Embedded
from khabar.link.blocking import candidates, keys
from khabar.link.cluster import Pinned, cluster
from khabar.link.columns import Columns
from khabar.link.compare import COMPARISONS, codes_of, compare
from khabar.link.grouping import columns as columns_of_claims
from khabar.link.rows import claim_rows
from khabar.link.rows import ids as claim_ids
from khabar.link.weights import Weights, parse_weights

Rows = NDArray[np.int64]

WEIGHTS = Path("src/khabar/link/weights.toml")
RIDGE, ROUNDS, STEP = 2.0, 4000, 0.5
UNDECIDED = -1.5
SHIFTS = np.arange(-2.0, 2.01, 0.25)

# What plain sense holds a weight to, as its least and greatest value. ECB+ places and dates few of its events, and its
# reports rarely tell of many like deeds; casebooks do, so that what parts deeds there is given a least force.
FOR, AGAINST = (0.0, np.inf), (-np.inf, 0.0)
PARTS, PARTS_FAR = (-np.inf, -2.5), (-np.inf, -4.0)
BOUNDS = {
    ("deed", "same_word_and_type"): FOR,
    ("deed", "same_word"): FOR,
    ("deed", "deed_and_harm"): (3.5, np.inf),
    ("deed", "same_mode"): (0.0, 2.0),
    ("deed", "same_event"): (0.0, 1.5),
    ("deed", "other_event"): AGAINST,
    ("actor", "same"): FOR,
    ("actor", "other"): (-np.inf, -2.0),
    ("recipient", "same"): FOR,
    ("recipient", "other"): (-np.inf, -2.0),
    ("instrument", "same"): FOR,
    ("instrument", "other"): (-np.inf, -0.5),
    ("names", "none"): AGAINST,
    ("names", "one"): FOR,
    ("names", "several"): FOR,
    ("place", "same"): (1.0, np.inf),
    ("place", "within"): FOR,
    ("place", "elsewhere"): PARTS,
    ("date", "same_day"): (1.0, np.inf),
    ("date", "touching"): FOR,
    ("date", "published_near"): (0.0, 0.5),
    ("date", "published_apart"): (-np.inf, -2.0),
    ("date", "apart"): PARTS,
    ("date", "far_apart"): PARTS_FAR,
    ("figures", "same"): FOR,
    ("figures", "compatible"): FOR,
    ("figures", "conflict"): (-np.inf, -1.5),
    ("told_in", "one_sentence"): (-np.inf, 1.0),
    ("told_as_done", "one_only"): (-np.inf, -2.0),
    **{("meaning", step): FOR for step in ("faint", "some", "near", "alike")},
    **{("story", step): (0.0, 3.0) for step in ("some", "near")},
}


def design(codes: NDArray[np.int8]) -> NDArray[np.float64]:
    """Codes as columns of 0 and 1, one for each value but the first, after a column of ones."""
    columns = [np.ones(len(codes))]
    for place, comparison in enumerate(COMPARISONS):
        columns += [(codes[:, place] == code).astype(float) for code in range(1, len(comparison.values))]
    return np.stack(columns, axis=1)


def bounds() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The least and greatest value of each weight, as ``BOUNDS`` has it."""
    free = (-np.inf, np.inf)
    held = [free, *(BOUNDS.get((c.name, v), free) for c in COMPARISONS for v in c.values[1:])]
    return np.array([low for low, _ in held]), np.array([high for _, high in held])


def fit(codes: NDArray[np.int8], same: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Weights that explain which pairs are one: ridge logistic regression by projected steps (FISTA, Beck and Teboulle
    2009). Equal rows are counted together.
    """
    rows, place = np.unique(codes, axis=0, return_inverse=True)
    total = np.bincount(place.ravel(), minlength=len(rows)).astype(float)
    ones = np.bincount(place.ravel(), weights=same.astype(float), minlength=len(rows))
    x, (low, high) = design(rows), bounds()
    curve = 0.25 * np.linalg.norm(x * np.sqrt(total)[:, None], 2) ** 2 + RIDGE
    weights = ahead = np.clip(np.zeros(x.shape[1]), low, high)
    pace = 1.0
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-x @ ahead))
        slope = x.T @ (total * chance - ones) + RIDGE * ahead * (np.arange(len(ahead)) > 0)
        new = np.clip(ahead - slope / curve, low, high)
        next_pace = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead = new + (pace - 1) / next_pace * (new - weights)
        weights, pace = new, next_pace
    return weights


def text_of(weights: Sequence[float], undecided: float, note: str) -> str:
    """The weights as the file that linking reads."""
    lines = [f"# {line}" for line in note.splitlines()]
    lines += ["", "[pair]", f"start = {weights[0]:.2f}", f"undecided = {undecided:.2f}"]
    place = 1
    for comparison in COMPARISONS:
        lines += ["", f"[{comparison.name}]"]
        for value in comparison.values[1:]:
            lines.append(f"{value} = {weights[place]:.2f}")
            place += 1
    return "\n".join(lines) + "\n"


NOTE = """Log-odds that two claims tell of one deed, by what a comparison of them finds; what is not here weighs 0.
Learned by training/link_weights.py on ECB+ train (Cybulska and Vossen 2014, CC BY 3.0); see training/CARD.md.
A pair starts at `start`, its findings are added, and at 0 or more it speaks for one deed."""


@dataclass(frozen=True)
class Candidates:
    """Mentions as claims, the pairs of them that blocking proposes, with the codes of every comparison (n, comparisons)."""

    mentions: Mentions
    columns: Columns
    ids: Sequence[str]
    left: Rows
    right: Rows
    codes: NDArray[np.int8]

    @property
    def same(self) -> NDArray[np.bool_]:
        """Whether the annotators put the two of a pair into one chain."""
        chain = np.array([self.mentions.chains[one] for one in self.ids])
        found: NDArray[np.bool_] = chain[self.left] == chain[self.right]
        return found

    def score(self, group: Rows) -> float:
        """CoNLL F1 of groups, each claim with the row of the first of its own."""
        score = score_clusters(self.mentions.chains, dict(zip(self.ids, group.tolist(), strict=True)))["conll_f1"]
        return float(score or 0.0)

    def clustered(self, weights: Weights) -> float:
        """CoNLL F1 of the clusters that linking makes by some weights."""
        return self.score(cluster(self.columns, compare(self.columns, self.left, self.right, weights), Pinned()))


def candidates_of(mentions: Mentions) -> Candidates:
    """The pairs of mentions that linking would compare."""
    rows = claim_rows(mentions.tables["claims"], mentions.tables, Embedded())
    columns = columns_of_claims(rows, mentions.tables["vectors"], Embedded())
    everything = np.ones(len(columns), bool)
    found = list(candidates(keys(columns), columns.first, everything, Embedded()))
    left, right = (np.concatenate([some[side] for some in found]) for side in (0, 1))
    codes = np.concatenate(
        [codes_of(columns, left[s : s + 50_000], right[s : s + 50_000]) for s in range(0, len(left), 50_000)]
    )
    return Candidates(mentions, columns, claim_ids(mentions.tables["claims"]), left, right, codes)


def learn(mentions: Mentions) -> tuple[str, dict[str, float]]:
    """The weights' file, and the scores on the mentions it was learned from."""
    given = candidates_of(mentions)
    return best_start(fit(given.codes, given.same), given)


def best_start(weights: Sequence[float] | NDArray[np.float64], given: Candidates) -> tuple[str, dict[str, float]]:
    """The weights' file with the start by which the clusters score best, and what they score."""
    tried = []
    for shift in SHIFTS:
        text = text_of([weights[0] + shift, *weights[1:]], UNDECIDED, NOTE)
        tried.append((given.clustered(parse_weights(text, COMPARISONS)), float(shift), text))
    score, shift, text = max(tried)
    return text, {"conll_f1": score, "shift": shift}


def main() -> None:
    """Learn, print, and write the file where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of data sets")
    parser.add_argument("--write", action="store_true", help=f"replace {WEIGHTS}")
    given = parser.parse_args()
    text, scores = learn(gold_mentions(documents(given.data / "ecb-plus/train.jsonl.gz", pipeline.load_tools())))
    print(text, scores)
    if given.write:
        WEIGHTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
