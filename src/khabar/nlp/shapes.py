"""The look of a written word as a small number: what an uncased encoder cannot see.

The encoder's vocabulary is lower case, so case reaches the model as one of these shapes, added to the embedding of
every subword of the word. Shape 0 is kept for padding and the encoder's own marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

LOWER, TITLE, INITIAL, UPPER, DOTTED, PUNCTUATION, NUMBER, ALPHANUMERIC, LATER_CAPITAL, MIXED, UNCASED, FIRST_TITLE = (
    range(1, 13)
)
SHAPES = 13


@lru_cache(maxsize=1 << 10)
def shape(word: str) -> int:
    """The shape of one word, wherever it stands."""
    if word.islower():
        return LOWER if word.isalpha() else _with_digits(word, LOWER)
    if word.isupper():
        return _upper(word)
    if word.isdigit():
        return NUMBER
    if not any(map(str.isalpha, word)):
        return NUMBER if any(map(str.isdigit, word)) else PUNCTUATION
    if not any(map(str.isupper, word)) and not any(map(str.islower, word)):
        return UNCASED
    return _capitalised(word)


def shapes(words: Sequence[str]) -> list[int]:
    """The shapes of a sentence's words; a capital that only opens the sentence is told apart from one inside it."""
    found = [shape(word) for word in words]
    for place, kind in enumerate(found):
        if kind not in (PUNCTUATION, NUMBER):
            if kind == TITLE:
                found[place] = FIRST_TITLE
            break
    return found


def _with_digits(word: str, otherwise: int) -> int:
    return ALPHANUMERIC if any(map(str.isdigit, word)) else otherwise


def _upper(word: str) -> int:
    letters = word.replace(".", "")
    if len(letters) == 1:
        return INITIAL
    return DOTTED if len(letters) < len(word) else _with_digits(word, UPPER)


def _capitalised(word: str) -> int:
    if any(map(str.isdigit, word)):
        return ALPHANUMERIC
    if not word[0].isupper():
        return LATER_CAPITAL
    return TITLE if word[1:].islower() else MIXED
