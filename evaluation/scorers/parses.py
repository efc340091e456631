"""Dependency trees over the same words: attachment with and without labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Arcs = Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Attachment:
    """Shares of words with the right head (``uas``), and with its label too, in full (``las``) or up to the colon."""

    uas: float
    las: float
    las_universal: float


def attachment(pairs: Iterable[tuple[Arcs, Arcs]]) -> Attachment:
    """The score over sentences, each given as (arcs found, arcs wanted); an arc is (head, label). Punctuation counts."""
    heads = labels = universal = total = 0
    for found, wanted in pairs:
        for (head, label), (gold_head, gold_label) in zip(found, wanted, strict=True):
            total += 1
            if head == gold_head:
                heads += 1
                labels += label == gold_label
                universal += label.partition(":")[0] == gold_label.partition(":")[0]
    return Attachment(heads / total, labels / total, universal / total) if total else Attachment(0.0, 0.0, 0.0)
