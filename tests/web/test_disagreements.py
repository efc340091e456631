"""The ledger of disagreements: whose each side is, also where a figure belongs to no claim."""

from __future__ import annotations


def test_a_figure_of_no_claim_says_whose_it_is_and_where_it_stands(server) -> None:
    rows = server.program().get("/api/v1/disagreements?field=weapons").json["rows"]
    sides = {side["figure"]["text"]: side for row in rows for side in row["sides"]}
    assert sides["16"]["claim"] is None
    said = sides["16"]["said"]
    assert (said["source"], said["outlet"]) == ("The Pentagon", "Salt Road Review")
    assert said["sentence"]["text"] == "The Pentagon counted 16."
    assert said["sentence"]["start"] <= sides["16"]["figure"]["start"] < said["sentence"]["end"]


def test_a_claim_speaks_for_its_own_figure(server) -> None:
    rows = server.program().get("/api/v1/disagreements").json["rows"]
    sides = [side for row in rows for side in row["sides"]]
    assert {side["said"] is None for side in sides if side["claim"]} == {True}
