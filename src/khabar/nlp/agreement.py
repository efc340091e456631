"""One name, one kind: what all places where a name stands in a report say of it together.

A sentence alone is often too short to tell an organisation from a place. So a name is of the kind that loses least over all
its places in the report, and a place where it was just not taken for a name is one too. A person's last word stands for the
person. The idea is that of Mikheev, Moens and Grover (1999): what is sure in one place decides where another is unsure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from khabar.frozen import record
from khabar.records import Name

KINDS = ("PER", "ORG", "LOC")
# Chosen on EWT dev: what a word's tags may lose for a name that stands elsewhere.
NEAR = 2.0

Key = tuple[str, ...]
Votes = Mapping[Key, NDArray[np.int64]]


@record(frozen=True, slots=True)
class Scored:
    """A window's words as printed, the scores (words, tags) of their tags, and the names read from these."""

    words: Sequence[str]
    scores: NDArray[np.float32]
    names: tuple[Name, ...]


@record(frozen=True, slots=True)
class Columns:
    """The tags that open and continue a name, by kind."""

    opening: NDArray[np.intp]
    inner: NDArray[np.intp]

    def worth(self, scores: NDArray[np.float32], first: int, last: int) -> NDArray[np.float32]:
        """What words first to last score as a name, by kind."""
        total: NDArray[np.float32] = scores[first, self.opening] + scores[first + 1 : last + 1, self.inner].sum(axis=0)
        return total


def agreed(windows: Sequence[Scored], tags: Sequence[str]) -> list[tuple[Name, ...]]:
    """The names of a report's windows, each of one kind throughout, with those that were just missed."""
    columns = Columns(*(np.array([tags.index(f"{part}-{kind}") for kind in KINDS]) for part in "BI"))
    votes = _votes(windows, columns)
    lengths = _lengths(votes)
    return [window.names if _shouts(window) else _names(window, votes, lengths, columns) for window in windows]


def _shouts(window: Scored) -> bool:
    """Whether a window is in capitals, which look alike in names and other words."""
    return not any(letter.islower() for word in window.words for letter in word)


def _votes(windows: Sequence[Scored], columns: Columns) -> Votes:
    """What each name loses as one of each kind, in thousandths, so that the order of sums is nothing."""
    votes: dict[Key, NDArray[np.int64]] = defaultdict(lambda: np.zeros(len(KINDS), dtype=np.int64))
    for window in windows:
        for name in () if _shouts(window) else window.names:
            worth = columns.worth(window.scores, name.first, name.last)
            loss = np.rint((worth - worth.max()) * 1000).astype(np.int64)
            key = _key(window.words, name.first, name.last)
            votes[key] += loss
            if name.label == "PER" and len(key) > 1:
                votes[key[-1:]] += loss
    return votes


def _lengths(names: Iterable[Key]) -> Mapping[str, Sequence[int]]:
    """How many words the names have that begin with a word, the most first."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for key in names:
        found[key[0]].add(len(key))
    return {opening: sorted(lengths, reverse=True) for opening, lengths in found.items()}


def _names(window: Scored, votes: Votes, lengths: Mapping[str, Sequence[int]], columns: Columns) -> tuple[Name, ...]:
    kept = {
        name.first: Name(name.first, name.last, _kind(votes[_key(window.words, name.first, name.last)]))
        for name in window.names
    }
    taken = {place for name in window.names for place in range(name.first, name.last + 1)}
    for first, key in _standing(window.words, votes, lengths):
        places = range(first, first + len(key))
        if taken.isdisjoint(places):
            best = int(votes[key].argmax())
            most = window.scores[first : places.stop].max(axis=1).sum()
            if most - columns.worth(window.scores, first, places.stop - 1)[best] < NEAR:
                taken.update(places)
                kept[first] = Name(first, places.stop - 1, KINDS[best])
    return tuple(kept[first] for first in sorted(kept))


def _standing(
    words: Sequence[str], names: Container[Key], lengths: Mapping[str, Sequence[int]]
) -> Iterator[tuple[int, Key]]:
    """Where capitalised words are those of a name, longer names first."""
    for first, word in enumerate(words):
        if word[:1].isupper():
            for length in lengths.get(word.lower(), ()):
                key = _key(words, first, first + length - 1)
                if len(key) == length and key in names:
                    yield first, key


def _kind(losses: NDArray[np.int64]) -> str:
    return KINDS[int(losses.argmax())]


def _key(words: Sequence[str], first: int, last: int) -> Key:
    return tuple(word.lower() for word in words[first : last + 1])
