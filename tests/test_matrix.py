"""Every row of the matrix has tests that exist, and the page shows the rows as they are with tests that passed."""

from __future__ import annotations

from tests.matrix import PAGE, PASSES, load, missing, shown, written

ASKED = (
    *(f"H{n}" for n in (*range(1, 14), 15, 16)),
    *(f"W{n}" for n in range(1, 9)),
    *(f"C{n}" for n in range(1, 9)),
    *(f"D{n}" for n in range(1, 6)),
    "M20",
    *(f"E{n}" for n in range(1, 9)),
)


def test_every_row_names_tests_that_exist() -> None:
    assert {row.row: missing(row.tests) for row in load() if missing(row.tests)} == {}
    assert [row.row for row in load() if not (row.tests and row.case and row.seen_failing)] == []


def test_the_rows_asked_are_there_once_and_in_order() -> None:
    rows = [row.row for row in load()]
    assert rows == sorted(rows, key=lambda name: ("HWCDME".index(name[0]), int(name[1:])))
    assert len(rows) == len(set(rows))
    assert set(ASKED) <= set(rows)


def test_the_page_shows_the_rows_as_they_are() -> None:
    part, results = shown(PAGE.read_text(encoding="utf-8"))
    assert part == written(load(), results), "python -m tests.matrix writes the page again"
    assert {row: result for row, result in results.items() if result != PASSES} == {}
