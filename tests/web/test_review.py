"""Judging over the wire: shown at once, taken back, never overruled unseen, never lost."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from http.client import HTTPException
from typing import Any

import pytest

from khabar import pipeline
from khabar.casebook import judgements, verify_chain
from khabar.errors import InputError
from khabar.pipeline import reviewing
from khabar.sample import reports_folder
from tests.web.client import Client, Reply
from tests.web.running import on_a_thread, serving


class Judge:
    """Somebody at work: remembers what was seen last, and sends it with each judgement."""

    def __init__(self, client: Client) -> None:
        self.client, self.seen = client, 0
        self.get("/casebook")

    def get(self, path: str) -> Any:
        found = self.client.get(f"/api/v1{path}")
        assert found.status == 200, found.data
        self.seen = found.json["seen"]
        return found.json

    def post(self, path: str, **body: Any) -> Reply:
        return self.client.send(
            "POST", f"/api/v1{path}", [("Content-Type", "application/json")], {"based_on": self.seen, **body}
        )

    def judge(self, kind: str, *target: str, **body: Any) -> Any:
        found = self.post("/judgements", kind=kind, target=list(target), **body)
        assert found.status == 201, found.data
        self.seen = found.json["seen"]
        return found.json

    def undo(self, seq: int) -> Any:
        found = self.post(f"/judgements/{seq}/undo")
        assert found.status == 201, found.data
        self.seen = found.json["seen"]
        return found.json


@pytest.fixture
def one(own_case) -> Iterator[Judge]:
    with on_a_thread(own_case, "Amal") as client:
        yield Judge(client)


@pytest.fixture
def two(own_case) -> Iterator[tuple[Judge, Judge]]:
    with on_a_thread(own_case, "Amal") as first, on_a_thread(own_case, "Basim") as second:
        yield Judge(first), Judge(second)


def some_claims(judge: Judge, n: int) -> list[dict[str, Any]]:
    return judge.get(f"/claims?event=ASSAULT&limit={n}")["rows"]


def test_a_verdict_shows_at_once_and_is_taken_back_and_restored(one) -> None:
    (claim,) = some_claims(one, 1)
    made = one.judge("confirm", claim["claim_id"], reason="It says so.")
    assert made["judgement"]["judge"] == "Amal"
    assert made["claims"][0]["review"] == "confirmed"
    assert one.get("/claims?review=confirmed")["total"] == 1
    undone = one.undo(made["judgement"]["seq"])
    assert undone["claims"][0]["review"] is None
    assert one.get("/claims?review=confirmed")["total"] == 0
    assert one.undo(undone["judgement"]["seq"])["claims"][0]["review"] == "confirmed"
    log = one.get(f"/judgements?target={claim['claim_id']}")
    assert [(row["kind"], row["in_force"]) for row in log["rows"]] == [
        ("undo", True),
        ("undo", False),
        ("confirm", True),
    ]


def test_what_was_taken_back_is_not_taken_back_again(one) -> None:
    (claim,) = some_claims(one, 1)
    made = one.judge("confirm", claim["claim_id"])["judgement"]["seq"]
    one.undo(made)
    assert one.post(f"/judgements/{made}/undo").status == 400
    assert one.post("/judgements/99/undo").status == 404
    assert one.post("/judgements/x/undo").status == 404


def test_a_correction_shows_in_every_view_of_the_claim(one) -> None:
    (claim,) = some_claims(one, 1)
    claim_id, before = claim["claim_id"], one.get("/claims?event=PROTEST")["total"]
    made = one.judge("correct", claim_id, after={"event": "PROTEST", "mode": None, "date_precision": "week"})
    assert made["claims"][0]["event"] == "PROTEST"
    assert made["judgement"]["before"]["event"] == "ASSAULT"
    assert one.get("/claims?event=PROTEST")["total"] == before + 1
    assert one.get(f"/claims/{claim_id}")["claim"]["event"] == "PROTEST"
    read = one.get(f"/reports/{claim['report_id']}")["claims"]
    assert next(c for c in read if c["claim_id"] == claim_id)["review"] == "corrected"
    assert one.undo(made["judgement"]["seq"])["claims"][0] == claim


def test_how_surely_a_place_is_meant_changes_on_the_incident_too(one) -> None:
    found = one.get("/incidents")["rows"]
    incident = next(row for row in found if row["place_precision"] not in (None, "near"))["incident_id"]
    claims = [row for row in one.get(f"/claims?incident={incident}")["rows"] if row["place"]]
    for claim in claims:
        made = one.judge("correct", claim["claim_id"], after={"place_precision": "near"})
    assert one.get(f"/incidents/{incident}")["incident"]["place_precision"] == "near"
    one.undo(made["judgement"]["seq"])
    before = claims[-1]["place"]["precision"] if len(claims) == 1 else "near"
    assert one.get(f"/incidents/{incident}")["incident"]["place_precision"] == before


@pytest.mark.parametrize("after", [{}, {"event": 3}, {"colour": "red"}, {"realis": "maybe"}, {"claim_id": "c_x"}])
def test_a_correction_that_makes_no_sense_is_refused(one, after) -> None:
    (claim,) = some_claims(one, 1)
    assert one.post("/judgements", kind="correct", target=[claim["claim_id"]], after=after).status == 400
    assert one.get("/judgements")["total"] == 0


def test_a_claim_is_added_by_marking_words(one) -> None:
    report = one.get("/reports?q=Nasiriyah bridges".replace(" ", "%20"))["rows"][0]["report_id"]
    text = one.get(f"/reports/{report}")["report"]["text"]
    at = text.index("bridges")
    selector = {"exact": "bridges", "prefix": text[at - 20 : at], "suffix": text[at + 7 : at + 26]}
    made = one.judge("add_claim", report, after={"selector": selector, "event": "ASSAULT", "realis": "occurred"})
    (added,) = made["claims"]
    assert (added["start"], added["end"], added["trigger"], added["review"]) == (at, at + 7, "bridges", "added")
    assert added["sentence"]["text"] in text
    assert made["judgement"]["selectors"][0]["exact"] == "bridges"
    assert one.get("/claims?review=added")["total"] == 1
    read = one.get(f"/reports/{report}")["claims"]
    assert added["claim_id"] in {claim["claim_id"] for claim in read}
    assert one.get(f"/claims/{added['claim_id']}")["shown"]["trigger"] == "bridges"
    one.undo(made["judgement"]["seq"])
    assert one.get("/claims?review=added")["total"] == 0


def test_marked_words_must_be_found_in_one_place(one) -> None:
    report = one.get("/reports?q=Nasiriyah")["rows"][0]["report_id"]
    for selector in ({"exact": "the"}, {"exact": "no such words"}, {}, {"exact": ""}):
        assert one.post("/judgements", kind="add_claim", target=[report], after={"selector": selector}).status == 400


def test_letter_and_number_are_set_apart(one) -> None:
    entity = one.get("/actors")["rows"][0]["entity_id"]
    one.judge("rate_source", entity, after={"reliability": "B"})
    one.judge("rate_source", entity, after={"credibility": 3})
    rating = one.get(f"/actors/{entity}")["rating"]
    assert (rating["reliability"]["value"], rating["credibility"]["value"]) == ("B", 3)
    one.judge("rate_source", entity, after={"credibility": 5})
    rating = one.get(f"/actors/{entity}")["rating"]
    assert (rating["reliability"]["value"], rating["credibility"]["value"]) == ("B", 5)
    one.judge("rate_source", entity, after={"reliability": None})
    rating = one.get(f"/actors/{entity}")["rating"]
    assert (rating["reliability"], rating["credibility"]["value"]) == (None, 5)
    for wrong in ({}, {"reliability": "G"}, {"credibility": 0}, {"credibility": True}, {"trust": 1}):
        assert one.post("/judgements", kind="rate_source", target=[entity], after=wrong).status == 400


def test_outlets_are_rated_by_name_and_only_by_people(own_case) -> None:
    made = reviewing.judge(own_case, "rate_source", ["outlet:Two Rivers Wire"], by="Amal", after='{"reliability": "C"}')
    assert made.target == ("outlet:Two Rivers Wire",)
    with pytest.raises(InputError, match="rated by people"):
        reviewing.judge(own_case, "rate_source", ["outlet:Two Rivers Wire"], by="khabar", after='{"reliability": "C"}')
    with pytest.raises(InputError, match="no claim, report or entity"):
        reviewing.judge(own_case, "rate_source", ["outlet:Nowhere Post"], by="Amal", after='{"reliability": "C"}')


def test_the_queue_asks_the_most_doubtful_first_and_asks_no_more_of_what_is_judged(one) -> None:
    first = one.get("/queue?kind=link&limit=5")
    doubts = [row["doubt"] for row in first["rows"]]
    assert doubts == sorted(doubts, reverse=True)
    item = first["rows"][0]
    assert item["choices"] == ["same", "different", "undecided", "note"]
    assert len(item["claims"]) == 2
    one.judge("different", *item["targets"], reason="Two nights.")
    after = one.get("/queue?kind=link&limit=5")
    assert after["total"] == first["total"] - 1
    assert item["key"] not in {row["key"] for row in after["rows"]}


def test_a_note_settles_what_no_verdict_can(one) -> None:
    item = one.get("/queue?kind=relation&limit=1")["rows"][0]
    one.judge("note", *item["targets"], after={"about": item["key"]}, reason="They count other things.")
    assert item["key"] not in {row["key"] for row in one.get("/queue?kind=relation&limit=100")["rows"]}


def test_pages_of_the_queue_hold_everything_once(one) -> None:
    met: list[str] = []
    path = "/queue?limit=40"
    while path:
        found = one.get(path)
        met += [row["kind"] + row["key"] for row in found["rows"]]
        path = f"/queue?limit=40&after={found['next']}" if found["next"] else ""
    assert len(met) == len(set(met)) == found["total"]


def test_who_judges_unseen_is_told_of_both_and_nothing_is_lost(two) -> None:
    amal, basim = two
    (claim,) = some_claims(amal, 1)
    basim.get("/claims")
    amal.judge("confirm", claim["claim_id"], reason="It says so.")
    refused = basim.post("/judgements", kind="reject", target=[claim["claim_id"]], reason="A plan.")
    assert refused.status == 409
    assert refused.json["error"]["code"] == "conflict"
    assert refused.json["yours"] == {
        "kind": "reject", "target": [claim["claim_id"]], "after": None, "reason": "A plan.", "undoes": None, "based_on": 0,
    }  # fmt: skip
    assert [(j["judge"], j["kind"]) for j in refused.json["theirs"]] == [("Amal", "confirm")]
    assert basim.get("/judgements")["total"] == 1
    basim.judge("reject", claim["claim_id"], reason="A plan.")
    for judge in two:
        (conflict,) = judge.get("/judgements")["conflicts"]
        assert [(j["judge"], j["kind"]) for j in conflict["judgements"]] == [("Amal", "confirm"), ("Basim", "reject")]
        assert judge.get("/queue")["rows"][0]["kind"] == "conflict"


def test_notes_and_judgements_on_other_matters_are_no_conflict(two) -> None:
    amal, basim = two
    first, second = some_claims(amal, 2)
    amal.judge("confirm", first["claim_id"])
    assert basim.post("/judgements", kind="note", target=[first["claim_id"]], reason="Ask.").status == 201
    assert basim.post("/judgements", kind="confirm", target=[second["claim_id"]]).status == 201
    assert basim.post("/judgements", kind="same", target=[first["claim_id"], second["claim_id"]]).status == 201
    assert basim.post("/judgements", kind="different", target=[first["claim_id"], second["claim_id"]]).status == 409


def test_who_gives_no_version_overrules_nobody(one) -> None:
    (claim,) = some_claims(one, 1)
    assert one.post("/judgements", kind="confirm", target=[claim["claim_id"]], based_on=None).status == 400
    assert one.post("/judgements", kind="confirm", target=[claim["claim_id"]], based_on=-1).status == 400


def test_what_one_judges_the_other_sees(two) -> None:
    amal, basim = two
    (claim,) = some_claims(amal, 1)
    amal.judge("reject", claim["claim_id"])
    assert basim.get(f"/claims/{claim['claim_id']}")["shown"]["review"] == "rejected"


def test_a_build_takes_judgements_in_and_they_can_still_be_taken_back(own_case) -> None:
    with on_a_thread(own_case, "Amal") as client:
        amal = Judge(client)
        (claim,) = some_claims(amal, 1)
        made = amal.judge("correct", claim["claim_id"], after={"event": "PROTEST"})
        assert len(amal.get("/casebook")["overlay"]) == 1
        pipeline.build([reports_folder()], own_case)
        now = amal.get("/casebook")
        assert (now["generation"], now["overlay"], now["last_judgement"]) == (2, [], 1)
        assert amal.get(f"/claims/{claim['claim_id']}")["shown"]["event"] == "PROTEST"
        restored = amal.undo(made["judgement"]["seq"])["claims"][0]
        assert (restored["event"], restored["review"]) == ("ASSAULT", None)


def test_every_acknowledged_judgement_is_there_though_one_server_was_killed_while_saving(own_case) -> None:
    acknowledged: list[int] = []
    with serving(own_case, "Amal") as first, serving(own_case, "Basim") as second:
        claims = [claim["claim_id"] for claim in some_claims(Judge(first.program()), 40)]

        def work(client: Client, mine: list[str]) -> None:
            judge = Judge(client)
            for claim_id in mine:
                try:
                    acknowledged.append(judge.judge("confirm", claim_id)["judgement"]["seq"])
                except (OSError, HTTPException):
                    return

        threads = [
            threading.Thread(target=work, args=(first.program(), claims[::2])),
            threading.Thread(target=work, args=(second.program(), claims[1::2])),
        ]
        for thread in threads:
            thread.start()
        while len(acknowledged) < 8:
            time.sleep(0.005)
        os.kill(first.process.pid, signal.SIGKILL)
        for thread in threads:
            thread.join()
    kept = judgements(own_case)
    assert set(acknowledged) <= {one.seq for one in kept}
    assert len(acknowledged) == len(set(acknowledged)) >= len(claims[1::2])
    assert {one.target[0] for one in kept if one.judge == "Basim"} == set(claims[1::2])
    assert list(verify_chain(own_case)) == []
