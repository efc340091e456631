"""The words of a sentence as lists of names see them: folded, with hyphenated words in pieces."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import TypeVar

from khabar.folding import fold_name
from khabar.frozen import record
from khabar.records import Parse, Word
from khabar.resolve.phrases import PhraseIndex
from khabar.resolve.tables import listed

T = TypeVar("T")

# As many words in capitals, and more than this share of all words, have a sentence printed in them.
FEWEST_SHOUTED, SHOUTED = 3, 0.8
_start = attrgetter("start")
_PIECES = re.compile(r"[^\s\-‐‑–—/]+")
POSSESSIVE = ("'s", "’s")
NOUNS = ("NOUN", "PROPN")
_POSSESSIVE = re.compile(r"(?<=.)['’]s$")


@record(frozen=True, slots=True)
class Tokens:
    """Pieces of a sentence's words: folded text, offsets into the word, and the word each belongs to.

    ``lemmas`` are the lemma of each, or the piece itself where its word is in several; ``nouns`` are the words that are nouns
    or names, with their lemmas in lower case.
    """

    parse: Parse
    folded: tuple[str, ...]
    lemmas: tuple[str, ...]
    firsts: tuple[int, ...]
    lasts: tuple[int, ...]
    word: tuple[int, ...]
    nouns: tuple[tuple[int, str], ...]
    shouted: bool
    whispered: bool

    def __len__(self) -> int:
        return len(self.folded)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where in the report pieces begin and end."""
        one, other = self.parse.words[self.word[first]], self.parse.words[self.word[last]]
        return one.start + self.firsts[first], other.start + self.lasts[last]

    def words(self) -> Sequence[Word]:
        """The sentence's words."""
        return self.parse.words


def tokens_of(parse: Parse) -> Tokens:
    """The pieces of a sentence; punctuation and a possessive "'s" have none."""
    pieces = [
        (part, (whole and w.lemma.lower()) or part, first, last, i)
        for i, w in enumerate(parse.words)
        if w.upos != "PUNCT" and w.text not in POSSESSIVE
        for part, first, last, whole in _pieces(w.text)
    ]
    folded, lemmas, firsts, lasts, word = zip(*pieces, strict=True) if pieces else [()] * 5
    nouns = tuple([(i, w.lemma.lower()) for i, w in enumerate(parse.words) if w.upos in NOUNS])
    return Tokens(parse, folded, lemmas, firsts, lasts, word, nouns, is_shouted(parse), is_whispered(parse))


def beginnings(tokens: Tokens, index: PhraseIndex[T]) -> list[int]:
    """The pieces with which a phrase may begin, by lemma or as printed."""
    sizes = index.sizes
    pairs = enumerate(zip(tokens.lemmas, tokens.folded, strict=True))
    return [i for i, (lemma, folded) in pairs if lemma in sizes or folded in sizes]


@lru_cache(maxsize=1 << 12)
def _pieces(word: str) -> tuple[tuple[str, int, int, bool], ...]:
    """The pieces of a word as printed: each folded, with where it begins and ends, and whether it is the whole word."""
    bare = _POSSESSIVE.sub("", word)
    pieces = [(bare, 0, len(bare))] if bare.isalnum() else [(m[0], *m.span()) for m in _PIECES.finditer(bare)]
    return tuple(
        [
            (part, first, last, last - first == len(word))
            for text, first, last in pieces
            for part in fold_name(text).split()
        ]
    )


def covered(parse: Parse, start: int, end: int) -> tuple[int, int]:
    """The first and the last word of a stretch of a sentence."""
    first = max(0, bisect_right(parse.words, start, key=_start) - 1)
    return first, max(first, bisect_right(parse.words, end - 1, key=_start) - 1)


def is_shouted(parse: Parse) -> bool:
    """Whether a sentence is printed in capitals, so that they tell nothing."""
    capitals = [w.text for w in parse.words if w.text.isupper() and w.text.isalpha() and len(w.text) > 1]
    if len(capitals) < FEWEST_SHOUTED:
        return False
    return len(capitals) > SHOUTED * sum(w.text.isalpha() and len(w.text) > 1 for w in parse.words)


def is_dateline(parse: Parse, first: int, last: int) -> bool:
    """Whether words stand as the place of a dateline: in capitals, first in a sentence that is not, before a mark."""
    after = parse.words[last + 1].text if last + 1 < len(parse.words) else ""
    capitals = all(w.text.isupper() for w in parse.words[first : last + 1] if w.text.isalpha())
    return first == 0 and after in (",", "(", "-", "–", "—", "/") and capitals and not is_shouted(parse)


def stands_for_place(parse: Parse, i: int) -> bool:
    """Whether a name is what a verb of taking or shelling acts on ("shelled Hit", "the siege of Hit"), or conjoined with it."""
    words = parse.words
    if words[i].deprel == "conj" and words[i].head >= 0:
        i = words[i].head
    governor = words[words[i].head] if words[i].head >= 0 else None
    if governor is None:
        return False
    if words[i].deprel in ("obj", "nsubj:pass"):
        return governor.lemma.lower() in listed("place_verb")
    return words[i].deprel in ("nmod", "obl", "nmod:poss") and governor.lemma.lower() in listed("place_noun")


def is_inside(parse: Parse, i: int) -> bool:
    """Whether the word before a name can only tell where something is ("in", "near")."""
    before = parse.words[i - 1] if i else None
    return before is not None and before.upos == "ADP" and before.text.lower() in listed("inside")


def printed(parse: Parse, first: int, last: int) -> str:
    """Words as they stand in the text, with one space where there is any."""
    words = parse.words[first : last + 1]
    gaps = [" " if a.end < b.start else "" for a, b in pairwise(words)]
    return "".join(w.text + gap for w, gap in zip(words, [*gaps, ""], strict=True))


def is_whispered(parse: Parse) -> bool:
    """Whether a sentence is printed without any capital."""
    return not any(w.text[:1].isupper() for w in parse.words)
