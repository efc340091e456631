"""Names: exact spans with their label, precision, recall and F1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evaluation.scorers.counts import Counts

Name = tuple[int, int, str]


def names_in(tags: Sequence[str | None]) -> set[Name]:
    """The names in BIO tags as (first word, end word exclusive, label); an I that continues nothing opens a name."""
    found: set[Name] = set()
    start, label = 0, ""
    for place, tag in enumerate([*tags, "O"]):
        kind, _, own = (tag or "O").partition("-")
        if kind == "I" and own == label:
            continue
        if label:
            found.add((start, place, label))
        start, label = place, own
    return found


def score_names(pairs: Iterable[tuple[set[Name], set[Name]]]) -> Counts:
    """The score over sentences, each given as (names found, names wanted)."""
    right = found = wanted = 0
    for guess, gold in pairs:
        right += len(guess & gold)
        found += len(guess)
        wanted += len(gold)
    return Counts(right, found, wanted)
