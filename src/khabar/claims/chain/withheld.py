"""Confirmations that are withheld: "could not be verified", "has no confirmation" tell of an act of speech of its own."""

from __future__ import annotations

from dataclasses import replace

from khabar.claims.events import Deed
from khabar.claims.factuality import Status
from khabar.codebook import Codebook

WITHHELD = "cannot confirm"
"""The verb of the codebook whose line a withheld confirmation takes."""


def told(deed: Deed, status: Status, codebook: Codebook) -> tuple[Deed, Status]:
    """The deed and how it stands; a confirmation that is denied is told as one that somebody cannot give."""
    line = next(iter(codebook.predicates(WITHHELD, "verb")), None)
    if deed.line.event != "CONFIRM" or not status.negated or line is None:
        return deed, status
    return replace(deed, line=line), replace(status, negated=False)
