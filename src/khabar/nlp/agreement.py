"""One name, one kind: what all places where a name stands in a report say of it together.

A sentence alone is often too short to tell an organisation from a place. So a name is of the kind that loses least over all
its places in the report, and a place where it was just not taken for a name is one too. A person's last word stands for the
person. The idea is that of Mikheev, Moens and Grover (1999): what is sure in one place decides where another is unsure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress
from operator import add

import numpy as np
from numpy.typing import NDArray

from khabar.frozen import record
from khabar.records import Name

KINDS = ("PER", "ORG", "LOC")
# Chosen on EWT dev: what a word's tags may lose for a name that stands elsewhere.
NEAR = 2.0

Key = tuple[str, ...]
# The number of the kind that each name is of.
Votes = Mapping[Key, int]


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

    def worth(self, names: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        """What names score (names, kinds), given the scores (words, tags) of the words of each."""
        sizes = np.array([len(scores) for scores in names])
        words = np.concatenate(names)
        firsts = np.cumsum(sizes) - sizes
        total: NDArray[np.float32] = words[firsts][:, self.opening]
        longer = np.flatnonzero(sizes > 1)
        if len(longer):
            rest = np.delete(words, firsts, axis=0)[:, self.inner]
            begins = np.cumsum(sizes[longer] - 1) - sizes[longer] + 1
            total[longer] += np.add.reduceat(rest, begins)
        return total


def agreed(windows: Sequence[Scored], tags: Sequence[str]) -> list[tuple[Name, ...]]:
    """The names of a report's windows, each of one kind throughout, with those that were just missed."""
    columns = Columns(*(np.array([tags.index(f"{part}-{kind}") for kind in KINDS]) for part in "BI"))
    quiet = [not _shouts(window) for window in windows]
    votes = _votes(list(compress(windows, quiet)), columns)
    lengths = _lengths(votes)
    rows = zip(windows, quiet, strict=True)
    return [_names(window, votes, lengths, columns) if calm else window.names for window, calm in rows]


def _shouts(window: Scored) -> bool:
    """Whether a window is in capitals, which look alike in names and other words."""
    return not any(map(str.islower, chain.from_iterable(window.words)))


def _votes(windows: Sequence[Scored], columns: Columns) -> Votes:
    """The kind by which each name loses least, in thousandths, so that the order of sums is nothing."""
    named = [(window, name) for window in windows for name in window.names]
    if not named:
        return {}
    worth = columns.worth([window.scores[name.first : name.last + 1] for window, name in named])
    losses = np.rint((worth - worth.max(axis=1, keepdims=True)) * 1000).astype(np.int64).tolist()
    votes: dict[Key, list[int]] = defaultdict(lambda: [0] * len(KINDS))
    for (window, name), loss in zip(named, losses, strict=True):
        key = _key(window.words, name.first, name.last)
        for own in (key, key[-1:]) if name.label == "PER" and len(key) > 1 else (key,):
            votes[own] = list(map(add, votes[own], loss))
    return {key: own.index(max(own)) for key, own in votes.items()}


def _lengths(names: Iterable[Key]) -> Mapping[str, Sequence[int]]:
    """How many words the names have that begin with a word, the most first."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for key in names:
        found[key[0]].add(len(key))
    return {opening: sorted(lengths, reverse=True) for opening, lengths in found.items()}


def _names(window: Scored, votes: Votes, lengths: Mapping[str, Sequence[int]], columns: Columns) -> tuple[Name, ...]:
    kept = {
        name.first: Name(name.first, name.last, KINDS[votes[_key(window.words, name.first, name.last)]])
        for name in window.names
    }
    taken = {place for name in window.names for place in range(name.first, name.last + 1)}
    for first, key in _standing(window.words, votes, lengths):
        places = range(first, first + len(key))
        if taken.isdisjoint(places):
            scores, kind = window.scores[first : places.stop], votes[key]
            if scores.max(axis=1).sum() - columns.worth([scores])[0, kind] < NEAR:
                taken.update(places)
                kept[first] = Name(first, places.stop - 1, KINDS[kind])
    return tuple([kept[first] for first in sorted(kept)])


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


def _key(words: Sequence[str], first: int, last: int) -> Key:
    return tuple([word.lower() for word in words[first : last + 1]])
