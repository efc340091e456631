"""Scores of clusters of mentions: MUC, B-cubed, CEAF-e, and their mean, which CoNLL 2012 took as its score.

Sources: Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B-cubed), Luo 2005 (CEAF-e), Pradhan et al. 2014 (mentions that
only one side has: they count as they stand, and are never taken away).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping

import numpy as np
from numpy.typing import NDArray

from evaluation.scorers.counts import Metrics

Clusters = list[frozenset[Hashable]]


def clusters(labels: Mapping[Hashable, Hashable]) -> Clusters:
    """The clusters of a mapping from mentions to labels, singletons too."""
    found: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, label in labels.items():
        found[label].add(mention)
    return [frozenset(members) for members in found.values()]


def score_clusters(key: Mapping[Hashable, Hashable], answer: Mapping[Hashable, Hashable]) -> Metrics:
    """F1 of each measure, and their mean as ``conll_f1``."""
    gold, own = clusters(key), clusters(answer)
    muc = _f1(_muc(gold, answer), _muc(own, key))
    cubed = _f1(_cubed(gold, answer), _cubed(own, key))
    similarity = _ceaf(gold, own)
    ceaf = _f1(similarity / max(len(gold), 1), similarity / max(len(own), 1))
    return {"muc_f1": muc, "b_cubed_f1": cubed, "ceaf_e_f1": ceaf, "conll_f1": (muc + cubed + ceaf) / 3}


def _f1(recall: float, precision: float) -> float:
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _muc(these: Clusters, those: Mapping[Hashable, Hashable]) -> float:
    """The share of links within these clusters that those also make."""
    links = sum(len(cluster) - 1 for cluster in these)
    kept = sum(len(cluster) - len({those.get(mention, (mention,)) for mention in cluster}) for cluster in these)
    return kept / links if links else 0.0


def _cubed(these: Clusters, those: Mapping[Hashable, Hashable]) -> float:
    """The mean over mentions of the share of their cluster that the other side keeps with them."""
    total = 0.0
    for cluster in these:
        together: defaultdict[Hashable, int] = defaultdict(int)
        for mention in cluster:
            if mention in those:
                together[those[mention]] += 1
        total += sum(count * count for count in together.values()) / len(cluster)
    return total / max(sum(map(len, these)), 1)


def _ceaf(gold: Clusters, own: Clusters) -> float:
    """The greatest similarity (phi 4) of a one-to-one alignment of clusters."""
    place = {mention: at for at, cluster in enumerate(own) for mention in cluster}
    weight = np.zeros((len(gold), len(own)))
    for row, cluster in enumerate(gold):
        for mention in cluster:
            if mention in place:
                weight[row, place[mention]] += 2.0 / (len(cluster) + len(own[place[mention]]))
    return best_assignment(weight)


def best_assignment(weight: NDArray[np.float64]) -> float:
    """The greatest sum of weights that takes at most one of each row and column (Kuhn 1955, by shortest paths)."""
    if weight.shape[0] > weight.shape[1]:
        weight = weight.T
    rows, columns = weight.shape
    cost = np.hstack([np.zeros((rows, 1)), -weight])
    above, beside = np.zeros(rows + 1), np.zeros(columns + 1)
    owner = np.zeros(columns + 1, np.int64)
    for row in range(1, rows + 1):
        owner[0] = row
        least = np.full(columns + 1, np.inf)
        came = np.zeros(columns + 1, np.int64)
        used = np.zeros(columns + 1, bool)
        column = 0
        while owner[column]:
            used[column] = True
            reduced = cost[owner[column] - 1] - above[owner[column]] - beside
            better = ~used & (reduced < least)
            better[0] = False
            least[better], came[better] = reduced[better], column
            free = np.where(used, np.inf, least)
            free[0] = np.inf
            chosen = int(free.argmin())
            step = free[chosen]
            above[owner[used]] += step
            beside[used] -= step
            least[~used] -= step
            column = chosen
        while column:
            owner[column], column = owner[came[column]], int(came[column])
    taken = np.flatnonzero(owner[1:])
    return float(weight[owner[1:][taken] - 1, taken].sum())
