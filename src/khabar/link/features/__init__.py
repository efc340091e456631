"""What of a claim can be compared, as numbers in columns; a pure function of one claim's row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from khabar.link.features.counted import groups_and_numbers, is_standing
from khabar.link.features.days import days_of, said_day
from khabar.link.features.figures import is_aggregate, ranges
from khabar.link.features.hashing import NOTHING, number, padded
from khabar.link.features.names import around_keys, party_keys, person_keys, state_keys
from khabar.link.features.spots import spot_of
from khabar.link.features.stems import goes_on, is_another, is_harm, is_several, stems

# How many keys of each kind a claim keeps.
STEMS, PARTIES, STATES, AROUND, MEANS, COUNTED = 3, 4, 2, 10, 3, 4

ACTUAL = ("occurred", "ongoing")
ATTACK = "ASSAULT"

# Deeds of which accounts name different doers; null for mentions that are of no type.
DISPUTABLE = (None, ATTACK, "COERCE", "PROTEST", "RETREAT", "SANCTION")


def _keys(width: int) -> Any:
    return pa.list_(pa.int64(), width)


_COLUMNS: list[tuple[str, Any]] = [
    ("claim_id", pa.string()),
    ("report", pa.int64()),
    ("sentence", pa.int64()),
    ("event", pa.int64()),
    ("mode", pa.int64()),
    ("stems", _keys(STEMS)),
    ("harm", pa.bool_()),
    ("actors", _keys(PARTIES)),
    ("recipients", _keys(PARTIES)),
    ("acting", _keys(STATES)),
    ("receiving", _keys(STATES)),
    ("persons", _keys(PARTIES)),
    ("standing", _keys(PARTIES)),
    ("means", _keys(MEANS)),
    ("around", _keys(AROUND)),
    ("country", pa.int64()),
    ("province", pa.int64()),
    ("town", pa.int64()),
    ("latitude", pa.float64()),
    ("longitude", pa.float64()),
    ("first", pa.int64()),
    ("last", pa.int64()),
    ("firm", pa.bool_()),
    ("dated", pa.bool_()),
    ("said_day", pa.int64()),
    ("figures", pa.list_(pa.float64(), 4)),
    ("groups", _keys(COUNTED)),
    ("numbers", _keys(COUNTED)),
    ("actual", pa.bool_()),
    ("disputable", pa.bool_()),
    ("aggregate", pa.bool_()),
    ("another", pa.bool_()),
    ("several", pa.bool_()),
    ("goes_on", pa.bool_()),
    ("placed_here", pa.bool_()),
]

COLUMNS = pa.schema(_COLUMNS)


def features(batch: pa.Table) -> pa.Table:
    """The features of each claim of a batch, as ``COLUMNS``."""
    return pa.Table.from_pylist([feature_row(row) for row in batch.to_pylist()], schema=COLUMNS)


def feature_row(claim: Mapping[str, Any]) -> dict[str, Any]:
    """The features of one claim."""
    spot, days = spot_of(claim), days_of(claim)
    groups, numbers = groups_and_numbers(claim["figures"])
    return {
        "claim_id": claim["claim_id"],
        "report": number("report", claim["report_id"]),
        "sentence": claim["sentence"],
        "event": number("event", claim["event"]) if claim["event"] else NOTHING,
        "mode": number("mode", claim["event"] or "", claim["mode"]) if claim["mode"] else NOTHING,
        "stems": padded((number("stem", word) for word in stems(claim["trigger"])), STEMS),
        "harm": claim["event"] == ATTACK and is_harm(claim["trigger"]),
        "actors": padded(party_keys(claim["parties"], "actor"), PARTIES),
        "recipients": padded(party_keys(claim["parties"], "recipient"), PARTIES),
        "acting": padded(state_keys(claim["parties"], "actor"), STATES),
        "receiving": padded(state_keys(claim["parties"], "recipient"), STATES),
        "persons": padded(person_keys(claim["parties"], "recipient"), PARTIES),
        "standing": padded(party_keys(filter(is_standing, claim["parties"]), "recipient"), PARTIES),
        "means": padded(party_keys(claim["parties"], "instrument"), MEANS),
        "around": padded(around_keys(claim["names"]), AROUND),
        "country": spot.country,
        "province": spot.province,
        "town": spot.town,
        "latitude": spot.latitude,
        "longitude": spot.longitude,
        "first": days.first,
        "last": days.last,
        "firm": days.firm,
        "dated": days.dated,
        "said_day": said_day(claim["parties"]),
        "figures": ranges(claim["figures"]),
        "groups": padded(groups, COUNTED),
        "numbers": padded(numbers, COUNTED),
        "actual": claim["realis"] in ACTUAL,
        "disputable": claim["event"] in DISPUTABLE,
        "aggregate": is_aggregate(claim),
        "another": is_another(claim["placed"]["before"] or ""),
        "several": is_several(claim["trigger"], claim["parties"], claim["start"]),
        "goes_on": goes_on(claim["trigger"]),
        "placed_here": any(one["role"] == "place" and one["text"] for one in claim["parties"]),
    }
