"""Noun phrases as MUC-4's keys word them, and the class of what they name."""

from __future__ import annotations

import re
from functools import cache

from evaluation.muc4.align import folded
from khabar import vocab
from khabar.claims.classes import noun_classes

_CLAUSE = re.compile(r",|\(|\[|--|\b(?:who|that|which|where|whose|when|while|because)\b")
_PLACE = re.compile(r"\b(?:in|at|near|on|from|along|outside|inside|to)\b")
_MODIFIER = re.compile(r"\b(?:of|in|from|at|on|with|for|by|to|near|against|wearing|carrying|belonging)\b")
_LEADING = re.compile(
    r"^(?:the|a|an|this|these|those|his|her|its|their|our|my|some|other|another|both|and|or|alleged)\s+"
)
_IRREGULAR = {"men": "man", "women": "woman", "children": "child"}
PRONOUNS = frozenset({"he", "she", "him", "her", "his", "they", "them", "their", "it", "its", "who", "we", "us", "i"})


def phrase(text: str) -> str:
    """A participant's words without determiner, apposition, clause or the place where it stands."""
    words = _cut(folded(text), _CLAUSE)
    while (bare := _LEADING.sub("", words)) != words:
        words = bare
    return _cut(words, _PLACE)


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


@cache
def generic() -> frozenset[str]:
    """What the reader calls those who act where the text gives no name ("armed men")."""
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
