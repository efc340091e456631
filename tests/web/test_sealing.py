"""What is sealed is in no view, list, count of words, download or log; opening it is a step of its own, and kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from khabar.casebook import judgements
from khabar.web.desk import Desk
from khabar.web.routes import ROUTES
from tests.web.running import on_a_thread
from tests.web.test_review import Judge
from tests.web.walk import answers, text

# Words of one report of the sample, and of no other.
TITLE, CANARY = "We label the bags by hand", "label the bags"


@pytest.fixture
def amal(own_case) -> Iterator[Judge]:
    with on_a_thread(own_case, "Amal") as client:
        yield Judge(client)


def the_report(judge: Judge) -> dict[str, Any]:
    (found,) = (row for row in judge.get("/reports?limit=100")["rows"] if TITLE in (row["title"] or ""))
    return dict(found)


def test_a_sealed_report_is_in_no_answer(amal, own_case) -> None:
    report = the_report(amal)
    claims = amal.get(f"/claims?report={report['report_id']}&limit=100")["rows"]
    words = {claim["sentence"]["text"] for claim in claims} | {TITLE, CANARY}
    amal.judge("confirm", claims[0]["claim_id"], reason=f"As told: {CANARY}.")
    amal.judge("seal", report["report_id"], reason="A witness could be known by it.")
    desk = Desk(own_case, "Amal")
    told = {name: text(answer) for name, answer in answers(desk)}
    desk.close()
    for path in (
        "/claims.csv",
        "/claims.json",
        "/claims?q=bags",
        "/search?q=label",
        "/queue?limit=500",
        "/reports?q=bags",
    ):
        told[path] = amal.client.get(f"/api/v1{path}").data.decode()
    assert {name: word for name, answer in told.items() for word in words if word in answer} == {}
    assert amal.get("/casebook")["label"].endswith("1 records are sealed.")
    row = next(row for row in amal.get("/reports?limit=100")["rows"] if row["report_id"] == report["report_id"])
    assert (row["sealed"], row["title"], row["n_claims"]) == (True, None, 0)


def test_what_is_sealed_says_so_and_is_opened_by_a_step_that_is_logged(amal, own_case) -> None:
    report = the_report(amal)["report_id"]
    claim = amal.get(f"/claims?report={report}")["rows"][0]["claim_id"]
    amal.judge("seal", report)
    for path in (f"/reports/{report}", f"/claims/{claim}", f"/reports/{report}/original"):
        refused = amal.client.get(f"/api/v1{path}")
        assert (refused.status, refused.json["error"]["code"]) == (403, "sealed")
    assert amal.post("/open", target=report).status == 400
    assert amal.post("/open", target=report, reason=" ").status == 400
    opened = amal.post("/open", target=report, reason="The lawyer asks.")
    assert opened.status == 201
    assert CANARY in opened.json["opened"]["report"]["text"]
    last = judgements(own_case)[-1]
    assert (last.judge, last.kind, last.target, last.reason) == ("Amal", "note", (report,), "The lawyer asks.")
    assert amal.client.get(f"/api/v1/reports/{report}").status == 403
    assert amal.post("/open", target="r_none", reason="x").status == 400


def test_a_sealed_claim_is_covered_in_the_text_of_its_report(amal) -> None:
    report = the_report(amal)["report_id"]
    before = amal.get(f"/reports/{report}")
    claim = amal.get(f"/claims?report={report}")["rows"][0]
    made = amal.judge("seal", claim["claim_id"])["judgement"]["seq"]
    after = amal.get(f"/reports/{report}")
    start, end = claim["sentence"]["start"], claim["sentence"]["end"]
    assert after["report"]["text"][start:end] == "\u2588" * (end - start)
    assert len(after["report"]["text"]) == len(before["report"]["text"])
    assert claim["sentence"]["text"] not in text(after)
    assert claim["claim_id"] not in {one["claim_id"] for one in after["claims"]}
    amal.undo(made)
    assert amal.get(f"/claims?report={report}")["rows"][0] == claim


def test_opening_has_a_route_of_its_own_that_writes() -> None:
    (route,) = (route for route in ROUTES if route.path.endswith("/open"))
    assert (route.method, route.policy) == ("POST", "write")


def test_what_is_released_is_shown(amal, own_case) -> None:
    report = the_report(amal)["report_id"]
    amal.judge("seal", report)
    amal.judge("seal", report, after={"level": "public"})
    assert TITLE in amal.get(f"/reports/{report}")["report"]["title"]
