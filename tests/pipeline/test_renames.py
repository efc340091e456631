from __future__ import annotations

import pyarrow as pa

from khabar.pipeline.renames import renames

SHAPE = pa.schema([("claim_id", pa.string()), ("incident_id", pa.string())])


def claims(**incidents: str | None) -> pa.Table:
    return pa.Table.from_pylist([{"claim_id": c, "incident_id": i} for c, i in incidents.items()], schema=SHAPE)


def test_nothing_is_renamed_where_nothing_changed() -> None:
    same = claims(a="i_a", b="i_a", c=None)
    assert renames(same, same).num_rows == 0


def test_a_merged_incident_is_followed_to_the_one_that_holds_most_of_its_claims() -> None:
    rows = renames(claims(b="i_b", c="i_b", d="i_b"), claims(a="i_a", b="i_a", c="i_a", d="i_d")).to_pylist()
    assert [(row["old"], row["new"]) for row in rows] == [("i_b", "i_a")]


def test_a_removed_claim_is_named_and_its_incident_too() -> None:
    rows = renames(claims(a="i_a", b="i_b"), claims(a="i_a")).to_pylist()
    assert [(row["old"], row["new"]) for row in rows] == [("b", None), ("i_b", None)]
