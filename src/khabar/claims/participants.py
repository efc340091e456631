"""Participants: who and what takes part in a claim, each with the words that say so."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.claims.events import Deed
from khabar.claims.tree import noun_phrase
from khabar.records import Claim, Participant


def participants(deed: Deed, claim: Claim, text: str) -> Iterator[Participant]:
    """The participants of a claim by role, then a row without words for an actor whom the text does not state."""
    for role, heads in deed.roles.items():
        for head in heads:
            span = noun_phrase(deed.tree, head)
            yield Participant(claim.claim_id, role, span.start, span.end, text[span.start : span.end])
    if "actor" not in deed.roles:
        yield Participant(claim.claim_id, "actor", reason="not stated")
