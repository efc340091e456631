"""Words as numbers that can be compared by the million."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache

NOTHING = 0


@lru_cache(maxsize=1 << 18)
def number(*words: str) -> int:
    """A 63-bit number for some words, the same on every machine; never 0, which stands for nothing."""
    digest = hashlib.blake2b("\x1f".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 1) or 1


def padded(numbers: Iterable[int], width: int) -> list[int]:
    """The smallest ``width`` of some numbers, filled up with 0."""
    chosen = sorted(set(numbers))[:width]
    return chosen + [NOTHING] * (width - len(chosen))
