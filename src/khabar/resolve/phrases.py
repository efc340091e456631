"""Finding many phrases in a text at once: an index by first word, the longest phrase wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from khabar.frozen import record

T = TypeVar("T")
Entry = tuple[tuple[str, ...], tuple[T, ...]]


@record(frozen=True, slots=True)
class PhraseIndex(Generic[T]):
    """Phrases of folded words with what each may mean, by their first word, longest first."""

    entries: Mapping[str, tuple[tuple[tuple[str, ...], tuple[T, ...]], ...]]

    def at(self, words: Sequence[str], i: int) -> Iterator[tuple[int, tuple[T, ...]]]:
        """Each phrase that begins at word ``i``, longest first: how many words it has and what it may mean."""
        for phrase, meanings in self.entries.get(words[i], ()):
            size = len(phrase)
            if size == 1 or tuple(words[i : i + size]) == phrase:
                yield size, meanings

    def begins_at(self, words: Iterable[str]) -> bool:
        """Whether any of some words begins a phrase; mostly none does."""
        return not self.entries.keys().isdisjoint(words)

    def get(self, folded: str) -> tuple[T, ...]:
        """What a whole folded phrase may mean."""
        words = tuple(folded.split())
        if not words:
            return ()
        for phrase, meanings in self.entries.get(words[0], ()):
            if phrase == words:
                return meanings
        return ()


def index_phrases(items: Iterable[tuple[str, T]]) -> PhraseIndex[T]:
    """An index of (folded phrase, meaning) pairs; a phrase may have several meanings, kept in the order given."""
    by_first: dict[str, dict[tuple[str, ...], dict[T, None]]] = {}
    for phrase, meaning in items:
        if words := tuple(phrase.split()):
            by_first.setdefault(words[0], {}).setdefault(words, {})[meaning] = None
    return PhraseIndex({first: _longest_first(meanings) for first, meanings in by_first.items()})


def _longest_first(meanings: Mapping[tuple[str, ...], Mapping[T, None]]) -> tuple[Entry[T], ...]:
    return tuple((words, tuple(meanings[words])) for words in sorted(meanings, key=lambda w: (-len(w), w)))
