"""Words as the encoder's subwords and shapes, packed into windows and batches.

A window is a run of whole words that fits the encoder: nearly always a sentence. Each distinct word is split into
subwords once per call, and sentences are put together from those pieces as arrays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from khabar.frozen import record
from khabar.nlp.shapes import shapes

PAD, UNKNOWN, OPEN, CLOSE = 0, 100, 101, 102
LONGEST_WINDOW = 384
LONGEST_WORD = 32
# Large batches gain nothing on one thread. Padding costs little: the network takes it in for attention and labels alone.
BATCH = 192
_LONGEST_TEXT = 400

Ints = NDArray[np.int64]


@record(frozen=True, slots=True)
class Window:
    """Words ``start`` to ``end`` of a sentence as subwords; ``first`` gives each word's first subword."""

    sentence: int
    start: int
    end: int
    ids: Ints
    shapes: Ints
    first: Ints


def load_tokenizer(vocabulary: Path) -> Tokenizer:
    """BERT's uncased splitting into subwords, without marks that a text could imitate."""
    pieces = {piece: number for number, piece in enumerate(vocabulary.read_text(encoding="utf-8").split("\n")) if piece}
    tokenizer = Tokenizer(WordPiece(pieces, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


def windows(tokenizer: Tokenizer, sentences: Sequence[Sequence[str]]) -> list[Window]:
    """All sentences as windows, in order. A sentence without words has none."""
    vocabulary = {word: number for number, word in enumerate(dict.fromkeys(chain.from_iterable(sentences)))}
    pieces = _pieces(tokenizer, list(vocabulary))
    return [w for number, words in enumerate(sentences) if words for w in _windows(number, words, vocabulary, pieces)]


def _pieces(tokenizer: Tokenizer, words: Sequence[str]) -> list[list[int]]:
    whole = [_whole(tokenizer, word) for word in words]
    cut = [
        [word[:_LONGEST_TEXT].encode("utf-8", "replace").decode("utf-8")]
        for word, piece in zip(words, whole, strict=True)
        if piece is None
    ]
    encodings = iter(tokenizer.encode_batch_fast(cut, is_pretokenized=True, add_special_tokens=False))
    return [[piece] if piece is not None else next(encodings).ids[:LONGEST_WORD] or [UNKNOWN] for piece in whole]


def _whole(tokenizer: Tokenizer, word: str) -> int | None:
    """The piece that a plain word is by itself, as most are: it is quicker to look up than to split."""
    return tokenizer.token_to_id(word.lower()) if word.isascii() and word.isalnum() else None


def _windows(
    sentence: int, words: Sequence[str], vocabulary: dict[str, int], pieces: list[list[int]]
) -> Iterator[Window]:
    own = [pieces[vocabulary[word]] for word in words]
    lengths = np.fromiter(map(len, own), dtype=np.int64, count=len(own))
    look = np.array(shapes(words), dtype=np.int64)
    ends = np.cumsum(lengths)
    start = 0
    while start < len(words):
        before = int(ends[start - 1]) if start else 0
        end = max(start + 1, int(np.searchsorted(ends, before + LONGEST_WINDOW - 2, side="right")))
        yield _window(
            sentence, start, end, list(chain.from_iterable(own[start:end])), lengths[start:end], look[start:end]
        )
        start = end


def _window(sentence: int, start: int, end: int, ids: list[int], lengths: Ints, look: Ints) -> Window:
    first = np.cumsum(lengths) - lengths + 1
    seen = np.zeros(len(ids) + 2, dtype=np.int64)
    seen[1:-1] = np.repeat(look, lengths)
    return Window(sentence, start, end, np.array([OPEN, *ids, CLOSE], dtype=np.int64), seen, first)


def batches(found: Sequence[Window], size: int = BATCH) -> list[list[int]]:
    """Places of windows of like length, together at most ``size`` subwords with padding if several; shortest first."""
    order = sorted(range(len(found)), key=lambda place: (len(found[place].ids), place))
    packed: list[list[int]] = []
    for place in order:
        if packed and (len(packed[-1]) + 1) * len(found[place].ids) <= size:
            packed[-1].append(place)
        else:
            packed.append([place])
    return packed


def padded(rows: Sequence[Ints]) -> Ints:
    """Rows as one array, short ones filled with zeros."""
    out = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for row, values in zip(out, rows, strict=True):
        row[: len(values)] = values
    return out
