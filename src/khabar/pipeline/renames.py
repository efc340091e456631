"""Which identifiers of the generation before no longer name what they named, and what does now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

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
    gone = _not_in(former, "claim_id", current)["claim_id"].to_pylist()
    rows = [Rename(str(claim), None, GONE) for claim in gone]
    lost = _not_in(former.filter(pc.is_valid(former["incident_id"])), "incident_id", current)
    return schema.TABLES["renames"].rows([*rows, *_incidents(lost, current)])


def _not_in(table: pa.Table, column: str, other: pa.Table) -> pa.Table:
    """The rows of a table whose value another table has not."""
    return table.filter(pc.invert(pc.is_in(table[column], value_set=other[column].combine_chunks())))


def _incidents(lost: pa.Table, current: pa.Table) -> Iterator[Rename]:
    """Where the incidents went that are no more; ``lost`` has their claims."""
    now = pc.index_in(lost["claim_id"], value_set=current["claim_id"].combine_chunks())
    heirs: dict[str, Counter[str]] = {}
    for incident, heir in zip(
        lost["incident_id"].to_pylist(), current["incident_id"].take(now).to_pylist(), strict=True
    ):
        votes = heirs.setdefault(str(incident), Counter())
        if heir:
            votes[str(heir)] += 1
    for old, votes in heirs.items():
        heir = min(votes, key=lambda name: (-votes[name], name), default=None)
        yield Rename(old, heir, MERGED if heir else EMPTY)
