"""What an incident rests on, in words that never say whether it happened."""

from __future__ import annotations

from khabar.link.origins.counting import Origins

ONE = "single origin"
COPIES = "several reports of one origin"
AGREEING = "independent origins agreeing"
CONFLICTING = "independent origins conflicting"
ACKNOWLEDGED = "acknowledged by the accused"
WITHDRAWN = "withdrawn by its own source"


def standing(reports: int, origins: Origins, *, conflict: bool, acknowledged: bool, withdrawn: bool) -> str:
    """The standing of an incident told by ``reports`` reports. ``conflict``: a relation of contradiction between origins."""
    if withdrawn:
        return WITHDRAWN
    if acknowledged:
        return ACKNOWLEDGED
    if origins.likely > 1:
        return CONFLICTING if conflict else AGREEING
    return COPIES if reports > 1 else ONE
