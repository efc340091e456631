from __future__ import annotations

import sqlite3
import threading
from contextlib import closing

import pytest

from khabar import casebook
from khabar.casebook import review
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


def test_erasing_words_keeps_the_chain_whole_and_what_was_decided(log):
    casebook.erase_words(log, (), [2], by="Bo", reason="asked for")
    assert not list(casebook.verify_chain(log))
    kept = casebook.judgements(log)
    assert [(row.kind, row.reason) for row in kept] == [
        ("same", "because of «them»"),
        ("different", None),
        ("note", "because of «them»"),
        ("erase", "asked for"),
    ]
    assert kept[1].target == ("c_1", "c_2")
    casebook.append(log, judge(reason="later"))
    assert not list(casebook.verify_chain(log))


def test_erasing_leaves_nothing_of_the_words_in_the_file(log):
    casebook.append(log, judge(reason="the nurse of Wadi Canary"))
    assert b"Wadi Canary" in (log / "review.sqlite").read_bytes()
    casebook.erase_words(log, (), [4], by="Bo", reason=None)
    assert b"Wadi Canary" not in (log / "review.sqlite").read_bytes()


def test_erasing_empties_pages_that_the_log_no_longer_uses(log):
    """Many libraries of SQLite leave in free pages what stood there; such pages are made here."""
    with closing(sqlite3.connect(log / "review.sqlite")) as connection, connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("CREATE TABLE passing (words)")
        connection.execute("INSERT INTO passing VALUES (?)", ("the nurse of Wadi Canary " * 2000,))
        connection.execute("DROP TABLE passing")
    review.renew_check(log)
    assert b"Wadi Canary" in (log / "review.sqlite").read_bytes()
    casebook.erase_words(log, (), [2], by="Bo", reason=None)
    assert b"Wadi Canary" not in (log / "review.sqlite").read_bytes()
    assert not list(casebook.verify(log))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE judgements SET salt = NULL, reason = NULL WHERE seq = 1",
        "UPDATE judgements SET kind = 'same' WHERE seq = 2",
        "UPDATE judgements SET target = '[]' WHERE seq = 2",
    ],
)
def test_what_is_erased_or_changed_without_a_judgement_that_says_so_is_found(log, sql):
    casebook.erase_words(log, (), [2], by="Bo", reason=None)
    edit(log, sql)
    assert any("no judgement vouches" in wrong for _, wrong in casebook.verify_chain(log))


@pytest.mark.parametrize("number", [9, 4])
def test_only_judgements_with_words_can_be_erased(log, number):
    casebook.erase_words(log, (), [2], by="Bo", reason=None)
    with pytest.raises(InputError, match=f"no judgement {number} with words"):
        casebook.erase_words(log, (), [number], by="Bo", reason=None)


def test_every_flipped_byte_of_the_log_is_found(log):
    for name in ("review.sqlite", "review.check"):
        path = log / name
        whole = path.read_bytes()
        for at in range(0, len(whole), 211 if name == "review.sqlite" else 7):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            assert "judgements" in {problem.table for problem in casebook.verify(log)}, (name, at)
        path.write_bytes(whole)
    assert not list(casebook.verify(log))


@pytest.mark.parametrize("length", [0, 100, 4096, -1])
def test_a_log_that_was_cut_short_is_named_and_not_added_to(log, length):
    path = log / "review.sqlite"
    path.write_bytes(path.read_bytes()[:length])
    before = path.read_bytes()
    assert any(problem.table == "judgements" for problem in casebook.verify(log))
    with pytest.raises(CasebookError, match=r"review\.sqlite"):
        casebook.append(log, judge())
    assert path.read_bytes() == before


def test_a_log_that_is_gone_is_named_and_not_begun_anew(log):
    (log / "review.sqlite").unlink()
    assert any("cut short or replaced" in problem.what for problem in casebook.verify(log))
    with pytest.raises(CasebookError, match="cannot be added to"):
        casebook.append(log, judge())


def test_an_altered_log_is_not_added_to(log):
    edit(log, "UPDATE judgements SET reason = 'x' WHERE seq = 1")
    with pytest.raises(CasebookError, match="something in it was altered"):
        casebook.append(log, judge())
    assert len(casebook.judgements(log)) == 3


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
