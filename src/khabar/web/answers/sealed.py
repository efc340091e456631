"""What is sealed is shown by no view; here it is told that it is there, and how it is opened."""

from __future__ import annotations

from khabar.errors import KhabarError
from khabar.web.desk import Desk

MASK = "\u2588"


class SealedError(KhabarError):
    """Somebody sealed it: answered with 403. It is opened by a step of its own, which is logged."""


def is_sealed(desk: Desk, target: str) -> bool:
    """Whether a record, or the report that it stands in, is sealed."""
    if not desk.sealed:
        return False
    return target in desk.sealed or bool(desk.database.value("SELECT count(*) FROM hidden WHERE id = ?", [target]))


def refuse_sealed(desk: Desk, target: str) -> None:
    """Raises SealedError for a record that is sealed."""
    if is_sealed(desk, target):
        raise SealedError(f"{target} is sealed. It can be opened, which is logged with your name and reason.")


def masked(desk: Desk, report_id: str, text: str) -> str:
    """The text of a report with the sentences of sealed claims covered, character by character, so that offsets hold."""
    for start, end in desk.database.covered(report_id):
        text = text[:start] + MASK * (end - start) + text[end:]
    return text
