"""Places of countries whose names come into English from another script, found under a spelling that no list has.

The consonants must be the same ("Shirqat", Ash Sharqāt; "Tel Abyad", Tall Abyaḑ), and enough of the other letters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from khabar.folding import fold_name, name_words, skeleton
from khabar.resolve.gazetteer import Entry, open_gazetteer
from khabar.resolve.tables import listed

ALIKE = 70.0
# Shorter names have too few consonants to be told apart by them.
FEWEST_CONSONANTS = 3

Words = tuple[str, ...]


def respelt(name: str, countries: Sequence[str]) -> tuple[Entry, ...]:
    """The places of some countries that may be meant by another spelling of their name, the most populous first."""
    words = _words(name)
    key = tuple(map(skeleton, words))
    if sum(map(len, key)) < FEWEST_CONSONANTS:
        return ()
    printed = " ".join(words)
    rows = [row for c in countries for row, own in _by_skeleton(c).get(key, ()) if fuzz.ratio(printed, own) >= ALIKE]
    found = [open_gazetteer().entry(row) for row in dict.fromkeys(rows)]
    return tuple(sorted(found, key=lambda e: (-e.population, e.place.place_id)))


# The countries of one pile of reports; all of the gazetteer at once would fill the memory.
@lru_cache(maxsize=8)
def _by_skeleton(country: str) -> Mapping[Words, Sequence[tuple[int, str]]]:
    """The rows of a country, with their folded names, by the consonants of the words of these."""
    found: dict[Words, list[tuple[int, str]]] = {}
    for row, name in open_gazetteer().rows_in(country):
        words = _words(name)
        found.setdefault(tuple(map(skeleton, words)), []).append((row, " ".join(words)))
    return found


def _words(name: str) -> Words:
    """The words of a place's name without articles and words for divisions ("Makhmūr District")."""
    words = name_words(fold_name(name))
    return tuple(w for w in words if w not in listed("division")) or words
