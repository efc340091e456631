"""A person who was sealed is named in no answer of any route; what the browser holds is what a working export holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from khabar import casebook
from khabar.casebook import judgements
from khabar.export.handling import view
from khabar.pipeline import reviewing
from khabar.web.answers import claims, network, search
from khabar.web.asking import Ask
from khabar.web.desk import Desk
from khabar.web.routes import ROUTES
from tests.web.client import Client
from tests.web.running import on_a_thread
from tests.web.test_review import Judge

NAME = "Adel Abdul-Mahdi"
CANARIES = ("abdul-mahdi", "adel", "mahdi")
ASKED = {
    "/api/v1/search": "?q=Nasiriyah",
    "/api/v1/claims": "?limit=500",
    "/api/v1/actors": "?limit=500",
    "/api/v1/reports": "?limit=500",
    "/api/v1/incidents": "?limit=500",
    "/api/v1/disagreements": "?limit=500",
    "/api/v1/queue": "?limit=500",
    "/api/v1/judgements": "?limit=500",
}
SOUGHT = ("/claims?q=Mahdi", "/claims.csv?q=Mahdi", "/actors?q=Mahdi", "/reports?q=Abdul-Mahdi", "/search?q=Mahdi",
          "/incidents?q=Mahdi", "/claims?sort=-date", "/claims?actor=Adel+Abdul-Mahdi")  # fmt: skip


@pytest.fixture
def sealed(own_case) -> str:
    """The identifier of somebody whom many reports name, and who is sealed, once people have judged and rated them."""
    desk = Desk(own_case, "Amal")
    entity = str(desk.database.value("SELECT entity_id FROM entities WHERE name = ?", [NAME]))
    claim = desk.database.value("SELECT claim_id FROM shown WHERE list_contains(holder_keys, ?) ORDER BY n", [entity])
    desk.close()
    reviewing.judge(
        own_case, "rate_source", [entity], by="Amal", after='{"reliability": "B"}', reason=f"{NAME} is known."
    )
    reviewing.judge(own_case, "note", [str(claim)], by="Amal", reason=f"Ask the office of {NAME.upper()}.")
    reviewing.judge(own_case, "seal", [entity], by="Amal", reason=f"{NAME} asked for it.")
    return entity


def every_path(client: Client) -> Iterator[str]:
    """Each route that reads, with every record that lists name; a route with a name of another kind fails the test."""
    named = {"name": [row["name"] for row in client.get("/api/v1/registers").json["rows"]]}
    for list_, key in (
        ("reports", "report_id"),
        ("claims", "claim_id"),
        ("incidents", "incident_id"),
        ("actors", "entity_id"),
    ):
        named[key] = [row[key] for row in client.get(f"/api/v1/{list_}?limit=500").json["rows"]]
    named["claim_id"] = named["claim_id"][::4]
    for route in ROUTES:
        if route.method == "GET":
            names = re.findall(r"\{(\w+)\}", route.path)
            for value in named[names[0]] if names else [""]:
                yield re.sub(r"\{\w+\}", value, route.path) + ASKED.get(route.path, "")
    yield from (f"/api/v1{path}" for path in SOUGHT)


def found(client: Client) -> dict[str, str]:
    """Which canaries stand in which answers."""
    told = {path: client.get(path).data.decode("utf-8", "replace").lower() for path in every_path(client)}
    told = {path: answer.replace('"q":"mahdi"', "") for path, answer in told.items()}
    pattern = re.compile("|".join(rf"(?<!\w){word}(?!\w)" for word in CANARIES))
    return {path: match.group() for path, answer in told.items() if (match := pattern.search(answer))}


def test_a_sealed_person_is_named_in_no_answer_of_any_route(own_case, sealed) -> None:
    with on_a_thread(own_case, "Amal") as client:
        assert found(client) == {}
        made = [one.seq for one in judgements(own_case) if one.kind == "seal"]
        Judge(client).undo(made[0])
        seen = {path.partition("?")[0].removeprefix("/api/v1/").partition("/")[0] for path in found(client)}
    assert seen >= {
        "reports",
        "claims",
        "claims.csv",
        "claims.json",
        "actors",
        "incidents",
        "search",
        "network",
        "judgements",
    }


def test_no_list_leads_to_a_sealed_person_or_counts_them(own_case, sealed) -> None:
    desk = Desk(own_case, "Amal")
    for role in ("actor", "recipient", "holder"):
        assert claims.claims(desk, Ask(query={role: [sealed]}))["total"] == 0
        values = {value for value, *_ in claims.claims(desk, Ask())["facets"][role]}
        assert not any(value == sealed or "█" in value for value in values)
    assert sealed not in {node["entity_id"] for node in network.network(desk, Ask())["nodes"]}
    assert [one["total"] for one in search.search(desk, Ask(query={"q": NAME})).values() if isinstance(one, dict)] == [
        0
    ] * 4
    assert "█" in str(claims.claims(desk, Ask(query={"limit": 500}))["rows"]), "the claims themselves stay, in black"
    desk.close()


@pytest.mark.parametrize("of", ["person", "claim", "report", "all three"])
def test_the_browser_holds_what_a_working_export_holds(own_case, sealed, of) -> None:
    book = casebook.open_casebook(own_case)
    if of != "person":
        ids = {
            kind: book.sql(f"SELECT min({kind}_id) AS id FROM claims")["id"][0].as_py() for kind in ("claim", "report")
        }
        if of != "all three":
            reviewing.judge(own_case, "undo", [], by="Amal", undoes=3)
        for target in ids.values() if of == "all three" else [ids[of]]:
            reviewing.judge(own_case, "seal", [target], by="Amal", reason="A witness could be known by it.")
    desk, export = Desk(own_case, "Amal"), view(book, "working", date.today())
    for name in export.tables:
        if name not in ("judgements", "reports", "incidents"):
            ours = desk.database.rows(f"SELECT * FROM {name}")
            assert sorted(map(repr, ours)) == sorted(repr(row) for row in export.table(name).to_pylist()), name
    ours = {row["report_id"]: row["text"] for row in desk.database.rows("SELECT report_id, text FROM texts")}
    assert ours == {row["report_id"]: row["text"] for row in export.table("reports").to_pylist() if row["text"]}
    incidents = {row["incident_id"] for row in desk.database.rows("SELECT incident_id FROM incidents")}
    assert incidents == set(export.table("incidents")["incident_id"].to_pylist())
    desk.close()


def test_what_is_in_black_opens_for_who_says_why_and_the_log_says_so(own_case, sealed) -> None:
    with on_a_thread(own_case, "Basim") as client:
        basim = Judge(client)
        report = holding(basim)
        for path in (f"/actors/{sealed}", f"/reports/{report}/original"):
            refused = client.get(f"/api/v1{path}")
            assert (refused.status, refused.json["error"]["code"]) == (403, "sealed")
        for target in (sealed, report):
            assert basim.post("/open", target=target).status == 400
            opened = basim.post("/open", target=target, reason="The lawyer asks.")
            assert opened.status == 201
            assert "█" not in str(opened.json["opened"])
            last = judgements(own_case)[-1]
            assert (last.judge, last.kind, last.target, last.reason) == ("Basim", "note", (target,), "The lawyer asks.")
        assert NAME not in client.get(f"/api/v1/reports/{report}").data.decode()


def holding(judge: Judge) -> str:
    """A report that holds words in black."""
    rows = judge.get("/reports?limit=500")["rows"]
    return next(
        str(row["report_id"])
        for row in rows
        if "█" in judge.client.get(f"/api/v1/reports/{row['report_id']}").data.decode()
    )


def test_words_in_black_move_no_offset_and_claims_beside_them_are_added(own_case, sealed) -> None:
    with on_a_thread(own_case, "Amal") as client:
        judge = Judge(client)
        report = judge.get(f"/reports/{holding(judge)}")
        text: str = report["report"]["text"]
        for claim in report["claims"]:
            assert text[claim["start"] : claim["end"]] == claim["trigger"]
        black, seen = text.index("█"), text.rindex(". ", 0, text.index("█")) + 2
        add = {"kind": "add_claim", "target": [report["report"]["report_id"]]}
        refused = judge.post("/judgements", **add, after={"start": black, "end": black + 2, "event": "CONSULT"})
        assert (refused.status, refused.json["error"]["message"][:18]) == (400, "These words are se")
        after = {"start": seen, "end": seen + 3, "event": "CONSULT"}
        (added,) = judge.judge("add_claim", report["report"]["report_id"], after=after)["claims"]
        assert (added["start"], added["trigger"]) == (seen, text[seen : seen + 3])
        judge.judge("seal", report["report"]["report_id"])
        assert client.get(f"/api/v1/claims/{added['claim_id']}").status in (403, 404)
        assert judge.get("/claims?review=added")["total"] == 0
