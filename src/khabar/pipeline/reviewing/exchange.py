"""Judgements as they pass from one casebook to another of the same reports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from khabar import casebook
from khabar.errors import InputError
from khabar.frozen import record
from khabar.records import Judgement

# What a judgement says, apart from its place in one log and the hashes that chain it there.
WHO = ("time", "judge", "kind")
TEXTS = ("selectors", "before", "after", "reason")
SAID = ("seq", *WHO, "target", *TEXTS, "undoes")


@record(frozen=True, slots=True)
class Taken:
    """What became of judgements that were handed over: how many were added, and how many were there already."""

    added: int
    known: int


def handed_over(folder: Path) -> Iterator[dict[str, Any]]:
    """The judgements of a casebook, in order, as objects that another casebook can take in."""
    for one in casebook.judgements(folder):
        row = {name: getattr(one, name) for name in SAID}
        yield {**row, "target": list(one.target)}


def take_in(folder: Path, rows: Iterable[Mapping[str, Any]]) -> Taken:
    """Add judgements that were handed over, in their order, keeping who judged and when; those already there are passed over.

    Raises InputError for a row that is no judgement; the rows before it have been added.
    """
    numbers = {_content(one): one.seq for one in casebook.judgements(folder)}
    seqs: dict[int, int] = {}
    added = known = 0
    for row in rows:
        judgement = _judgement(row, seqs)
        content = _content(judgement)
        if content in numbers:
            known += 1
        else:
            numbers[content] = casebook.append(folder, judgement).seq
            added += 1
        seqs[int(row["seq"])] = numbers[content]
    return Taken(added, known)


def _judgement(row: Mapping[str, Any], seqs: Mapping[int, int]) -> Judgement:
    try:
        undoes = seqs[int(row["undoes"])] if row.get("undoes") is not None else None
        targets = tuple(str(target) for target in row["target"])
        told: dict[str, Any] = {name: row.get(name) for name in TEXTS}
        time, judge, kind = (str(row[name]) for name in WHO)
        return Judgement(int(row["seq"]), time, judge, kind, targets, undoes=undoes, **told)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"This is no judgement ({error!r}): {json.dumps(dict(row), ensure_ascii=False)[:200]}"
        ) from error


def _content(judgement: Judgement) -> tuple[Any, ...]:
    return tuple(getattr(judgement, name) for name in SAID if name != "seq")
