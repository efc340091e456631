"""Names as keys: two mentions whose keys meet may be of one actor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from khabar import vocab
from khabar.folding import fold_name, name_words, skeleton
from khabar.link.features.hashing import number
from khabar.link.features.stems import stem, words_for
from khabar.terms import AUTHOR, AUTHORS_SIDE

# Sectors of those who act for a state; a state itself has none.
NAMED = ("person", "organization", "place")
ORGANS = ("GOV", "MIL", "COP", "SPY", "LEG", "JUD")
STATE = (None, "GOV", "MIL", "COP", "SPY", "LEG", "JUD")


def party_keys(parties: Iterable[Mapping[str, Any]], role: str) -> Iterator[int]:
    """The keys of those who have a role in a claim. "We" of one report are not the "we" of another."""
    for one in parties:
        if one["role"] == role and one["name"] in (AUTHOR, AUTHORS_SIDE):
            yield number("side", one["entity_id"])
        elif one["role"] == role:
            yield from keys_of(one["name"] or one["text"] or "", one["kind"])


def person_keys(parties: Iterable[Mapping[str, Any]], role: str) -> Iterator[int]:
    """The keys of the persons who are named in a role of a claim."""
    yield from party_keys(
        (one for one in parties if one["kind"] == "person" and (one["name"] or "")[:1].isupper()), role
    )


def state_keys(parties: Iterable[Mapping[str, Any]], role: str) -> Iterator[int]:
    """The states that those who have a role in a claim act for: a government, its forces and its capital are one side."""
    for one in parties:
        if one["role"] == role and one["country"] and one["sector"] in STATE:
            yield number("state", one["country"])


def around_keys(names: Iterable[Mapping[str, Any]]) -> Iterator[int]:
    """The keys of everything that a claim's sentence names: words with a capital, and what they were resolved to."""
    for one in names:
        text = one["name"] or one["place"] or one["text"] or ""
        if text[:1].isupper():
            yield from keys_of(text, one["kind"])


def named_keys(names: Iterable[Mapping[str, Any]]) -> Iterator[int]:
    """One key for each person, body and place that a sentence names; a state and its organs are named all the time."""
    for one in names:
        name = one["place"] or one["name"] or ""
        if one["kind"] in NAMED and name[:1].isupper() and not (one["country"] and one["sector"] in ORGANS):
            yield from keys_of(name, one["kind"])[-1:]


@lru_cache(maxsize=1 << 16)
def keys_of(name: str, kind: str | None) -> tuple[int, ...]:
    """The keys of one name: the whole; of a person the family name by sound; of a description its head word."""
    folded = fold_name(name)
    if not folded or is_nobody(folded):
        return ()
    words = name_words(folded)
    if kind == "person" and len(words) > 1:
        return number("name", *map(_sound, words)), number("family", _sound(words[-1]))
    if kind == "person":
        return (number("family", _sound(words[0])),)
    if not name[:1].isupper():
        return (number("head", stem(words[-1])),)
    return (number("name", *map(_sound, words)),)


def _sound(word: str) -> str:
    return skeleton(word) if len(word) > 4 else word


def is_nobody(folded: str) -> bool:
    """Whether folded words name nobody in particular."""
    return folded in _nobody()


def is_proper(name: str) -> bool:
    """Whether a name of several words is written as a name all through: "Ansar al-Sunna", and not "Sunni rebels"."""
    words = [word.rpartition("-")[2] for word in name.split() if word not in words_for("particle")]
    return len(words) > 1 and not name.isupper() and all(word[:1].isupper() for word in words)


@cache
def _nobody() -> frozenset[str]:
    """Pronouns and words for anybody, which two claims may share without a link between them."""
    return frozenset(row["word"] for row in vocab.load("linking") if row["use"] == "nobody")
