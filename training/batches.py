"""Sentences as padded arrays of numbers, with the noise that training adds to them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from khabar.nlp.shapes import shapes
from training.examples import SOURCES, Example
from training.renaming import Pool, renamed

IGNORED = -100
MASK_ID = 103
LONGEST = 384
CASINGS = ((0.05, str.lower), (0.10, str.upper), (0.13, str.title))


@dataclass(frozen=True, slots=True)
class Encoded:
    """One sentence ready for batching; ``size`` is its length in subwords, ``number`` its place in the set.

    ``roles`` (words, words) holds the class of every word's role with every predicate, and only their rows count.
    """

    example: Example
    size: int
    columns: dict[str, NDArray[np.int64]]
    roles: NDArray[np.int64]
    number: int


@dataclass(frozen=True, slots=True)
class Subwords:
    """The subwords of every word that can occur, ``[CLS]`` and ``[SEP]``."""

    of: Mapping[str, tuple[int, ...]]
    opening: int
    closing: int

    def sentence(self, words: Sequence[str]) -> dict[str, NDArray[np.int64]]:
        """``ids`` of a sentence, ``word_of`` each inner subword, and the ``first`` subword of each word."""
        pieces = [self.of[word] for word in words]
        sizes = np.array([len(own) for own in pieces])
        ids = np.array([self.opening, *chain.from_iterable(pieces), self.closing], dtype=np.int64)
        word_of = np.repeat(np.arange(len(words)), sizes)
        return {"ids": ids, "word_of": word_of, "first": np.minimum(np.cumsum(sizes) - sizes + 1, len(ids) - 1)}


def subwords(tokenizer: Tokenizer, examples: Sequence[Example], pool: Pool) -> Subwords:
    """The subwords of all words of the examples and of the names that may be put into them, in every casing."""
    plain = dict.fromkeys(chain(*(e.words for e in examples), *chain(*pool.names.values())))
    words = list(dict.fromkeys(chain(plain, *(map(change, plain) for _, change in CASINGS))))
    opening, closing = tokenizer.encode("", add_special_tokens=True).ids
    encodings = tokenizer.encode_batch([[word] for word in words], is_pretokenized=True, add_special_tokens=False)
    return Subwords(dict(zip(words, (tuple(e.ids) for e in encodings), strict=True)), opening, closing)


def encode(known: Subwords, examples: Sequence[Example], labels: Mapping[str, Sequence[str]]) -> list[Encoded]:
    """All examples that fit the encoder; longer ones are left out."""
    classes = {key: {label: number for number, label in enumerate(values)} for key, values in labels.items()}
    sizes = [2 + sum(len(known.of[word]) for word in example.words) for example in examples]
    return [
        _encoded(example, size, classes, number)
        for number, (example, size) in enumerate(zip(examples, sizes, strict=True))
        if size <= LONGEST
    ]


def _encoded(example: Example, size: int, classes: dict[str, dict[str, int]], number: int) -> Encoded:
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
    columns["predicates"] = blank.copy()
    if example.predicates is not None:
        columns["predicates"][:] = 0
        columns["predicates"][list(example.predicates)] = 1
    return Encoded(example, size, columns, _roles(example, classes["roles"]), number)


def _roles(example: Example, classes: Mapping[str, int]) -> NDArray[np.int64]:
    """One row for each predicate, one class for each word; a role too rare for the inventory trains nothing."""
    row_of = {place: row for row, place in enumerate(example.predicates or ())}
    table = np.zeros((len(row_of), len(example.words)), dtype=np.int64)
    for predicate, word, label in example.roles:
        table[row_of[predicate], word] = classes.get(label, IGNORED)
    return table


def bucketed(items: Sequence[Encoded], subwords: int, rng: random.Random | None) -> list[list[Encoded]]:
    """Batches of about ``subwords`` padded subwords, of like lengths; shuffled where a generator is given."""
    noise = [rng.random() * 4 if rng else 0.0 for _ in items]
    order = sorted(range(len(items)), key=lambda i: (items[i].size + noise[i], i))
    batches: list[list[Encoded]] = []
    batch: list[Encoded] = []
    longest = 0
    for place in order:
        longest = max(longest, items[place].size)
        if batch and longest * (len(batch) + 1) > subwords:
            batches.append(batch)
            batch, longest = [], items[place].size
        batch.append(items[place])
    batches.append(batch)
    if rng:
        rng.shuffle(batches)
    return batches


@dataclass(frozen=True, slots=True)
class Noise:
    """What training does to sentences: masked words, other names in the place of names, another case."""

    rng: random.Random
    pool: Pool
    masked: float = 0.0


def collate(known: Subwords, batch: Sequence[Encoded], noise: Noise | None = None) -> dict[str, Tensor]:
    """Padded tensors of one batch, of clean sentences or with noise."""
    rows = [_noisy(known, item, noise) if noise else _row(known, item.example.words, item.columns) for item in batch]
    arrays = {
        key: _pad([row[key] for row in rows], 0 if key in ("ids", "shapes", "first") else IGNORED) for key in rows[0]
    }
    arrays["renamed"] = arrays.pop("renamed")[:, 0] == 1
    arrays["number"] = torch.tensor([item.number for item in batch])
    arrays["source"] = torch.tensor([SOURCES.index(item.example.source) for item in batch])
    width = arrays["first"].shape[1]
    arrays["factuality"] = torch.full((len(batch), width), float("nan"))
    for row, item in enumerate(batch):
        for word, value in item.example.factuality:
            arrays["factuality"][row, word] = value
    places = [(row, word) for row, item in enumerate(batch) for word in item.example.predicates or ()]
    arrays["role_rows"] = torch.tensor(places, dtype=torch.int64).reshape(-1, 2)
    arrays["role_labels"] = _pad([row for item in batch for row in item.roles], IGNORED, width)
    return arrays


def _row(
    known: Subwords, words: Sequence[str], columns: Mapping[str, NDArray[np.int64]], changed: bool = False
) -> dict[str, NDArray[np.int64]]:
    pieces = known.sentence(words)
    look = np.zeros_like(pieces["ids"])
    look[1:-1] = np.array(shapes(words), dtype=np.int64)[pieces["word_of"]]
    return {**pieces, "shapes": look, "renamed": np.array([changed], dtype=np.int64), **columns}


def _noisy(known: Subwords, item: Encoded, noise: Noise) -> dict[str, NDArray[np.int64]]:
    words, places = renamed(item.example, noise.pool, noise.rng)
    columns = dict(item.columns)
    chosen = np.array([noise.rng.random() < noise.masked for _ in words])
    columns["lemma"] = columns["lemma"].copy()
    columns["lemma"][chosen] = IGNORED
    columns["lemma"][list(places)] = IGNORED
    row = _row(known, _recased(words, noise.rng.random()), columns, bool(places))
    if len(row["ids"]) > LONGEST:
        return _row(known, item.example.words, item.columns)
    row["ids"][1:-1][chosen[row["word_of"]]] = MASK_ID
    return row


def _recased(words: Sequence[str], draw: float) -> Sequence[str]:
    for limit, change in CASINGS:
        if draw < limit:
            return [change(word) for word in words]
    return words


def _pad(rows: Sequence[NDArray[np.int64]], value: int, width: int = 0) -> Tensor:
    width = max([width, *map(len, rows)])
    out = np.full((len(rows), width), value, dtype=np.int64)
    for row, values in enumerate(rows):
        out[row, : len(values)] = values
    return torch.from_numpy(out)


def batches_of(
    known: Subwords, items: Sequence[Encoded], size: int
) -> Iterator[tuple[list[Encoded], dict[str, Tensor]]]:
    """Clean batches in a fixed order, for measuring."""
    for batch in bucketed(items, size, None):
        yield batch, collate(known, batch)
