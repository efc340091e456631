"""Train the model and keep the averaged weights of every epoch.

Run as ``python -m training.train WORK ENCODER [--epochs N]``: WORK holds what prepare wrote, ENCODER the folder of the
all-MiniLM-L6-v2 weights. A run that was stopped goes on from its last whole epoch. bf16 on the CPU, batches of like length.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from evaluation.scorers.factuality import regression
from evaluation.scorers.names import names_in, score_names
from evaluation.scorers.parses import attachment
from evaluation.scorers.tagging import accuracy
from khabar.nlp.trees import decode
from training.batches import IGNORED, Encoded, batches_of, bucketed, collate, encode
from training.examples import Example, read_examples
from training.model import Encoder, Reader, Shipped, Size, load_encoder, seed_dropout

WEIGHTS = {"upos": 0.3, "xpos": 0.5, "feats": 0.4, "lemma": 0.3, "arcs": 1.0, "deprel": 1.0, "names": 1.0, "sentence": 1.5}
FACTUALITY = (0.4, 0.1)
AVERAGE_EVERY, AVERAGE_KEEP = 4, 0.98


@dataclass(frozen=True, slots=True)
class Recipe:
    """What can be chosen about a run."""

    epochs: int = 12
    encoder_rate: float = 3e-4
    head_rate: float = 1e-3
    subwords: int = 1000
    masked: float = 0.04
    warmup: float = 0.05
    seed: int = 1
    train_words: bool = True


def losses(reader: Reader, batch: dict[str, Tensor], teacher: Tensor) -> dict[str, Tensor]:
    """The loss of every head that has labels in this batch."""
    (tags, tree, names, facts), sentence = reader.features(batch["ids"], batch["shapes"], batch["first"])
    found = {"sentence": _distance(sentence, teacher[batch["number"]])}
    for key, scores in reader.tags.items():
        _add(found, key, lambda s=scores: s(tags), batch[key])
    _add(found, "names", lambda: reader.name_scores(names, batch["source"]), batch["names"])
    if (batch["heads"] != IGNORED).any():
        scores, heads = reader.arc_scores(tree)
        absent = torch.cat([torch.zeros_like(batch["heads"][:, :1]).bool(), batch["heads"] == IGNORED], 1)
        found["arcs"] = _cross_entropy(scores.float().masked_fill(absent[:, None], -1e4), batch["heads"])
        chosen = batch["heads"].clamp(min=0).unsqueeze(-1).expand(-1, -1, heads.shape[-1])
        partners = reader.label_head(torch.gather(heads, 1, chosen))
        _add(found, "deprel", lambda: reader.deprel(reader.label_word(tree), partners), batch["deprel"])
    known = ~batch["factuality"].isnan()
    if known.any():
        guess = reader.factuality(facts).squeeze(-1).float()
        found["factuality"] = F.smooth_l1_loss(guess[known], batch["factuality"][known])
    return found


def _add(found: dict[str, Tensor], key: str, scores: object, gold: Tensor) -> None:
    if (gold != IGNORED).any():
        found[key] = _cross_entropy(scores(), gold)  # type: ignore[operator]


def _cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    return F.cross_entropy(scores.float().flatten(0, 1), gold.flatten(), ignore_index=IGNORED)


def _distance(student: Tensor, teacher: Tensor) -> Tensor:
    """How far the sentence vectors are from the teacher's, one by one and in how they relate to one another."""
    student = student.float()
    alone = 1 - (student * teacher).sum(-1).mean()
    related = (student @ student.T - teacher @ teacher.T).square().mean()
    return 2 * alone + 10 * related


def teacher_vectors(encoder: Encoder, items: list[Encoded], size: int) -> Tensor:
    """The unchanged encoder's sentence vectors: the mean of its last layer, as unit vectors."""
    encoder.eval()
    vectors = torch.zeros(size, encoder.norm.weight.shape[0])
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for _, batch in batches_of(items, 4000):
            mask = (batch["ids"] != 0).float().unsqueeze(-1)
            last = encoder(batch["ids"], torch.zeros_like(batch["shapes"]))[-1].float()
            vectors[batch["number"]] = F.normalize((last * mask).sum(1) / mask.sum(1), dim=-1)
    return vectors


