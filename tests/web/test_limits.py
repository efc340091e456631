"""Questions that would take too long are stopped and say so; nothing that is asked can change or reach anything."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from khabar.casebook import open_casebook
from khabar.web.answers import overview
from khabar.web.app import application
from khabar.web.desk import Database, Desk, TooSlowError
from khabar.web.security.hosts import names
from khabar.web.security.sessions import Sessions
from tests.web.running import answering, on_a_thread

HUGE = "SELECT count(*) FROM claims a, claims b, claims c, claims d WHERE a.start + b.start > c.start + d.start"


def test_a_question_that_takes_too_long_is_stopped_and_the_next_is_answered(sample_case) -> None:
    database = Database(open_casebook(sample_case), time_limit=0.2)
    with pytest.raises(TooSlowError, match=r"longer than 0\.2 seconds .* Narrow the filter"):
        database.rows(HUGE)
    assert database.value("SELECT count(*) FROM claims") > 0
    database.close()


def test_over_the_wire_it_is_told_in_words(sample_case, monkeypatch) -> None:
    monkeypatch.setattr(overview, "most_named", lambda database, _: database.rows(HUGE))
    desk = Desk(sample_case, "reviewer")
    desk.database = Database(desk.book, time_limit=0.2)
    with answering(desk) as client:
        reply = client.get("/api/v1/overview")
        assert (reply.status, reply.json["error"]["code"]) == (503, "too_slow")
        assert client.get("/api/v1/casebook").status == 200


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM claims", "CREATE TABLE x AS SELECT 1", "COPY claims TO '/dev/null'", "ATTACH 'x.db'", "SET threads = 1"],
)  # fmt: skip
def test_handlers_only_read(desk, statement) -> None:
    with pytest.raises(ValueError, match="only read"):
        desk.database.rows(statement)


@pytest.mark.parametrize(
    "source", ["read_text('/etc/passwd')", "read_csv('/etc/passwd')", "glob('/*')", "'http://127.0.0.1/x.csv'"]
)
def test_nothing_outside_the_casebook_is_reached(desk, source) -> None:
    with pytest.raises(Exception, match=r"(?i)disabled|permission|cannot access|not exist"):
        desk.database.rows(f"SELECT * FROM {source}")


def test_many_clients_at_once_are_all_answered(sample_case) -> None:
    with on_a_thread(sample_case, "reviewer") as client, ThreadPoolExecutor(24) as pool:
        paths = ["/api/v1/claims?q=killed", "/api/v1/overview", "/api/v1/queue", "/api/v1/incidents"] * 12
        assert {reply.status for reply in pool.map(client.get, paths)} == {200}


def test_the_app_is_made_without_a_server(desk) -> None:
    assert callable(application(desk, Sessions("t", lambda _: None), names(1), "c"))
