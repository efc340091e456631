"""What an incident is called."""

from __future__ import annotations

from typing import Any

import pytest

from khabar.link.incidents import Group, incident
from khabar.link.origins import Origins
from khabar.link.weighed import Weighed


def row(number: int, recipients: str) -> dict[str, Any]:
    """A claim as the evidence shows it, with nothing but its deed and to whom it was done."""
    blank = dict.fromkeys(
        ("place_id", "place_precision", "date_earliest", "date_latest", "date_precision", "date_from")
    )
    claim = {"claim_id": f"c_{number}", "report_id": f"r_{number}", "trigger": "attack", "event": "ASSAULT"}
    return {**blank, **claim, "realis": "occurred", "recipients": recipients, "figures": [], "placed": {"name": None}}


@pytest.mark.parametrize(
    ("first", "label"), [("No American", "attack, the base"), ("two guards", "attack, two guards")]
)
def test_an_incident_is_named_by_whom_it_struck_and_not_by_whom_it_spared(first: str, label: str) -> None:
    group = Group((row(1, first), row(2, "the base")), "i_1")
    assert incident(group, Weighed(2, Origins(1, 2, 2), "single origin")).label == label
