"""A borrowing that comes or goes touches the incidents that both reports tell of, and no other."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from khabar.link.lending import lent, shifted, touched
from khabar.records import Borrowing

COPY = Borrowing("r_b", "r_a", kind="near_duplicate")
CALM = pa.array(["r_a", "r_b", "r_c"])


def test_a_credit_to_an_outlet_is_no_loan_between_reports() -> None:
    credit = Borrowing("r_b", None, origin="AFP", kind="citation")
    assert lent([COPY, credit, COPY]).to_pylist() == [
        {"from_report_id": "r_b", "to_report_id": "r_a", "kind": "near_duplicate"}
    ]


@pytest.mark.parametrize(
    ("before", "now", "count"),
    [
        ([], [COPY], 1),
        ([COPY], [], 1),
        ([COPY], [COPY], 0),
        ([COPY], [Borrowing("r_b", "r_a", kind="revision")], 2),
        ([], [Borrowing("r_b", "r_new", kind="near_duplicate")], 0),
    ],
)
def test_what_has_changed_between_reports_that_stand_as_they_did(
    before: list[Borrowing], now: list[Borrowing], count: int
) -> None:
    assert shifted(lent(before), lent(now), CALM).num_rows == count


def test_only_groups_that_tell_of_both_reports_are_touched() -> None:
    reports = pa.chunked_array([["r_a", "r_b", "r_a", "r_c", "r_c"], ["r_b"]])
    group = np.array([0, 0, 2, 2, 4, 5])
    assert touched(lent([COPY]), reports, group).tolist() == [True, True, False, False, False, False]
    assert not touched(lent([]), reports, group).any()
