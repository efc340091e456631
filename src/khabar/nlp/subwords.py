"""Words as the encoder's subwords and shapes, packed into windows and batches.

A window is a run of whole words that fits the encoder: nearly always a sentence. Each distinct word is split into
subwords once per call, and sentences are put together from those pieces as arrays.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise, starmap
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
# The number of a sentence, and the first word of it that a window has and the first after that.
Cut = tuple[int, int, int]


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
    words = list(chain.from_iterable(sentences))
    vocabulary = list(dict.fromkeys(words))
    known = dict(zip(vocabulary, _pieces(tokenizer, vocabulary), strict=True))
    pieces = [known[word] for word in words]
    lengths = np.fromiter(map(len, pieces), dtype=np.int64, count=len(words))
    looks = np.fromiter(chain.from_iterable(map(shapes, sentences)), dtype=np.int64, count=len(words))
    cuts = list(_cuts(sentences, np.cumsum(lengths).tolist()))
    return _windows(cuts, np.fromiter(chain.from_iterable(pieces), dtype=np.int64), lengths, looks) if cuts else []


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


def _cuts(sentences: Sequence[Sequence[str]], ends: Sequence[int]) -> Iterator[Cut]:
    """The windows of sentences, given where among all subwords those of each word end."""
    start = 0
    for number, words in enumerate(sentences):
        first = start
        while start < first + len(words):
            most = (ends[start - 1] if start else 0) + LONGEST_WINDOW - 2
            end = max(start + 1, bisect_right(ends, most, start, first + len(words)))
            yield number, start - first, end - first
            start = end


def _windows(cuts: Sequence[Cut], pieces: Ints, lengths: Ints, looks: Ints) -> list[Window]:
    """The windows, whose subwords stand one window after the other, each between its marks."""
    sizes = [end - start for _, start, end in cuts]
    marks = 2 * np.repeat(np.arange(len(cuts)), sizes) + 1
    first = np.cumsum(lengths) - lengths + marks
    inner = np.arange(len(pieces)) + np.repeat(marks, lengths)
    words = list(accumulate(sizes, initial=0))
    begins = [*(first[words[:-1]] - 1).tolist(), len(pieces) + 2 * len(cuts)]
    ids, seen = np.full(begins[-1], CLOSE), np.zeros(begins[-1], dtype=np.int64)
    ids[begins[:-1]] = OPEN
    ids[inner], seen[inner] = pieces, np.repeat(looks, lengths)
    first -= np.repeat(begins[:-1], sizes)
    subwords, own = starmap(slice, pairwise(begins)), starmap(slice, pairwise(words))
    return [Window(*cut, ids[part], seen[part], first[row]) for cut, part, row in zip(cuts, subwords, own, strict=True)]


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
