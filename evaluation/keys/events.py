"""Rows of events and quantities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from evaluation.keys.attributions import chain, enclosing
from evaluation.keys.pointers import KeyMistakeError, Span, find
from evaluation.keys.report import Report, Row, party, split_words


def event_rows(report: Report) -> Iterable[Row]:
    """Rows of a report's events, in the order written."""
    for given in report.key["events"]:
        span = find(report.text, given["at"])
        around = enclosing(report, span)
        said = given.get("said", around[-1] if around else "A00")
        links = chain(report, said)
        row = {
            "id": f"{report.short}-{given['id']}",
            "doc": report.doc,
            **report.where(span),
            "span": report.text[slice(*span)],
            "start": span[0],
            "end": span[1],
            "plover": given.get("class"),
            "subtype": given.get("sub"),
            "plover_alt": given.get("alt", []),
            "detail": given.get("detail"),
            "record_type": given.get("type", "event"),
            "actors": [party(report, w, span) for w in given.get("who", [])],
            "recipients": [party(report, w, span) for w in given.get("whom", [])],
            "place": _place(report, given, span),
            "date": _date(report, given, span),
            "weapon": [party(report, w, span) for w in given.get("weapon", [])] or None,
            "quantities": list(given.get("quantities", [])),
            "factuality": given.get("fact", "asserted"),
            "polarity": "negative" if given.get("fact") in ("asserted_negative", "denied") else "positive",
            "attribution": links,
            "outer_stance": given.get("stance", "neutral" if len(links) > 1 else "own_voice"),
            "cluster": given.get("cluster"),
            "attribution_ids": [report.attributions[k]["id"] for k in around],
            "salience": given.get("salience", "core"),
            "note": given.get("note"),
        }
        yield {k: v for k, v in row.items() if v is not None or k not in ("note", "cluster")}


def _place(report: Report, given: Mapping[str, Any], near: Span) -> Row | None:
    """``words = Name / IRQ``; ``? = Name / IRQ`` where it is inferred; country IRQ unless said, ``-`` for none."""
    if "place" not in given:
        return None
    words, _, country = given["place"].partition(" / ")
    row = party(report, words, near)
    inferred = {"inferred": True} if row.pop("implicit", False) else {}
    return {**row, "country": None if country == "-" else country or "IRQ", **inferred}


def _date(report: Report, given: Mapping[str, Any], near: Span) -> Row | None:
    """``words = 2019-11-28 / precision / other value``; precision is the day unless said."""
    if "when" not in given:
        return None
    words, value = split_words(given["when"])
    parts = [p.strip() for p in (value or "").split(" / ")]
    row = report.quote(report.place(words, near)) if words != "?" else {"text": None, "start": None, "end": None}
    row = {**row, "normalized": parts[0] or None, "precision": parts[1] if len(parts) > 1 else "day"}
    return {**row, **({"acceptable": parts[2:]} if parts[2:] else {})}


def quantity_rows(report: Report) -> Iterable[Row]:
    """Rows of a report's quantities. Raises KeyMistakeError where the number does not stand in the phrase."""
    for given in report.key.get("quantities", []):
        span = find(report.text, given["at"])
        around = enclosing(report, span)
        number = report.place(given["number"], span) if "number" in given else None
        if number is None or not (span[0] <= number[0] and number[1] <= span[1]):
            raise KeyMistakeError(
                f"{report.doc} {given['id']}: the number must stand inside {report.text[slice(*span)]!r}"
            )
        row = {
            "id": f"{report.short}-{given['id']}",
            "doc": report.doc,
            **report.where(span),
            **report.quote(span),
            "value": _value(given.get("value")),
            "unit": given.get("unit", "persons"),
            "kind": given["kind"],
            "counts": given["counts"],
            "approx": given.get("approx", False),
            "qualifier": given.get("qualifier"),
            "vague": given.get("vague", False),
            "category": given.get("category", "figure"),
            "said_by": chain(report, given.get("said", around[-1] if around else "A00")),
            "part_of": f"{report.short}-{given['part_of']}" if "part_of" in given else None,
            "time_window": given.get("window"),
            "number": report.quote(number),
            "event_ids": [],
        }
        yield row


def _value(given: Any) -> Any:
    """``"24.."`` is 24 or more, ``"..24"`` at most 24, ``"24..30"`` between them."""
    if not isinstance(given, str):
        return given
    low, _, high = given.partition("..")
    return [float(low) if low else None, float(high) if high else None]


def join_quantities(events: list[Row], quantities: list[Row]) -> None:
    """Writes quantities into the events that name them, and the events into the quantities."""
    known = {q["id"]: q for q in quantities}
    for event in events:
        ids = [f"{event['id'].split('-')[0]}-{q}" for q in event["quantities"]]
        for q in ids:
            known[q]["event_ids"].append(event["id"])
        keys = ("text", "start", "end", "value", "kind", "approx")
        event["quantities"] = [{**{k: known[q][k] for k in keys}, "quantity_id": q} for q in ids]
