"""Which identifiers of the generation before no longer name what they named, and what does now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pyarrow as pa

from khabar import schema
from khabar.records import Rename

GONE = "its report is no longer in the casebook, or no longer holds it"
EMPTY = "no claim of it is left"
MERGED = "its claims are now part of another incident"


def renames(former: pa.Table, current: pa.Table) -> pa.Table:
    """The rows of ``renames``. Both tables need the columns claim_id and incident_id.

    An incident that is no more is followed to the incident that holds most of its claims, the first by identifier
    where two hold as many.
    """
    now, before = _incidents_of(current), _incidents_of(former)
    rows = [Rename(claim, None, GONE) for claim in before if claim not in now]
    rows += _incidents(before, now)
    return schema.TABLES["renames"].rows(rows)


def _incidents_of(claims: pa.Table) -> dict[str, str | None]:
    return {row["claim_id"]: row["incident_id"] for row in claims.select(["claim_id", "incident_id"]).to_pylist()}


def _incidents(before: dict[str, str | None], now: dict[str, str | None]) -> Iterator[Rename]:
    standing = set(now.values())
    heirs: dict[str, Counter[str]] = {}
    for claim, incident in before.items():
        if incident is None or incident in standing:
            continue
        votes = heirs.setdefault(incident, Counter())
        if heir := now.get(claim):
            votes[heir] += 1
    for old, votes in heirs.items():
        heir = min(votes, key=lambda name: (-votes[name], name), default=None)
        yield Rename(old, heir, MERGED if heir else EMPTY)
