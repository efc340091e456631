"""Noun phrases as MUC-4's keys word them, and the class of what they name."""

from __future__ import annotations

import re
from functools import cache

from evaluation.muc4.align import folded
from khabar import vocab
from khabar.claims.classes import noun_classes

HUMAN = frozenset({"person", "people"})
ARMED = frozenset({"armed", "militia", "military", "police"})
_CLAUSE = re.compile(r",|\(|\[|--|\b(?:who|that|which|where|whose|when|while|because)\b")
_PLACE = re.compile(r"\b(?:in|at|near|on|from|along|outside|inside|to)\b")
_MODIFIER = re.compile(r"\b(?:of|in|from|at|on|with|for|by|to|near|against|wearing|carrying|belonging)\b")
_LEADING = re.compile(
    r"^(?:the|a|an|this|that|these|those|his|her|its|their|our|my|some|other|another|both|and|or|alleged|any"
    r"|several|many|various|numerous|more|of|at least|about|approximately|around|nearly|almost|over)\s+"
)
_IRREGULAR = {"men": "man", "women": "woman", "children": "child"}
PRONOUNS = frozenset({"he", "she", "him", "her", "his", "they", "them", "their", "it", "its", "who", "we", "us", "i"})


def phrase(text: str) -> str:
    """A participant's words without determiner, apposition, clause or the place where it stands."""
    words = _cut(folded(text), _CLAUSE)
    while (bare := _LEADING.sub("", words)) != words:
        words = bare
    return _cut(words, _PLACE)


def uncounted(words: str) -> str:
    """A phrase without the number it begins with: "three vehicles" are vehicles."""
    first, _, rest = words.partition(" ")
    counts = first.replace(",", "").isdigit() or first in _numerals()
    return phrase(rest) if counts and rest else words


@cache
def _numerals() -> frozenset[str]:
    return frozenset(row["word"] for row in vocab.load("numerals"))


def _cut(words: str, at: re.Pattern[str]) -> str:
    found = at.search(words, 1)
    return words[: found.start()].strip(" ,.-") if found else words.strip(" ,.-")


def head(words: str) -> str:
    """The lemma of the phrase's main word."""
    main = _cut(words, _MODIFIER).split()
    return _lemma(main[-1]) if main else ""


def classes(words: str) -> frozenset[str]:
    """Classes of the longest noun known that ends the phrase, as in ``vocab/nouns.tsv``."""
    main = _cut(words, _MODIFIER).split()
    ends = (" ".join([*main[k:-1], _lemma(main[-1])]) for k in range(max(0, len(main) - 3), len(main)))
    return next((noun_classes()[end] for end in ends if end in noun_classes()), frozenset())


def _lemma(word: str) -> str:
    if word.endswith("men") and word not in _IRREGULAR:
        return word[:-2] + "an"
    forms = (word, _IRREGULAR.get(word, ""), word.removesuffix("s"), word.removesuffix("es"), word[:-3] + "y")
    return next((form for form in forms if form in noun_classes() or form in _singulars()), word)


@cache
def _singulars() -> frozenset[str]:
    return frozenset(row["lemma"] for row in vocab.load("singulars"))


@cache
def agents() -> dict[str, str]:
    """The category (role, group, people, institution, organization) of each word for those who act."""
    return {row["lemma"]: row["category"] for row in vocab.load("agents")}


def is_described(name: str) -> bool:
    """Whether a phrase names nobody and only tells what somebody is: "armed men", "URBAN guerrillas"."""
    words = name.lower().split()
    return bool(words) and (
        head(name.lower()) in agents() or any(" ".join(words[k:]) in _generic() for k in range(len(words)))
    )


def is_of_forces(words: str) -> bool:
    """Whether a place or vehicle belongs to those who fight: "enemy positions", "police post"."""
    return any(word in ("military", "enemy") or classes(word) & ARMED for word in words.split())


@cache
def _generic() -> frozenset[str]:
    """What the reader calls those who act where the text gives no name."""
    return frozenset(row["canonical"] for row in vocab.load("agents"))


def untitled(name: str) -> str:
    """A person's name without titles before it."""
    words = folded(name).split()
    while len(words) > 1 and words[0].strip(".") in _titles():
        words.pop(0)
    return " ".join(words)


@cache
def _titles() -> frozenset[str]:
    return frozenset(row["title"].lower().strip(".") for row in vocab.load("titles"))
