"""Places of countries whose names come into English from another script, found under a spelling that no list has.

The consonants must be the same ("Shirqat", Ash Sharqāt; "Tel Abyad", Tall Abyaḑ), and enough of the other letters.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice

import numpy as np
import numpy.typing as npt

from khabar.folding import fold_name, likeness, name_words, skeleton, skeletons
from khabar.resolve.gazetteer import Entry, open_gazetteer
from khabar.resolve.tables import listed

ALIKE = 70.0
# Shorter names have too few consonants to be told apart by them.
FEWEST_CONSONANTS = 3
# The names of a large country, held all at once, would stay with the process as memory.
AT_ONCE = 500

Words = tuple[str, ...]


def respelt(name: str, countries: Sequence[str]) -> tuple[Entry, ...]:
    """The places of some countries that may be meant by another spelling of their name, the most populous first."""
    words = _words(name)
    key = tuple(map(skeleton, words))
    if sum(map(len, key)) < FEWEST_CONSONANTS:
        return ()
    printed = " ".join(words)
    found = [open_gazetteer().entry(row) for row in dict.fromkeys(r for c in countries for r in _rows(c, key))]
    alike = [entry for entry in found if likeness(printed, " ".join(_words(entry.place.name))) >= ALIKE]
    return tuple(sorted(alike, key=lambda e: (-e.population, e.place.place_id)))


def _rows(country: str, key: Words) -> list[int]:
    """The rows of a country whose names have these consonants."""
    numbers, rows = _by_skeleton(country)
    number = _number(key)
    first, last = np.searchsorted(numbers, number, "left"), np.searchsorted(numbers, number, "right")
    return [int(row) for row in rows[first:last]]


@cache
def _by_skeleton(country: str) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    """The numbers of the consonants of a country's names, in order, and the row of each: few bytes a name."""
    known = open_gazetteer()
    rows = known.rows_in(country)
    parts = (rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE))
    numbers = np.fromiter(chain.from_iterable(_numbers(map(known.name, part)) for part in parts), np.uint64, len(rows))
    order = np.argsort(numbers, kind="stable")
    return numbers[order], rows[order]


def _number(key: Words) -> np.uint64:
    """A number for the consonants of a name's words."""
    digest = hashlib.blake2b("\x1f".join(key).encode(), digest_size=8).digest()
    return np.uint64(int.from_bytes(digest, "big"))


def _numbers(names: Iterable[str]) -> Iterator[np.uint64]:
    """The number of each of some names."""
    told = [_words(name) for name in names]
    consonants = iter(skeletons(chain.from_iterable(told)))
    return (_number(tuple(islice(consonants, len(words)))) for words in told)


def _words(name: str) -> Words:
    """The words of a place's name without articles and words for divisions ("Makhmūr District")."""
    words = name_words(fold_name(name))
    return tuple(w for w in words if w not in listed("division")) or words
