"""Names without the differences that spelling makes: case, accents, apostrophes, hyphens; and consonant skeletons.

A skeleton links transliterations ("Qassem Soleimani", "Ghassem Suleimani"). As it also links names that differ
("Mohamed", "Mahmoud"), :func:`same_word` asks that enough of the letters agree, vowels included.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from anyascii import anyascii

APOSTROPHES = "'’‘ʼʻʿʾ`´′ˈ\"“”"
SILENT = str.maketrans(dict.fromkeys(APOSTROPHES + ".\u0640\u200c\u200d\u200e\u200f\u00ad", ""))
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a"}
    | {"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه", "ڵ": "ل", "ۆ": "و", "ێ": "ي"}
)
DEFINITE = frozenset(["al", "el", "ul", "ad", "an", "ar", "as", "ash", "at", "az"])
SOUNDS = (
    ("ck", "k"),
    ("kh", "k"),
    ("gh", "k"),
    ("ph", "f"),
    ("sch", "s"),
    ("tch", "s"),
    ("sh", "s"),
    ("ch", "s"),
    ("dj", "j"),
    ("dh", "d"),
    ("zh", "j"),
    ("th", "t"),
    ("ts", "s"),
    ("q", "k"),
    ("g", "k"),
    ("c", "k"),
    ("z", "s"),
    ("p", "b"),
    ("v", "w"),
    ("x", "ks"),
)
SAME_LETTERS = 62.0
# Runs of what is neither letter nor digit.
_BETWEEN = re.compile(r"[\W_]+")
_OPENING = re.compile(r"^(?:[aeiouy]|$)", re.MULTILINE)
_VOWELS = re.compile(r"[aeiouywh']+")
_REPEATED = re.compile(r"(.)\1+")


class _Marks(dict[int, int | None]):
    """What becomes of a character: nothing of a mark that is set on a letter; worked out once for each."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)) == "Mn" else code
        return self[code]


_MARKS = _Marks()


@lru_cache(maxsize=1 << 10)
def fold_name(text: str) -> str:
    """A name without case, accents, apostrophes and full stops, its words parted by one space; any script."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(_MARKS)
    elif text.isalnum():
        return text.lower()
    text = text.casefold().translate(SILENT)
    if not text.isascii():
        text = text.translate(LETTERS)
    return _BETWEEN.sub(" ", text).strip()


@lru_cache(maxsize=1 << 8)
def skeleton(word: str) -> str:
    """The consonants of a folded word, with letters that transliterations exchange made equal."""
    return _consonants(word if word.isascii() else anyascii(word))


def skeletons(words: Iterable[str]) -> list[str]:
    """The same for each of many words: it takes a fourth of the time."""
    return _consonants("\n".join(word if word.isascii() else anyascii(word) for word in words)).split("\n")


def _consonants(lines: str) -> str:
    text = lines.lower()
    for sound, letter in SOUNDS:
        text = text.replace(sound, letter)
    # A vowel at the beginning is kept as a capital meanwhile.
    return _REPEATED.sub(r"\1", _VOWELS.sub("", _OPENING.sub("A", text))).lower()


def name_words(folded: str) -> tuple[str, ...]:
    """The words of a person's folded name that tell it apart: no articles, "abdul mahdi" as one word."""
    words: list[str] = []
    bound = ""
    for word in folded.split():
        if word in DEFINITE:
            continue
        if word in ("abd", "abdul", "abdel", "abu"):
            bound = "abd" if word != "abu" else "abu"
            continue
        words.append(bound + word)
        bound = ""
    return tuple([*words, bound] if bound else words) or tuple(folded.split())


def same_word(one: str, other: str) -> bool:
    """Whether two folded words may be spellings of one name."""
    if one == other:
        return True
    return skeleton(one) == skeleton(other) and likeness(anyascii(one), anyascii(other)) >= SAME_LETTERS


def likeness(one: str, other: str) -> float:
    """How many of their letters two texts share in one order, from 0 to 100."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 (slow to load, and many reports ask for none)

    return ratio(one, other)


def same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two persons' names, word by word, may be spellings of one."""
    return len(one) == len(other) and all(map(same_word, one, other))
