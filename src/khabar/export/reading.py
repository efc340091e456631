"""A reading as one JSON object: what ``khabar read`` prints for each report.

Names and meanings are those of the tables; rows that belong to a claim are nested in it. Offsets count Unicode code
points of ``report.text``.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from khabar.frozen import record
from khabar.records import Attribution, Claim, Entity, GazetteerPlace, Holder, Participant, Quantity, Reading, Run

Json = dict[str, Any]


@record(frozen=True, slots=True)
class _Known:
    """What the rows of one reading refer to."""

    text: str
    entities: Mapping[str, Entity]
    places: Mapping[str, GazetteerPlace]
    participants: Mapping[str, list[Participant]]
    holders: Mapping[str, list[Holder]]
    quantities: Mapping[str, list[Quantity]]


def reading_json(reading: Reading, id: str | None = None) -> Json:
    """The JSON object of a reading. ``id`` is what the caller knows the report by; without it, its identifier."""
    known = _Known(
        reading.report.text,
        {entity.entity_id: entity for entity in reading.entities},
        {place.place_id: place for place in reading.gazetteer},
        _by_claim(reading.participants),
        _by_claim(reading.holders),
        _by_claim(reading.quantities),
    )
    return {
        "report": _report(reading, id),
        "segments": _columns(reading.segments, "start", "end", "kind", "voice"),
        "sentences": _columns(reading.sentences, "start", "end"),
        "mentions": [
            _pick(mention, "mention_id", "start", "end", "text", "kind") | {"entity": _entity(known, mention.entity_id)}
            for mention in reading.mentions
        ],
        "places": [
            _pick(place, "start", "end", "text")
            | {"place": _place(known, place.place_id), "precision": place.precision}
            for place in reading.places
        ],
        "dates": _columns(reading.dates, "start", "end", "text", "kind", "earliest", "latest", "precision", "edtf"),
        "attributions": [_attribution(known, one) for one in reading.attributions],
        "quantities": _columns(reading.quantities, *_QUANTITY),
        "claims": [_claim(known, claim) for claim in reading.claims],
        "issues": _columns(reading.issues, "stage", "code", "severity", "start", "end", "message"),
    }


def json_line(value: Any) -> str:
    """One line of JSON that every reader takes, whatever the text: without NaN, lone surrogates or line breaks."""
    try:
        line = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except ValueError:
        line = json.dumps(_finite(value), ensure_ascii=False, separators=(",", ":"))
    return _BREAKING.sub(lambda found: f"\\u{ord(found.group()):04x}", _SURROGATE.sub("\ufffd", line))


# What some readers of JSON lines take for the end of a line (str.splitlines does), and what UTF-8 cannot hold.
_BREAKING = re.compile("[\x7f-\x9f\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")

_QUANTITY = (
    *("quantity_id", "claim_id", "attribution_id", "start", "end", "text", "measure", "comparator"),
    *("low", "best", "high", "unit", "population", "scope", "part_of"),
)


def _report(reading: Reading, id: str | None) -> Json:
    report = reading.report
    return {
        "report_id": report.report_id,
        "id": report.report_id if id is None else id,
        **_pick(report, "published", "outlet", "title", "text", "status"),
        "original_map": [_run(run) for run in report.original_map],
    }


def _run(run: Run) -> list[int]:
    return [run.clean, run.original, run.length]


def _claim(known: _Known, claim: Claim) -> Json:
    return {
        **_pick(claim, "claim_id", "start", "end", "trigger", "event", "mode"),
        "contexts": list(claim.contexts),
        **_pick(claim, "register", "cameo", "realis", "speech_act", "factuality", "author_factuality"),
        **_pick(claim, "negated", "attribution_id", "about_claim_id", "phase"),
        "place": _place(known, claim.place_id),
        "place_precision": claim.place_precision,
        "date": _date(claim),
        "confidence": claim.confidence,
        "participants": [_participant(known, one) for one in known.participants.get(claim.claim_id, ())],
        "holders": [_holder(one) for one in known.holders.get(claim.claim_id, ())],
        "quantities": [one.quantity_id for one in known.quantities.get(claim.claim_id, ())],
    }


def _date(claim: Claim) -> Json | None:
    if claim.date_earliest is None and claim.date_latest is None:
        return None
    return {
        "earliest": claim.date_earliest,
        "latest": claim.date_latest,
        "precision": claim.date_precision,
        "from": claim.date_from,
    }


def _participant(known: _Known, one: Participant) -> Json:
    return {**_pick(one, "role", "start", "end", "text"), "entity": _entity(known, one.entity_id)}


def _holder(one: Holder) -> Json:
    names = (
        "depth",
        "kind",
        "start",
        "end",
        "text",
        "cue_start",
        "cue_end",
        "cue",
        "quotation",
        "factuality",
        "stance",
    )
    return _pick(one, *names)


def _attribution(known: _Known, one: Attribution) -> Json:
    return {
        **_pick(one, "attribution_id", "parent_id"),
        "source": _span(known.text, one.source_start, one.source_end),
        "cue": _span(known.text, one.cue_start, one.cue_end),
        "content": [_span(known.text, span.start, span.end) for span in one.content],
        **_pick(one, "quotation", "kind"),
    }


def _span(text: str, start: int | None, end: int | None) -> Json | None:
    return None if start is None or end is None else {"start": start, "end": end, "text": text[start:end]}


def _entity(known: _Known, entity_id: str | None) -> Json | None:
    entity = known.entities.get(entity_id) if entity_id else None
    return _pick(entity, "name", "kind", "country", "sector", "code") if entity else None


def _place(known: _Known, place_id: str | None) -> Json | None:
    place = known.places.get(place_id) if place_id else None
    return _pick(place, "place_id", "name", "country", "latitude", "longitude") if place else None


def _by_claim(rows: Iterable[Any]) -> Mapping[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        if row.claim_id is not None:
            found[row.claim_id].append(row)
    return found


def _columns(rows: Iterable[Any], *names: str) -> list[Json]:
    return [_pick(row, *names) for row in rows]


def _pick(row: Any, *names: str) -> Json:
    return {name: getattr(row, name) for name in names}


def _finite(value: Any) -> Any:
    """The value with null for numbers that JSON lacks."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(inner) for key, inner in value.items()}
    return [_finite(inner) for inner in value] if isinstance(value, (list, tuple)) else value
