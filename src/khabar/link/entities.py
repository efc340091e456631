"""Entities across reports: names and spellings that may mean one person, body or group.

What reading resolved against built-in knowledge has one identifier everywhere. Here other spellings and names are brought
together: of one kind, of one country or of none told, and never against the judgement of people. A family name alone
stays undecided: it may be anybody's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pyarrow as pa

from khabar.folding import fold_name, name_words, same_name, skeleton
from khabar.schema import TABLES

KINDS = ("person", "organization", "group")

Row = Mapping[str, Any]
Pair = tuple[str, str]


def entities(table: pa.Table, decided: Mapping[Pair, str]) -> pa.Table:
    """The entities with ``same_as``: every other entity that each is taken for, in order."""
    rows = table.to_pylist()
    same = {pair for pair in _pairs(rows) if decided.get(pair) not in ("different", "undecided")}
    same |= {pair for pair, decision in decided.items() if decision == "same" and pair[0].startswith("e_")}
    if not same:
        return table
    others: defaultdict[str, set[str]] = defaultdict(set)
    for left, right in same:
        others[left].add(right)
        others[right].add(left)
    taken = [sorted({*(row["same_as"] or ()), *others[row["entity_id"]]}) for row in rows]
    at = table.schema.get_field_index("same_as")
    return table.set_column(at, TABLES["entities"].schema.field("same_as"), pa.array(taken, pa.list_(pa.string())))


def _pairs(rows: Collection[Row]) -> Iterator[Pair]:
    by_key: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if row["kind"] in KINDS and row["name"][:1].isupper():
            for key in _keys(row):
                by_key[key].append(row)
    for found in by_key.values():
        ordered = sorted(found, key=lambda row: row["entity_id"])
        for place, one in enumerate(ordered):
            yield from ((one["entity_id"], b["entity_id"]) for b in ordered[place + 1 :] if _may_be_one(one, b))


def _keys(row: Row) -> set[tuple[str, ...]]:
    """A name of two words or more as it sounds; any other name or alias that is long enough, or an acronym, as it stands."""
    names = [row["name"], *(row["aliases"] or ())]
    keys: set[tuple[str, ...]] = set()
    for name in names:
        words = name_words(fold_name(name))
        if len(words) > 1:
            keys.add((row["kind"], *(map(skeleton, words) if row["kind"] == "person" else words)))
        elif row["kind"] != "person" and len(name) > 2 and name.isupper():
            keys.add((row["kind"], name))
    return keys


def _may_be_one(one: Row, other: Row) -> bool:
    if one["entity_id"] == other["entity_id"]:
        return False
    if one["country"] and other["country"] and one["country"] != other["country"]:
        return False
    if one["kind"] != "person":
        return True
    spellings = [
        [name_words(fold_name(name)) for name in (row["name"], *(row["aliases"] or ()))] for row in (one, other)
    ]
    return any(same_name(a, b) for a in spellings[0] for b in spellings[1] if len(a) > 1)
