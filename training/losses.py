"""What training makes smaller: one loss for every head that has labels in a batch."""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from training.batches import IGNORED
from training.model import Reader

WEIGHTS = {
    "upos": 0.3,
    "xpos": 0.5,
    "feats": 0.4,
    "lemma": 0.3,
    "arcs": 1.0,
    "deprel": 1.0,
    "names": 1.0,
    "sentence": 1.5,
}
# Factuality is learned soonest and overfits soonest: its weight falls from the first number to the second.
FACTUALITY = (0.4, 0.1)


def weights(share: float) -> dict[str, float]:
    """The weight of each loss when this share of the run is done."""
    return {**WEIGHTS, "factuality": FACTUALITY[0] * (1 - share) + FACTUALITY[1] * share}


def losses(reader: Reader, batch: dict[str, Tensor], teacher: Tensor) -> dict[str, Tensor]:
    """The losses of one batch; ``teacher`` holds the sentence vectors of all training sentences."""
    (tags, tree, names, facts), sentence = reader.features(batch["ids"], batch["shapes"], batch["first"])
    scores = {key: linear(tags) for key, linear in reader.tags.items()}
    scores["names"] = reader.name_scores(names, batch["source"])
    found = {"sentence": distance(sentence, teacher[batch["number"]])}
    if _labelled(batch["heads"]):
        found["arcs"], scores["deprel"] = _tree(reader, tree, batch["heads"])
    found |= {key: _cross_entropy(values, batch[key]) for key, values in scores.items() if _labelled(batch[key])}
    known = ~batch["factuality"].isnan()
    if known.any():
        guess = reader.factuality(facts).squeeze(-1).float()
        found["factuality"] = F.smooth_l1_loss(guess[known], batch["factuality"][known])
    return found


def _tree(reader: Reader, tree: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
    """The loss of the arcs, and the scores of labels for the gold heads."""
    scores, states = reader.arc_scores(tree)
    absent = torch.cat([torch.zeros_like(heads[:, :1]).bool(), heads == IGNORED], 1)
    chosen = heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, states.shape[-1])
    partners = reader.label_head(torch.gather(states, 1, chosen))
    loss = _cross_entropy(scores.float().masked_fill(absent[:, None], -1e4), heads)
    return loss, reader.deprel(reader.label_word(tree), partners)


def _labelled(gold: Tensor) -> bool:
    return bool((gold != IGNORED).any())


def _cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    return F.cross_entropy(scores.float().flatten(0, 1), gold.flatten(), ignore_index=IGNORED)


def distance(student: Tensor, teacher: Tensor) -> Tensor:
    """How far sentence vectors are from the teacher's, one by one and in how they relate to one another."""
    student = student.float()
    alone = 1 - (student * teacher).sum(-1).mean()
    related = (student @ student.T - teacher @ teacher.T).square().mean()
    return 2 * alone + 10 * related
