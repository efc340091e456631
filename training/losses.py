"""What training makes smaller: one loss for every head that has labels in a batch."""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from khabar.nlp.tags import NEVER
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
    "predicates": 0.5,
    "roles": 0.5,
    "sentence": 1.5,
}
# Factuality is learned soonest and overfits soonest: its weight falls from the first number to the second.
FACTUALITY = (0.4, 0.1)


def weights(share: float) -> dict[str, float]:
    """The weight of each loss when this share of the run is done."""
    return {**WEIGHTS, "factuality": FACTUALITY[0] * (1 - share) + FACTUALITY[1] * share}


def losses(reader: Reader, batch: dict[str, Tensor], teacher: Tensor) -> dict[str, Tensor]:
    """The losses of one batch; ``teacher`` holds the sentence vectors of all training sentences."""
    (tags, tree, names, facts, roles), sentence = reader.features(batch["ids"], batch["shapes"], batch["first"])
    scores = {key: linear(tags) for key, linear in reader.tags.items()}
    found = {"sentence": distance(sentence, teacher[batch["number"]], batch["renamed"])}
    if _labelled(batch["names"]):
        found["names"] = chain(
            reader.name_scores(names, batch["source"]).float(), reader.steps(), batch["names"], batch["first"] > 0
        )
    if _labelled(batch["predicates"]):
        found["predicates"], found["roles"] = _roles(reader, roles, batch)
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


def chain(scores: Tensor, steps: Tensor, gold: Tensor, real: Tensor) -> Tensor:
    """Minus the log-probability of the gold rows of tags, per labelled word; a word without a label may have any tag.

    ``scores`` (B, W, T), ``steps`` (T, T), ``gold`` (B, W); ``real`` (B, W) tells words from padding.
    """
    known = gold != IGNORED
    right = F.one_hot(gold.clamp(min=0), scores.shape[-1]).bool() | ~known.unsqueeze(-1)
    rows = torch.stack([scores.masked_fill(~right, float(NEVER)), scores])
    total = rows[:, :, 0] + steps[0]
    for word in range(1, scores.shape[1]):
        further = (total.unsqueeze(-1) + steps).logsumexp(-2) + rows[:, :, word]
        total = torch.where(real[:, word, None], further, total)
    own, every = total.logsumexp(-1)
    return (every - own).sum() / known.sum()


def _roles(reader: Reader, words: Tensor, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
    """The loss of being a predicate, and that of all words' roles with the gold predicates, per predicate and role."""
    known = batch["predicates"] != IGNORED
    guess = reader.predicate(words).squeeze(-1).float()
    place = F.binary_cross_entropy_with_logits(guess[known], batch["predicates"][known].float())
    sentence, word = batch["role_rows"].unbind(1)
    if not len(sentence):
        return place, guess.sum() * 0
    scores = reader.role.with_all(reader.role_predicate(words[sentence, word]), reader.role_word(words)[sentence])
    gold = batch["role_labels"]
    loss = F.cross_entropy(scores.float().flatten(0, 1), gold.flatten(), ignore_index=IGNORED, reduction="sum")
    return place, loss / (len(gold) + (gold > 0).sum())


def _labelled(gold: Tensor) -> bool:
    return bool((gold != IGNORED).any())


def _cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    return F.cross_entropy(scores.float().flatten(0, 1), gold.flatten(), ignore_index=IGNORED)


def distance(student: Tensor, teacher: Tensor, changed: Tensor) -> Tensor:
    """How far sentence vectors are from the teacher's, one by one and in how they relate to one another.

    ``changed`` (B,) tells which sentences are not those that the teacher read: they count for nothing.
    """
    student, teacher = student.float()[~changed], teacher[~changed]
    if not len(student):
        return student.sum()
    alone = 1 - (student * teacher).sum(-1).mean()
    related = (student @ student.T - teacher @ teacher.T).square().mean()
    return 2 * alone + 10 * related
