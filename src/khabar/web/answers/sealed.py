"""What is sealed is shown by no view; here it is told that it is there, and how it is opened."""

from __future__ import annotations

from khabar.errors import KhabarError
from khabar.web.desk import Desk


class SealedError(KhabarError):
    """Somebody sealed it: answered with 403. It is opened by a step of its own, which is logged."""


def is_sealed(desk: Desk, target: str) -> bool:
    """Whether a record, or what it belongs to, is sealed."""
    return target in desk.seals.named or target in desk.seals.gone


def is_blacked(desk: Desk, report_id: str) -> bool:
    """Whether a report holds words that are blacked out."""
    return bool(desk.database.value("SELECT count(*) FROM blacked WHERE report_id = ?", [report_id]))


def refuse_sealed(desk: Desk, target: str) -> None:
    """Raises SealedError for a record that is sealed."""
    if is_sealed(desk, target):
        raise SealedError(f"{target} is sealed. It can be opened, which is logged with your name and reason.")
