from __future__ import annotations

import os
from functools import partial

import pytest

from khabar.engine.outcome import Outcome
from khabar.engine.pool import map_readings
from khabar.errors import SetupError

# What the workers run must be importable by name in another process, so it is all of Python's own.


def results(outcomes) -> list:
    return [outcome.result for outcome in outcomes]


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_items(workers):
    items = [str(n) for n in range(40)]
    assert results(map_readings(items, int, workers=workers)) == list(range(40))


@pytest.mark.parametrize("workers", [1, 3])
def test_all_results_come_in_any_order(workers):
    outcomes = list(map_readings(["3", "1", "2"], int, workers=workers, ordered=False))
    assert sorted(results(outcomes)) == [1, 2, 3]
    assert all(str(outcome.result) == outcome.item for outcome in outcomes)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_item_that_raises_ends_nothing(workers):
    good, bad, last = map_readings(["1", "x", "3"], int, workers=workers)
    assert (good.result, last.result) == (1, 3)
    assert bad.failure.kind == "raised"
    assert "invalid literal" in bad.failure.message
    assert bad.item == "x"


def test_a_worker_that_dies_loses_its_item_only():
    die, kill = "__import__('os')._exit(7)", "__import__('os').kill(__import__('os').getpid(), 9)"
    outcomes = list(map_readings(["1", die, "2", "3", kill, "4"], eval, workers=2))
    assert [o.failure.kind if o.failure else o.result for o in outcomes] == [1, "died", 2, 3, "died", 4]
    assert "exit status 7" in outcomes[1].failure.message
    assert "signal 9" in outcomes[4].failure.message


@pytest.mark.parametrize("workers", [1, 2])
def test_no_items_give_no_results(workers):
    assert list(map_readings([], int, workers=workers)) == []


def test_items_are_drawn_as_needed_and_workers_end_with_the_run():
    drawn = []

    def items():
        for n in range(10_000):
            drawn.append(n)
            yield str(n)

    run = map_readings(items(), int, workers=2)
    assert next(run) == Outcome("0", 0)
    run.close()
    assert len(drawn) < 500


def test_each_worker_has_one_thread():
    assert results(map_readings(["OMP_NUM_THREADS"] * 4, os.getenv, workers=2)) == ["1"] * 4


def test_a_slow_item_does_not_hold_up_an_unordered_run():
    slow, quick = "__import__('time').sleep(0.5)", "1"
    assert results(map_readings([slow, quick, quick], eval, workers=2, ordered=False)) == [1, 1, None]
    assert results(map_readings([slow, quick, quick], eval, workers=2)) == [None, 1, 1]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_initializer_that_fails_ends_the_run(workers):
    with pytest.raises(ValueError, match="invalid literal"):
        list(map_readings(["1"], int, workers=workers, initializer=partial(int, "x")))


def test_workers_that_cannot_start_are_told_of():
    with pytest.raises(SetupError, match="cannot start"):
        list(map_readings(["1"], int, workers=2, initializer=partial(os._exit, 1)))


def test_a_result_that_cannot_be_sent_is_a_failure():
    bad, good = map_readings(["open('/dev/null')", "2"], eval, workers=2)
    assert "cannot be sent" in bad.failure.message
    assert good.result == 2
