"""Sentence vectors as small whole numbers, for the table that linking reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import cast

import numpy as np

from khabar.records import Byte, Parse, Vector

LARGEST = 127


def vectors(parses: Iterable[Parse], report_id: str, wanted: Collection[int]) -> tuple[Vector, ...]:
    """The vectors of the sentences whose numbers are wanted; a sentence without a vector has no row."""
    return tuple(
        Vector(report_id, parse.sentence, scaled(parse.embedding))
        for parse in parses
        if parse.sentence in wanted and parse.embedding
    )


def scaled(embedding: bytes) -> tuple[Byte, ...]:
    """A vector's components, the largest of them made ±127; its direction is kept, its length is not."""
    given = np.frombuffer(embedding)
    most = max(float(np.abs(given).max()), 1e-9)
    return cast("tuple[Byte, ...]", tuple(np.rint(given * (LARGEST / most)).astype(int).tolist()))
