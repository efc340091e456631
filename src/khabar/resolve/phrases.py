"""Finding many phrases in a text at once: how long those are that begin with a word, and the longest wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from khabar.frozen import record

T = TypeVar("T")


@record(frozen=True, slots=True)
class PhraseIndex(Generic[T]):
    """Phrases of folded words with what each may mean; ``sizes`` tells how long those are that begin with a word."""

    meanings: Mapping[tuple[str, ...], tuple[T, ...]]
    sizes: Mapping[str, tuple[int, ...]]

    def at(self, words: Sequence[str], i: int) -> Iterator[tuple[int, tuple[T, ...]]]:
        """Each phrase that begins at word ``i``, longest first: how many words it has and what it may mean."""
        for size in self.sizes.get(words[i], ()):
            phrase = tuple(words[i : i + size])
            if len(phrase) == size and phrase in self.meanings:
                yield size, self.meanings[phrase]

    def beginnings(self, words: Sequence[str]) -> list[int]:
        """Where in some words a phrase may begin."""
        sizes = self.sizes
        return [i for i, word in enumerate(words) if word in sizes]

    def get(self, folded: str) -> tuple[T, ...]:
        """What a whole folded phrase may mean."""
        return self.meanings.get(tuple(folded.split()), ())


def index_phrases(items: Iterable[tuple[str, T]]) -> PhraseIndex[T]:
    """An index of (folded phrase, meaning) pairs; a phrase may have several meanings, kept in the order given."""
    found: dict[tuple[str, ...], dict[T, None]] = {}
    for phrase, meaning in items:
        if words := tuple(phrase.split()):
            found.setdefault(words, {})[meaning] = None
    sizes: dict[str, tuple[int, ...]] = {}
    for words in sorted(found, key=len, reverse=True):
        begun = sizes.get(words[0], ())
        if len(words) not in begun:
            sizes[words[0]] = (*begun, len(words))  # longest first
    return PhraseIndex({words: tuple(meanings) for words, meanings in found.items()}, sizes)
