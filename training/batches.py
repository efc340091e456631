"""Sentences as padded arrays of numbers, with the noise that training adds to them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from khabar.nlp.shapes import shapes
from training.examples import SOURCES, Example

IGNORED = -100
MASK_ID = 103
LONGEST = 384
COLUMNS = ("upos", "xpos", "feats", "lemma", "deprel", "names")
CASINGS = ((0.05, str.lower), (0.10, str.upper), (0.13, str.title))


@dataclass(frozen=True, slots=True)
class Encoded:
    """One sentence ready for batching. ``word_of`` maps each inner subword to its word; ``vector`` is its number in the set."""

    example: Example
    ids: NDArray[np.int64]
    word_of: NDArray[np.int64]
    first: NDArray[np.int64]
    columns: dict[str, NDArray[np.int64]]
    number: int


def encode(tokenizer: Tokenizer, examples: Sequence[Example], labels: Mapping[str, Sequence[str]]) -> list[Encoded]:
    """All examples that fit the encoder; longer ones are left out."""
    classes = {key: {label: number for number, label in enumerate(values)} for key, values in labels.items()}
    encodings = tokenizer.encode_batch([list(e.words) for e in examples], is_pretokenized=True)
    return [
        _encoded(example, encoding, classes, number)
        for number, (example, encoding) in enumerate(zip(examples, encodings, strict=True))
        if len(encoding.ids) <= LONGEST
    ]


def _encoded(example: Example, encoding: object, classes: dict[str, dict[str, int]], number: int) -> Encoded:
    ids = np.array(encoding.ids, dtype=np.int64)  # type: ignore[attr-defined]
    word_of = np.array(encoding.word_ids[1:-1], dtype=np.int64)  # type: ignore[attr-defined]
    first = np.searchsorted(word_of, np.arange(len(example.words))) + 1
    rows = {
        "upos": example.upos,
        "xpos": example.xpos,
        "feats": example.feats,
        "lemma": example.lemmas,
        "deprel": example.deprels,
        "names": example.names,
    }
    blank = np.full(len(example.words), IGNORED, dtype=np.int64)
    columns = {
        key: np.array([classes[key].get(v, IGNORED) if v is not None else IGNORED for v in row], dtype=np.int64)
        if row
        else blank
        for key, row in rows.items()
    }
    columns["heads"] = np.array(example.heads, dtype=np.int64) + 1 if example.heads else blank
    return Encoded(example, ids, word_of, np.minimum(first, len(ids) - 1), columns, number)


def bucketed(items: Sequence[Encoded], subwords: int, rng: random.Random | None) -> list[list[Encoded]]:
    """Batches of about ``subwords`` padded subwords, of like lengths; shuffled where a generator is given."""
    noise = [rng.random() * 4 if rng else 0.0 for _ in items]
    order = sorted(range(len(items)), key=lambda i: (len(items[i].ids) + noise[i], i))
    batches: list[list[Encoded]] = []
    batch: list[Encoded] = []
    longest = 0
    for place in order:
        longest = max(longest, len(items[place].ids))
        if batch and longest * (len(batch) + 1) > subwords:
            batches.append(batch)
            batch, longest = [], len(items[place].ids)
        batch.append(items[place])
    batches.append(batch)
    if rng:
        rng.shuffle(batches)
    return batches


def collate(batch: Sequence[Encoded], rng: random.Random | None = None, masked: float = 0.0) -> dict[str, Tensor]:
    """Padded tensors of one batch; with a generator, some words are masked and some sentences change case."""
    rows = [_noisy(item, rng, masked) for item in batch]
    arrays = {
        key: _pad([row[key] for row in rows], 0 if key in ("ids", "shapes", "first") else IGNORED) for key in rows[0]
    }
    arrays["number"] = torch.tensor([item.number for item in batch])
    arrays["source"] = torch.tensor([SOURCES.index(item.example.source) for item in batch])
    width = arrays["first"].shape[1]
    arrays["factuality"] = torch.full((len(batch), width), float("nan"))
    for row, item in enumerate(batch):
        for word, value in item.example.factuality:
            arrays["factuality"][row, word] = value
    return arrays


def _noisy(item: Encoded, rng: random.Random | None, masked: float) -> dict[str, NDArray[np.int64]]:
    words: Sequence[str] = item.example.words
    columns = dict(item.columns)
    ids = item.ids
    if rng:
        words = _recased(words, rng.random())
        chosen = np.array([rng.random() < masked for _ in words])
        if chosen.any():
            ids = ids.copy()
            ids[1:-1][chosen[item.word_of]] = MASK_ID
            columns["lemma"] = np.where(chosen, IGNORED, columns["lemma"])
    look = np.zeros_like(ids)
    look[1:-1] = np.array(shapes(words), dtype=np.int64)[item.word_of]
    return {"ids": ids, "shapes": look, "first": item.first, **columns}


def _recased(words: Sequence[str], draw: float) -> Sequence[str]:
    for limit, change in CASINGS:
        if draw < limit:
            return [change(word) for word in words]
    return words


def _pad(rows: Sequence[NDArray[np.int64]], value: int) -> Tensor:
    width = max(map(len, rows))
    out = np.full((len(rows), width), value, dtype=np.int64)
    for row, values in enumerate(rows):
        out[row, : len(values)] = values
    return torch.from_numpy(out)


def batches_of(items: Sequence[Encoded], subwords: int) -> Iterator[tuple[list[Encoded], dict[str, Tensor]]]:
    """Clean batches in a fixed order, for measuring."""
    for batch in bucketed(items, subwords, None):
        yield batch, collate(batch)
