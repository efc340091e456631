from __future__ import annotations

import sqlite3
import threading
from contextlib import closing

import pytest

from khabar import casebook
from khabar.errors import CasebookError, InputError
from khabar.records import Judgement


def judge(**columns) -> Judgement:
    return Judgement(**{"seq": 0, "time": "2024-01-01T00:00:00+00:00", "judge": "Ada", "kind": "note", **columns})


@pytest.fixture
def log(case):
    for kind in ("same", "different", "note"):
        casebook.append(case, judge(kind=kind, target=("c_1", "c_2"), reason="because of «them»"))
    return case


def edit(folder, sql):
    with closing(sqlite3.connect(folder / "review.sqlite")) as connection, connection:
        connection.execute("DROP TRIGGER IF EXISTS judgements_refuse_update")
        connection.execute("DROP TRIGGER IF EXISTS judgements_refuse_delete")
        connection.execute(sql)


def test_judgements_come_back_in_order_and_chained(log):
    rows = casebook.judgements(log)
    assert [row.kind for row in rows] == ["same", "different", "note"]
    assert [row.seq for row in rows] == [1, 2, 3]
    assert rows[0].target == ("c_1", "c_2")
    assert rows[1].previous_hash == rows[0].hash
    assert not list(casebook.verify_chain(log))
    assert not list(casebook.verify(log))


def test_the_log_refuses_update_and_delete(log):
    with closing(sqlite3.connect(log / "review.sqlite")) as connection:
        for sql in ("UPDATE judgements SET reason = 'x'", "DELETE FROM judgements"):
            with pytest.raises(sqlite3.IntegrityError, match="added, never changed"):
                connection.execute(sql)


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE judgements SET kind = 'same' WHERE seq = 2", (2, "its content was altered after it was judged")),
        ("UPDATE judgements SET time = '2030' WHERE seq = 1", (1, "its content was altered after it was judged")),
        ("UPDATE judgements SET content_hash = '0' WHERE seq = 2", (2, "the chain of hashes is broken here")),
        ("UPDATE judgements SET hash = '0' WHERE seq = 1", (2, "the chain of hashes is broken here")),
        ("DELETE FROM judgements WHERE seq = 2", (3, "judgement 2 is missing")),
    ],
)
def test_an_edit_behind_our_back_is_found(log, sql, found):
    edit(log, sql)
    assert found in list(casebook.verify_chain(log))
    assert any(problem.table == "judgements" for problem in casebook.verify(log))


def test_erasing_content_with_its_salt_keeps_the_chain_whole(log):
    edit(log, "UPDATE judgements SET salt = NULL, reason = NULL, judge = '', target = NULL WHERE seq = 2")
    assert not list(casebook.verify_chain(log))


def test_what_makes_no_sense_is_refused(log):
    with pytest.raises(InputError, match="no kind of judgement"):
        casebook.append(log, judge(kind="guess"))
    with pytest.raises(InputError, match="no judgement 9 to undo"):
        casebook.append(log, judge(kind="undo", undoes=9))
    assert len(casebook.judgements(log)) == 3


def test_a_file_that_is_no_log_is_told_so(case):
    (case / "review.sqlite").write_bytes(b"nonsense " * 200)
    with pytest.raises(CasebookError, match="log of judgements"):
        casebook.judgements(case)
    assert any("cannot be used" in problem.what for problem in casebook.verify(case))


def test_writers_take_turns(case):
    def write() -> None:
        for _ in range(5):
            casebook.append(case, judge())

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [row.seq for row in casebook.judgements(case)] == list(range(1, 21))
    assert not list(casebook.verify_chain(case))
