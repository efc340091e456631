"""The shipped key follows its source, and every span in it is exact."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from evaluation.keys.__main__ import sample_text
from evaluation.keys.compile import compile_keys
from khabar.sample import reports_folder

KEYS = Path(__file__).parents[2] / "evaluation" / "keys" / "sample"
TABLES = ("events", "quantities", "attributions", "entities", "contradictions")
EVENTS = frozenset("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT DEMAND ACCUSE REJECT THREATEN".split())  # noqa: SIM905
MORE = {
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "INVESTIGATE",
    "POLITICAL_PROCESS",
    "DENY",
    "RESPONSIBILITY",
}
SURE = {"asserted", "asserted_negative", "denied"}
UNSURE = {"planned", "hypothetical", "possible", "probable", "alleged"}


def rows(table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (KEYS / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]


def spans(value: Any) -> Iterator[tuple[str, int, int]]:
    """Every (text, start, end) in a row, however deep."""
    if isinstance(value, dict):
        if isinstance(value.get("text"), str) and value.get("start") is not None:
            yield value["text"], value["start"], value["end"]
        if "span" in value:
            yield value["span"], value["start"], value["end"]
        if "sentence_start" in value and "sentence" in value:
            yield value["sentence"], value["sentence_start"], value["sentence_end"]
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from spans(inner)


@pytest.mark.parametrize("table", TABLES)
def test_the_tables_follow_their_source(table: str) -> None:
    assert json.loads(json.dumps(compile_keys(KEYS / "source", sample_text)[table])) == rows(table)


@pytest.mark.parametrize("table", ["events", "quantities", "attributions"])
def test_every_span_of_a_row_is_exact(table: str) -> None:
    for row in rows(table):
        text = (reports_folder() / f"{row['doc']}.txt").read_text(encoding="utf-8")
        found = list(spans(row))
        assert found, row["id"]
        assert [t for t, a, b in found if text[a:b] != t] == [], row["id"]


def test_every_mention_is_exact_and_stands_alone() -> None:
    texts = {p.stem: p.read_text(encoding="utf-8") for p in reports_folder().glob("*.txt")}
    taken: dict[str, list[tuple[int, int]]] = {}
    for entity in rows("entities"):
        for mention in (m for v in entity["variants"] for m in v["mentions"]):
            a, b = mention["start"], mention["end"]
            assert texts[mention["doc"]][a:b] == mention["text"]
            taken.setdefault(f"{entity['id']} {mention['doc']}", []).append((a, b))
    for places in taken.values():
        places.sort()
        assert all(x[1] <= y[0] for x, y in pairwise(places))


def test_vocabularies_and_references() -> None:
    events, quantities, attributions = rows("events"), rows("quantities"), rows("attributions")
    known = {row["id"] for row in [*events, *quantities, *attributions]}
    assert len(known) == len(events) + len(quantities) + len(attributions)
    for event in events:
        assert {event["plover"], *event["plover_alt"]} <= EVENTS | MORE, event["id"]
        assert event["factuality"] in SURE | UNSURE
        assert event["salience"] in {"core", "secondary"}
        assert {q["quantity_id"] for q in event["quantities"]} | set(event["attribution_ids"]) <= known
    for group in rows("contradictions"):
        assert {m["record"] for m in group["members"]} <= known
        assert len(group["members"]) >= 2


def test_the_key_holds_what_it_is_for() -> None:
    events = rows("events")
    assert len({e["doc"] for e in events}) >= 6
    assert {e["factuality"] for e in events} >= {
        "asserted",
        "asserted_negative",
        "denied",
        "planned",
        "hypothetical",
        "alleged",
    }
    assert max(len(e["attribution"]) for e in events) >= 3
    assert len([e for e in events if e["salience"] == "core"]) >= 90
