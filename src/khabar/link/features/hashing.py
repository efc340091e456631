"""Words as numbers that can be compared by the million."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

NOTHING = 0

Numbers = NDArray[np.int64]


@lru_cache(maxsize=1 << 18)
def number(*words: str) -> int:
    """A 63-bit number for some words, the same on every machine; never 0, which stands for nothing."""
    digest = hashlib.blake2b("\x1f".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 1) or 1


def padded(numbers: Iterable[int], width: int) -> list[int]:
    """The smallest ``width`` of some numbers, filled up with 0."""
    chosen = sorted(set(numbers))[:width]
    return chosen + [NOTHING] * (width - len(chosen))


def mixed(size: int, parts: Iterable[int | Numbers]) -> Numbers:
    """A number of 63 bits for each of ``size`` rows, from its parts: a number for all, or an array with one for each."""
    found = np.zeros(size, np.uint64)
    for part in parts:
        value = part.astype(np.uint64) if isinstance(part, np.ndarray) else np.uint64(part)
        found = (found ^ value) * np.uint64(0x9E3779B97F4A7C15)
        found ^= found >> np.uint64(29)
    return (found >> np.uint64(1)).astype(np.int64)
