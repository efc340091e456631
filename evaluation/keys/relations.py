"""Rows of relations: accounts that agree, differ or contradict."""

from __future__ import annotations

from collections.abc import Mapping

from evaluation.keys.report import Report, Row, split_words


def relation_rows(reports: list[Report], events: list[Row], quantities: list[Row]) -> list[Row]:
    """Rows of all relations; a member is a row's identifier, short within its own report."""
    known = {r["id"]: r for r in [*events, *quantities]}
    known |= {a["id"]: a for r in reports for a in r.attributions.values()}
    rows = []
    for report in reports:
        for given in report.key.get("relations", []):
            members = [_member(known, report.short, m) for m in given["members"]]
            docs = sorted({m["doc"] for m in members})
            row = {"id": f"{report.short}-{given['id']}", "label": given["label"], "topic": given["topic"]}
            row |= {"scope": "within" if len(docs) == 1 else "across", "docs": docs, "members": members}
            rows.append({**row, "why": given["why"]})
    return rows


def _member(known: Mapping[str, Row], short: str, words: str) -> Row:
    ident, position = split_words(words)
    ident = ident if ident in known else f"{short}-{ident}"
    row = known[ident]
    kind = {"E": "event", "Q": "quantity", "A": "attribution"}[ident.split("-")[1][0]]
    member = {"record": ident, "position": position or "", "record_type": kind, "doc": row["doc"]}
    if kind == "attribution":
        return {**member, **(row["cue"] or row["content"][0])}
    chain = row["attribution"] if kind == "event" else row["said_by"]
    extra = {"factuality": row["factuality"]} if kind == "event" else {}
    words_of = row["span"] if kind == "event" else row["text"]
    place = {"text": words_of, "start": row["start"], "end": row["end"]}
    return {**member, **place, "according_to": [link["source"] for link in chain], **extra}
