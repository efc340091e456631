"""Whom or what figures count, as groups that can be set beside each other: people, soldiers, militants, tanks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from khabar import vocab
from khabar.folding import fold_name
from khabar.link.features.hashing import number
from khabar.link.features.stems import stem

CIVILIAN = "civilian"

# Sectors of the armed: nobody takes a soldier for a rebel.
SIDES = ("MIL", "COP", "REB")

# Whom one side calls rebels the other may call civilians; in that the two are one group.
DISPUTED = ("REB", CIVILIAN)

PEOPLE = ("killed", "injured", "casualties", "missing", "detained", "displaced", "troops")
COUNTED = (*PEOPLE, "weapons")


def groups_and_numbers(figures: Iterable[Mapping[str, Any]]) -> tuple[set[int], set[int]]:
    """A number for each group that a claim counts, and for each figure; nothing where it counts people of any kind."""
    told = [f for f in figures if f["measure"] in COUNTED and f["low"]]
    groups = [group_of(f["population"] or f["unit"] or "") for f in told]
    if None in groups:
        return set(), set()
    named = {undisputed(one) for one in groups if one}
    return {number("group", one) for one in named}, {number("figure", str(f["low"])) for f in told}


def undisputed(group: str) -> str:
    """A group, or one name for those that one side calls rebels and the other civilians."""
    return DISPUTED[0] if group in DISPUTED else group


def is_standing(party: Mapping[str, Any]) -> bool:
    """Whether a party is a side of a war, or people of any kind: whom very many deeds are done to."""
    group = group_of(party["text"] or "")
    return party["kind"] != "person" and (party["sector"] in SIDES or group is None or group in (*SIDES, CIVILIAN))


@lru_cache(maxsize=1 << 14)
def group_of(words: str) -> str | None:
    """The group that words for a population name by their last word; none for people of any kind.

    Where they are, "in Hit" or "near the bridge", is no part of what they are.
    """
    folded = fold_name(words).split()
    where = next((at for at, word in enumerate(folded) if at and word in _plain("whereabouts")), len(folded))
    folded = folded[:where]
    if not folded or stem(folded[-1]) in _words("anyone"):
        return None
    for use, group in ((CIVILIAN, CIVILIAN), ("fighter", "REB")):
        if stem(folded[-1]) in _words(use):
            return group
    sides = _sides()
    found = sides.get(" ".join(map(stem, folded[-2:]))) or sides.get(stem(folded[-1]))
    return found or stem(folded[-1])


def people() -> frozenset[str]:
    """The stems of words for people of any kind."""
    return _words("anyone")


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(stem(row["word"]) for row in vocab.load("linking") if row["use"] == use)


@cache
def _plain(use: str) -> frozenset[str]:
    return frozenset(row["word"] for row in vocab.load("linking") if row["use"] == use)


@cache
def _sides() -> Mapping[str, str]:
    rows = (row for row in vocab.load("agents") if row["sector"] in SIDES)
    return {" ".join(map(stem, fold_name(row["lemma"]).split())): row["sector"] for row in rows}
