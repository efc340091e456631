"""Nothing is looked through for garbage while it is loaded."""

from __future__ import annotations

import gc

from khabar.keeping import REPORTS, collect_rarely, kept, report_begun


def test_nothing_is_collected_while_it_is_loaded() -> None:
    with kept():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_loaded_is_old_and_still_collected_some_day() -> None:
    with kept():
        made: list[object] = [[]]
    assert any(found is made for found in gc.get_objects(generation=2))
    assert not gc.get_freeze_count()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with kept():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_start_is_looked_through_a_few_times_only() -> None:
    before = gc.get_threshold()
    try:
        gc.set_threshold(700)
        collect_rarely()
        assert gc.get_threshold()[0] > 7_000
    finally:
        gc.set_threshold(*before)


def test_what_python_holds_for_tuples_to_come_is_given_back_now_and_then() -> None:
    found = []

    def note(phase: str, told: dict[str, int]) -> None:
        found.extend([told["generation"]] if phase == "start" else [])

    gc.callbacks.append(note)
    try:
        for _ in range(3 * REPORTS):
            report_begun()
    finally:
        gc.callbacks.remove(note)
    assert found.count(2) == 3
