"""Readings made from an answer key: perfect ones, and ones with mistakes, for testing the scorers."""

from __future__ import annotations

import random
from typing import Any

from evaluation.agreement import reading
from evaluation.scorers.answers import Key, Row

FACTUALITY = {
    "asserted": ("CT+", "occurred", False),
    "asserted_negative": ("CT-", "occurred", True),
    "denied": ("CT-", "occurred", True),
    "planned": ("CT+", "planned", False),
    "hypothetical": ("PS+", "hypothetical", False),
    "possible": ("PS+", "occurred", False),
    "probable": ("PR+", "occurred", False),
    "alleged": ("PS+", "occurred", False),
}


def perfect_reading(key: Key, doc: str) -> dict[str, Any]:
    """A reading in the form of `khabar read` that agrees with the key in everything it says."""
    return {
        **reading(key, doc),
        "claims": [_claim(e) for e in key.rows("events", doc)],
        "mentions": [
            _mention(e, m)
            for e in key.tables["entities"]
            for v in e["variants"]
            for m in v["mentions"]
            if m["doc"] == doc
        ],
    }


def _claim(event: Row) -> dict[str, Any]:
    factuality, realis, negated = FACTUALITY[event["factuality"]]
    sides = (
        ("actor", event["actors"]),
        ("recipient", event["recipients"]),
        ("place", [event["place"]] if event["place"] else []),
    )
    date = (event["date"] or {}).get("normalized") or ""
    first, _, last = date.partition("/")
    return {
        "claim_id": event["id"],
        **{k: event[k] for k in ("start", "end")},
        "trigger": event["span"],
        "event": event["plover"],
        "register": (event["subtype"] or "").lower(),
        "factuality": factuality,
        "realis": realis,
        "negated": negated,
        "author_factuality": "Uu",
        "place": {"name": event["place"]["canonical"]} if event["place"] else None,
        "date": {"earliest": first, "latest": last or first} if date and not date.startswith("XXXX") else None,
        "participants": [{"role": role, **_party(p)} for role, people in sides for p in people],
        "holders": [
            {"depth": d, **_party({"canonical": h.get("source"), **h})} for d, h in enumerate(event["attribution"])
        ],
        "quantities": [q["quantity_id"] for q in event["quantities"]],
    }


def _party(row: Row) -> dict[str, Any]:
    text = row.get("text") or row["canonical"]
    return {"start": row.get("start"), "end": row.get("end"), "text": text, "entity": {"name": row["canonical"]}}


def _mention(entity: Row, mention: Row) -> dict[str, Any]:
    kind = {"name": entity["canonical"], "kind": entity["type"]}
    return {"mention_id": f"{entity['id']}-{mention['start']}", **mention, "entity": kind}


def spoil(whole: dict[str, Any], seed: int) -> dict[str, Any]:
    """The reading with rows lost, moved, mislabelled and added, by the same seed always in the same way."""
    chance = random.Random(seed)
    text = whole["report"]["text"]
    spoilt = {**whole, "claims": [], "quantities": [], "attributions": [], "mentions": []}
    for table in ("claims", "quantities", "attributions", "mentions"):
        for row in whole[table]:
            if chance.random() < 0.2:
                continue
            spoilt[table].append(_spoil_row({**row}, len(text), chance))
    return spoilt


def _spoil_row(row: dict[str, Any], length: int, chance: random.Random) -> dict[str, Any]:
    if row.get("start") is not None and chance.random() < 0.4:
        shift = chance.randint(-12, 12)
        row["start"], row["end"] = max(0, row["start"] + shift), min(length, max(1, row["end"] + shift))
    if "holders" in row:
        row["event"] = chance.choice([row["event"], "ASSAULT", "ACCUSE", None])
        row["factuality"] = chance.choice([row["factuality"], "CT+", "PS+"])
        row["holders"] = row["holders"][: chance.randint(1, 3)]
        row["participants"] = [p for p in row["participants"] if chance.random() < 0.6]
        row["place"] = chance.choice([row["place"], None])
    for key in ("low", "best", "measure", "parent_id", "cue"):
        if key in row and chance.random() < 0.3:
            row[key] = "other" if key == "measure" else None
    if row.get("entity") and chance.random() < 0.3:
        row["entity"] = {"name": "Somebody", "kind": "person"}
    return row
