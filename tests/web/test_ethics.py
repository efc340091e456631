"""What the app does not offer, and what it says on everything."""

from __future__ import annotations

import csv
import io
import re

import pytest

from khabar import casebook
from khabar.casebook import NOTICE
from khabar.web.answers.actors import actor
from khabar.web.answers.claims import claims
from khabar.web.asking import Ask
from khabar.web.desk import Desk
from khabar.web.routes import ROUTES
from tests.web.running import on_a_thread
from tests.web.walk import answers, text

UNNAMED = ("anonymous", "described", "collective", "witness", "role")
SCRIPT, FORMULA = '<script>alert("x")</script>', '=HYPERLINK("http://evil.example")'


def test_no_list_follows_a_source_that_is_not_named(desk) -> None:
    unnamed = desk.database.rows(
        "SELECT DISTINCT entity_id, text FROM holders WHERE list_contains(?, kind) AND entity_id IS NOT NULL "
        "AND entity_id NOT IN (SELECT entity_id FROM holders WHERE kind IN ('named_person', 'organization', 'document') "
        "AND entity_id IS NOT NULL)",
        [list(UNNAMED)],
    )
    assert len(unnamed) > 5
    for row in unnamed:
        assert claims(desk, Ask(query={"holder": [row["entity_id"]]}))["total"] == 0
        assert claims(desk, Ask(query={"holder": [row["text"]]}))["total"] == 0
        assert actor(desk, Ask({"entity_id": row["entity_id"]}))["holds"]["total"] == 0
    chains = [held for row in desk.database.rows("SELECT chain FROM shown") for held in row["chain"]]
    assert {held["entity_id"] for held in chains if held["kind"] in UNNAMED} == {None}


def test_nothing_live_nothing_foretold_nobody_followed() -> None:
    words = {word for route in ROUTES for word in re.findall("[a-z]+", route.path)}
    words |= {param.name for route in ROUTES for param in route.query}
    assert words & {
        "live",
        "now",
        "stream",
        "events",
        "track",
        "follow",
        "near",
        "radius",
        "route",
        "target",
        "predict",
    } <= {"target"}
    assert {route.path for route in ROUTES if any(p.name == "target" for p in route.query)} == {"/api/v1/judgements"}


def test_no_coordinate_is_finer_than_the_place_that_was_reported(desk) -> None:
    known = {
        f"{row[axis]}" for row in desk.database.rows("SELECT * FROM gazetteer") for axis in ("latitude", "longitude")
    }
    for name, answer in answers(desk):
        found = re.findall(r'"(?:latitude|longitude)": (-?[\d.]+)', text(answer))
        assert {str(float(value)) for value in found} <= known, name
    assert all(row["precision"] for row in dict(answers(desk))["map"]["places"])


def test_every_answer_and_every_row_taken_away_says_what_it_is(desk) -> None:
    for name, answer in answers(desk):
        assert answer["label"].startswith(f"{NOTICE} Not complete: "), name
    with on_a_thread(desk.folder, "reviewer") as client:
        rows = list(csv.DictReader(io.StringIO(client.get("/api/v1/claims.csv").data.decode())))
        assert {row["notice"] for row in rows} == {NOTICE}
        assert len(rows) == desk.book.manifest["counts"]["claims"]
        taken = client.get("/api/v1/claims.json")
        assert taken.json["label"].startswith(NOTICE)
        assert "attachment" in taken.headers["content-disposition"]
        assert NOTICE in client.get("/api/v1/claims/c_none").data.decode()
        assert NOTICE in client.get("/nothing.txt").data.decode()


@pytest.fixture
def hostile(sample_case, tmp_path):
    """The sample with script and formulas for titles, outlets, bylines, names and places."""
    book = casebook.open_casebook(sample_case)
    tables = {name: book.table(name) for name in book.tables if name != "judgements"}
    for table, columns in (
        ("reports", ("title", "byline", "outlet")),
        ("entities", ("name",)),
        ("gazetteer", ("name",)),
    ):
        for at, column in enumerate(columns):
            rows = tables[table]
            worded = [FORMULA if at == 2 else SCRIPT] * rows.num_rows
            tables[table] = rows.set_column(rows.schema.get_field_index(column), rows.schema.field(column), [worded])
    casebook.write_generation(tmp_path / "hostile", tables, {"last_judgement": 0})
    return tmp_path / "hostile"


def test_script_in_a_report_is_data_in_every_answer_and_on_no_page(hostile) -> None:
    desk = Desk(hostile, "reviewer")
    records = {f"{name}_id": desk.database.value(f"SELECT min({name}_id) FROM {name}s") for name in ("report", "claim")}
    told = dict(answers(desk, records | {"entity_id": desk.database.value("SELECT min(entity_id) FROM entities")}))
    desk.close()
    assert SCRIPT in told["reports"]["rows"][0]["title"]
    with on_a_thread(hostile, SCRIPT) as client:
        for route in ROUTES:
            if route.method == "GET" and "{" not in route.path:
                reply = client.get(route.path)
                assert reply.headers["content-type"].startswith(("application/json", "text/csv")), route.path
                assert reply.headers["x-content-type-options"] == "nosniff"
        for path in (f"/{SCRIPT}", "/x.html?q=<script>", f"/enter?token={SCRIPT}".replace('"', "%22")):
            assert b"<script" not in client.get(path.replace(" ", "%20")).data


def test_no_cell_that_is_taken_away_runs_in_a_spreadsheet(hostile) -> None:
    with on_a_thread(hostile, "reviewer") as client:
        found = client.get("/api/v1/claims.csv").data.decode()
    rows = list(csv.DictReader(io.StringIO(found)))
    assert {row["outlet"] for row in rows} == {f"'{FORMULA}"}
    assert [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == []


def test_the_original_is_taken_away_and_never_shown(sample_case) -> None:
    desk = Desk(sample_case, "reviewer")
    kinds = {row["report_id"]: row["path"] for row in desk.database.rows("SELECT report_id, path FROM sightings")}
    desk.close()
    with on_a_thread(sample_case, "reviewer") as client:
        for report_id in kinds:
            reply = client.get(f"/api/v1/reports/{report_id}/original")
            assert reply.headers["content-disposition"].startswith("attachment")
            assert reply.headers["content-type"] in ("text/plain; charset=utf-8", "application/octet-stream")
