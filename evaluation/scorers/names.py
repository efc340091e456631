"""Names: exact spans with their label, precision, recall and F1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Name = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class NameScore:
    """Counts of names that were found rightly, found, and there to be found."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of the names found that are right; 0 where none was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the wanted names that were found; 0 where none was wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0


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


def score_names(pairs: Iterable[tuple[set[Name], set[Name]]]) -> NameScore:
    """The score over sentences, each given as (names found, names wanted)."""
    right = found = wanted = 0
    for guess, gold in pairs:
        right += len(guess & gold)
        found += len(guess)
        wanted += len(gold)
    return NameScore(right, found, wanted)
