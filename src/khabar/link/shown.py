"""What sentences about claims tell of them, in words: deed, who, whom, with what, where, when, how many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from khabar.link.features.names import named_keys

COLUMNS = (
    *("claim_id", "report_id", "sentence", "trigger", "event", "mode", "realis", "factuality", "negated", "register"),
    *("phase", "attribution_id", "about_claim_id", "place_id", "place_precision", "date_earliest", "date_latest"),
    *("date_precision", "date_from", "parties", "figures", "placed"),
)
ROLES = {"actor": "actors", "recipient": "recipients", "instrument": "means"}


def shown(rows: pa.Table) -> list[dict[str, Any]]:
    """For each claim its columns, and ``place``, ``days``, ``actors``, ``recipients``, ``means`` and ``numbers`` in words;
    ``named`` has the keys of what its sentence names.
    """
    named = (list(named_keys(names or ())) for names in rows["names"].to_pylist())
    return [
        {**row, **words(row), "named": keys} for row, keys in zip(rows.select(COLUMNS).to_pylist(), named, strict=True)
    ]


def words(row: Mapping[str, Any]) -> dict[str, str]:
    """``place``, ``days``, ``actors``, ``recipients``, ``means`` and ``numbers`` of a claim in words."""
    by_role = {
        column: ", ".join(dict.fromkeys(p["text"] or p["name"] for p in row["parties"] if p["role"] == role))
        for role, column in ROLES.items()
    }
    harm = [f for f in row["figures"] if f["measure"] in ("killed", "injured")]
    return {
        **by_role,
        "place": row["placed"]["name"] or "",
        "days": days(row["date_earliest"], row["date_latest"]),
        "numbers": ", ".join(f"{f['text']} {f['measure']}" for f in harm),
    }


def days(first: str | None, last: str | None) -> str:
    """A time in words; where only its end is known, that it was by then."""
    if first and last and first != last:
        return f"{first} to {last}"
    return first or (f"by {last}" if last else "")


def parties(row: Mapping[str, Any], role: str) -> Iterator[Mapping[str, Any]]:
    """Those who have a role in a claim."""
    return (party for party in row["parties"] if party["role"] == role)