class Average:
    """A moving average of the weights that train."""

    def __init__(self, model: nn.Module) -> None:
        self.live = [p for p in model.parameters() if p.requires_grad]
        self.mean = [p.detach().clone() for p in self.live]

    def update(self, step: int) -> None:
        """Move the average towards the live weights, faster at the start."""
        keep = min(AVERAGE_KEEP, (1 + step) / (10 + step))
        torch._foreach_lerp_(self.mean, [p.detach() for p in self.live], 1 - keep)

    def swap(self) -> None:
        """Exchange live and averaged weights."""
        for live, mean in zip(self.live, self.mean, strict=True):
            kept = live.detach().clone()
            live.data.copy_(mean)
            mean.copy_(kept)


def optimizer(reader: Reader, recipe: Recipe) -> torch.optim.AdamW:
    """AdamW with the encoder slower than what starts from nothing."""
    reader.encoder.words.weight.requires_grad_(recipe.train_words)
    old, plain, new = [], [], []
    for name, parameter in reader.named_parameters():
        if not parameter.requires_grad:
            continue
        if not name.startswith("encoder.") or "shapes" in name:
            new.append(parameter)
        else:
            (old if parameter.dim() > 1 else plain).append(parameter)
    groups = [
        {"params": old, "lr": recipe.encoder_rate, "weight_decay": 0.01},
        {"params": plain, "lr": recipe.encoder_rate, "weight_decay": 0.0},
        {"params": new, "lr": recipe.head_rate, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def rate(step: int, steps: int, warmup: float) -> float:
    """Linear warm-up, then linear decay to nothing."""
    rising = max(20, int(warmup * steps))
    return min((step + 1) / rising, max(0.0, (steps - step) / (steps - rising)))


def run_epoch(
    reader: Reader, items: list[Encoded], teacher: Tensor, recipe: Recipe, opt: torch.optim.AdamW, mean: Average, epoch: int
) -> dict[str, float]:
    """One pass over the training sentences; the mean of each loss."""
    rng = random.Random(recipe.seed * 1000 + epoch)
    seed_dropout(recipe.seed * 1000 + epoch)
    batches = bucketed(items, recipe.subwords, rng)
    total: dict[str, list[float]] = {}
    reader.train()
    base = [recipe.encoder_rate, recipe.encoder_rate, recipe.head_rate]
    share = epoch / max(recipe.epochs - 1, 1)
    weights = {**WEIGHTS, "factuality": FACTUALITY[0] * (1 - share) + FACTUALITY[1] * share}
    began = time.monotonic()
    for number, members in enumerate(batches):
        step = int((epoch + number / len(batches)) * len(batches))
        for group, lr in zip(opt.param_groups, base, strict=True):
            group["lr"] = lr * rate(step, recipe.epochs * len(batches), recipe.warmup)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = losses(reader, collate(members, rng, recipe.masked), teacher)
        loss = torch.stack([weights[key] * value for key, value in found.items()]).sum()
        opt.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_((p for p in reader.parameters() if p.requires_grad), 2.0)
        opt.step()
        if step % AVERAGE_EVERY == 0:
            mean.update(step // AVERAGE_EVERY)
        for key, value in found.items():
            total.setdefault(key, []).append(value.item())
        if number % 100 == 99:
            print(f"  {number + 1}/{len(batches)} {time.monotonic() - began:.0f}s", flush=True)
    return {key: round(float(np.mean(values)), 4) for key, values in total.items()}


def measure(reader: Reader, items: list[Encoded], labels: dict[str, list[str]]) -> dict[str, float]:
    """Scores on sentences with gold words."""
    shipped = Shipped(reader, labels["deprel"].index("root")).eval()
    pairs: dict[str, list[object]] = {key: [] for key in ("upos", "xpos", "feats", "lemma", "arcs", "names")}
    facts: list[tuple[float, float]] = []
    for example, found in predictions(shipped, items, labels):
        for key, gold in (("upos", example.upos), ("xpos", example.xpos), ("feats", example.feats), ("lemma", example.lemmas)):
            pairs[key].append((found[key], gold))
        pairs["arcs"].append((found["arcs"], list(zip(example.heads, example.deprels, strict=True))))
        if example.names:
            pairs["names"].append((names_in(found["names"]), names_in(example.names)))
        facts += [(found["factuality"][word], value) for word, value in example.factuality]
    tree = attachment(pairs["arcs"])  # type: ignore[arg-type]
    found = {key: accuracy(pairs[key]) for key in ("upos", "xpos", "feats", "lemma")}  # type: ignore[arg-type]
    found |= {"uas": tree.uas, "las": tree.las, "names": score_names(pairs["names"]).f1}  # type: ignore[arg-type]
    return {key: round(value, 4) for key, value in {**found, "r": regression(*zip(*facts)).r}.items()}


def predictions(shipped: Shipped, items: list[Encoded], labels: dict[str, list[str]]) -> Iterator[tuple[Example, dict[str, list]]]:
    """Every example with what the model makes of it."""
    for members, batch in batches_of(items, 3000):
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            out = [t.float().numpy() for t in shipped(batch["ids"], batch["shapes"], batch["first"])]
        for row, item in enumerate(members):
            size = len(item.example.words)
            found: dict[str, list] = {
                key: [labels[key][int(c)] for c in out[place][row, :size]] for place, key in enumerate(("upos", "xpos", "feats", "lemma"))
            }
            found["names"] = [labels["names"][c] for c in out[4][row, :size].argmax(-1)]
            heads = decode(out[5][row, :size, : size + 1])
            found["arcs"] = [(int(h), labels["deprel"][int(out[6][row, w, h + 1])]) for w, h in enumerate(heads)]
            found["factuality"] = list(out[7][row, :size])
            yield item.example, found


def main() -> None:
    """Train, with a checkpoint and the scores on EWT dev after every epoch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--only")
    parser.add_argument("--out", default="model")
    args = parser.parse_args()
    recipe = Recipe(epochs=args.epochs)
    torch.manual_seed(recipe.seed)
    labels = json.loads((args.work / "labels.json").read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    examples = [e for e in read_examples(args.work / "train.jsonl.gz") if args.only in (None, e.source)][: args.limit]
    items = encode(tokenizer, examples, labels)
    dev = encode(tokenizer, read_examples(args.work / "dev.jsonl.gz")[: args.limit], labels)
    reader = Reader(labels, Size())
    load_encoder(reader.encoder, args.encoder)
    teacher = teacher_vectors(reader.encoder, items, len(examples))
    train(reader, recipe, items, dev, teacher, labels, args.work / f"{args.out}.pt")


def train(
    reader: Reader, recipe: Recipe, items: list[Encoded], dev: list[Encoded], teacher: Tensor, labels: dict[str, list[str]], path: Path
) -> None:
    """All epochs that are still to do."""
    opt, start = optimizer(reader, recipe), 0
    mean = Average(reader)
    if path.exists():
        saved = torch.load(path, weights_only=True)
        reader.load_state_dict(saved["live"])
        opt.load_state_dict(saved["optimizer"])
        mean.mean, start = saved["mean"], saved["epoch"]
    for epoch in range(start, recipe.epochs):
        began = time.monotonic()
        found = run_epoch(reader, items, teacher, recipe, opt, mean, epoch)
        took = (time.monotonic() - began) / 60
        live = {key: value.clone() for key, value in reader.state_dict().items()}
        mean.swap()
        measured = measure(reader, dev, labels) if epoch + 1 in (recipe.epochs // 2, recipe.epochs) else {}
        print(json.dumps({"epoch": epoch + 1, "minutes": round(took, 2), "loss": found, "dev": measured}), flush=True)
        torch.save({"weights": reader.state_dict(), "epoch": epoch + 1}, path.with_suffix(f".{epoch + 1}.weights"))
        mean.swap()
        torch.save({"live": live, "optimizer": opt.state_dict(), "mean": mean.mean, "epoch": epoch + 1}, path)


if __name__ == "__main__":
    main()
