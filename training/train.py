"""Train the model and keep the averaged weights of every epoch.

Run as ``python -m training.train WORK ENCODER [--epochs N] [--start WEIGHTS]``: WORK holds what prepare wrote, ENCODER
the folder of the all-MiniLM-L6-v2 weights, WEIGHTS what :mod:`training.start` wrote of a former release. A run that was
stopped goes on from its last whole epoch. bf16 on the CPU, batches of like length.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.batches import Encoded, Noise, Subwords, batches_of, bucketed, collate, encode, subwords
from training.examples import read_examples
from training.losses import losses, weights
from training.model import Encoder, Reader, Size, load_encoder, seed_dropout
from training.renaming import Pool, pool

AVERAGE_EVERY, AVERAGE_KEEP = 4, 0.98


@dataclass(frozen=True, slots=True)
class Recipe:
    """What can be chosen about a run."""

    epochs: int = 9
    encoder_rate: float = 3e-4
    head_rate: float = 1e-3
    subwords: int = 1000
    masked: float = 0.06
    warmup: float = 0.05
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Run:
    """A run under way: the network, what changes it, and what it learns from."""

    reader: Reader
    recipe: Recipe
    optimizer: torch.optim.AdamW
    mean: Average
    items: list[Encoded]
    known: Subwords
    pool: Pool
    teacher: Tensor


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


def teacher_vectors(encoder: Encoder, known: Subwords, items: list[Encoded], size: int) -> Tensor:
    """The unchanged encoder's sentence vectors: the mean of its last layer, as unit vectors."""
    encoder.eval()
    vectors = torch.zeros(size, encoder.norm.weight.shape[0])
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for _, batch in batches_of(known, items, 4000):
            states, _, places = encoder(batch["ids"], torch.zeros_like(batch["shapes"]))
            mask = (batch["ids"] != 0).float().unsqueeze(-1)
            mean = (states[-1][0].float()[places] * mask).sum(1) / mask.sum(1)
            vectors[batch["number"]] = F.normalize(mean, dim=-1)
    return vectors


def start(reader: Reader, recipe: Recipe, items: list[Encoded], known: Subwords, names: Pool, teacher: Tensor) -> Run:
    """A run at its beginning: AdamW with the encoder slower than what starts from nothing."""
    old, plain, new = [], [], []
    for name, parameter in reader.named_parameters():
        if not name.startswith("encoder.") or "shapes" in name:
            new.append(parameter)
        else:
            (old if parameter.dim() > 1 else plain).append(parameter)
    groups = [
        {"params": old, "lr": recipe.encoder_rate, "weight_decay": 0.01},
        {"params": plain, "lr": recipe.encoder_rate, "weight_decay": 0.0},
        {"params": new, "lr": recipe.head_rate, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    return Run(reader, recipe, optimizer, Average(reader), items, known, names, teacher)


def rate(step: int, steps: int, warmup: float) -> float:
    """Linear warm-up, then linear decay to nothing."""
    rising = max(20, int(warmup * steps))
    return min((step + 1) / rising, max(0.0, (steps - step) / max(steps - rising, 1)))


def run_epoch(run: Run, epoch: int) -> dict[str, float]:
    """One pass over the training sentences; the mean of each loss."""
    rng = random.Random(run.recipe.seed * 1000 + epoch)
    seed_dropout(run.recipe.seed * 1000 + epoch)
    batches = bucketed(run.items, run.recipe.subwords, rng)
    noise = Noise(rng, run.pool, run.recipe.masked)
    run.reader.train()
    total: dict[str, list[float]] = {}
    began = time.monotonic()
    for number, members in enumerate(batches):
        found = _step(
            run,
            epoch * len(batches) + number,
            run.recipe.epochs * len(batches),
            collate(run.known, members, noise),
        )
        for key, value in found.items():
            total.setdefault(key, []).append(value)
        if number % 100 == 99:
            print(f"  {number + 1}/{len(batches)} {time.monotonic() - began:.0f}s", flush=True)
    return {key: round(float(np.mean(values)), 4) for key, values in total.items()}


def _step(run: Run, step: int, steps: int, batch: dict[str, Tensor]) -> dict[str, float]:
    now = rate(step, steps, run.recipe.warmup)
    for group, top in zip(
        run.optimizer.param_groups,
        (run.recipe.encoder_rate, run.recipe.encoder_rate, run.recipe.head_rate),
        strict=True,
    ):
        group["lr"] = top * now
    weight = weights(step / steps)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = losses(run.reader, batch, run.teacher)
    loss = torch.stack([weight[key] * value for key, value in found.items()]).sum()
    run.optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(run.reader.parameters(), 2.0)
    run.optimizer.step()
    if step % AVERAGE_EVERY == 0:
        run.mean.update(step // AVERAGE_EVERY)
    return {key: value.item() for key, value in found.items()}


def train(run: Run, path: Path, until: int | None = None) -> None:
    """The epochs still to do, or those ``until`` one of them; ``path`` holds what goes on.

    Beside it lie each epoch's averaged weights.
    """
    for epoch in range(_resume(run, path), until or run.recipe.epochs):
        began = time.monotonic()
        found = run_epoch(run, epoch)
        minutes = round((time.monotonic() - began) / 60, 2)
        print(json.dumps({"epoch": epoch + 1, "minutes": minutes, "loss": found}), flush=True)
        live = {"live": run.reader.state_dict(), "mean": run.mean.mean, "optimizer": run.optimizer.state_dict()}
        torch.save({**live, "epoch": epoch + 1}, path)
        run.mean.swap()
        torch.save({"weights": run.reader.state_dict()}, path.with_suffix(f".{epoch + 1}.weights"))
        run.mean.swap()


def _resume(run: Run, path: Path) -> int:
    """Take up a saved run; the number of epochs it has done."""
    if not path.exists():
        return 0
    saved = torch.load(path, weights_only=True)
    run.reader.load_state_dict(saved["live"])
    run.optimizer.load_state_dict(saved["optimizer"])
    run.mean.mean = saved["mean"]
    return int(saved["epoch"])


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--start", type=Path, help="weights of a former release to begin from, at half the rate")
    parser.add_argument("--until", type=int, help="stop after this one of the epochs")
    parser.add_argument("--without", action="append", default=[], help="leave a data set out, as in the last epochs")
    args = parser.parse_args()
    recipe = Recipe(epochs=args.epochs)
    if args.start:
        recipe = replace(recipe, encoder_rate=recipe.encoder_rate / 2)
    torch.manual_seed(recipe.seed)
    labels = json.loads((args.work / "labels.json").read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    examples = [e for e in read_examples(args.work / "train.jsonl.gz") if e.source not in args.without]
    names = pool(examples, (args.work / "places.txt").read_text(encoding="utf-8").splitlines())
    known = subwords(tokenizer, examples, names)
    items = encode(known, examples, labels)
    reader = Reader(labels, Size())
    load_encoder(reader.encoder, args.encoder)
    teacher = teacher_vectors(reader.encoder, known, items, len(examples))
    if args.start:
        reader.load_state_dict(torch.load(args.start, weights_only=True)["weights"])
    train(start(reader, recipe, items, known, names, teacher), args.work / "model.pt", args.until)


if __name__ == "__main__":
    main()
