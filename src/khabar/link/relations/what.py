"""What was done: arms of one kind that one side is told to have sent, deployed or used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from khabar.folding import fold_name
from khabar.identity import fold
from khabar.link.features.stems import stem
from khabar.link.relations.told import OCCURRED, relation
from khabar.records import Relation

Row = Mapping[str, Any]

REGISTERS = ("arms_transfer", "deployment", "backing")


def what(rows: Iterable[Row]) -> Iterator[Relation]:
    """For each report, actor and kind of arms: claims that call what was done with them by different names.

    To send is to hand over, to deploy is to keep in hand: such claims differ, and are never counted twice.
    """
    found: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row["register"] in REGISTERS and row["phase"] and row["realis"] in OCCURRED and row["mode"] != "troops":
            for key in sorted(set(_keys(row))):
                found[row["report_id"], *key].append(row)
    for (_, _, _), told in sorted(found.items()):
        if len({(row["register"], row["phase"]) for row in told}) > 1:
            words = ", ".join(f"“{row['trigger']}” ({_state(row)})" for row in told)
            yield relation("differ", "what", (row["claim_id"] for row in told), f"{told[0]['actors']}: {words}.")


def _keys(row: Row) -> Iterator[tuple[str, str]]:
    """Who did it with what; a gunship that arrives is nobody's gunship."""
    actors = {p["entity_id"] or fold(p["text"]) for p in row["parties"] if p["role"] == "actor" and p["text"]}
    things = {stem(fold_name(p["text"]).split()[-1]) for p in row["parties"] if p["role"] == "instrument" and p["text"]}
    selves = {stem(fold_name(p["text"]).split()[-1]) for p in row["parties"] if p["role"] == "actor" and p["text"]}
    for actor in actors:
        yield from ((actor, thing) for thing in things - selves)


def _state(row: Row) -> str:
    return f"not {row['phase']}" if row["negated"] or row["factuality"].endswith("-") else str(row["phase"])
