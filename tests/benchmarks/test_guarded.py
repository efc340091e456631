"""The guard costs little: at most ten milliseconds a report."""

from __future__ import annotations

import pytest

from benchmarks.guarded import measure


@pytest.mark.long
def test_the_guard_costs_at_most_ten_milliseconds_a_report() -> None:
    cost = measure(20)
    print(cost.told())
    assert cost.processor <= 5
    assert cost.guard <= 10
